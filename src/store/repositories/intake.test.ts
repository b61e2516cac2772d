import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Evidence } from '../../core/evidence.ts'
import type { Finding } from '../../core/finding.ts'
import type { Id } from '../../core/ids.ts'
import { newId } from '../new-id.ts'
import { testHouse } from '../testing.ts'
import { inTransaction } from '../transaction.ts'

const house = await testHouse()
const { org, store } = house
after(() => house.close())

async function person(name: string): Promise<Id> {
  return house.subjects.insert(org, { kind: 'person', name })
}

function received(subject: Id, digest: string, more: Partial<Evidence> = {}): Evidence {
  return {
    id: newId(),
    org,
    door: 'apply',
    kind: 'resume',
    subject,
    digest,
    bytes: 10,
    mediaType: 'application/pdf',
    name: 'cv.pdf',
    source: 'upload',
    observedAt: 1,
    receivedAt: 2,
    ...more,
  }
}

describe('evidence', () => {
  test('the same content is taken once, also when two send it at once', async () => {
    const subject = await person('A')
    const results = await Promise.all(
      [1, 2, 3].map(() => inTransaction(store, (trx) => house.on(trx).evidence.insertIfNew(received(subject, 'd1')))),
    )
    assert.equal(results.filter((result) => result.isNew).length, 1)
    assert.equal(new Set(results.map((result) => result.evidence.id)).size, 1)
  })

  test('the same file under two named subjects is two pieces of evidence', async () => {
    const [a, b] = [await person('A'), await person('B')]
    const first = await house.evidence.insertIfNew(received(a, 'd2'), 'subject')
    const second = await house.evidence.insertIfNew(received(b, 'd2'), 'subject')
    const again = await house.evidence.insertIfNew(received(b, 'd2'), 'subject')
    assert.deepEqual([first.isNew, second.isNew, again.isNew], [true, true, false])
    assert.equal(again.evidence.id, second.evidence.id)
  })

  test('goes from received to measured or failed, and keeps hostile names', async () => {
    const subject = await person('A')
    const { evidence } = await house.evidence.insertIfNew(received(subject, 'd3', { name: 'a\u0000<b>\uD800.pdf' }))
    assert.equal(evidence.status, 'received')
    await house.evidence.markFailed(org, evidence.id, 'SP_PARSE_TIMEOUT')
    assert.equal((await house.evidence.find(org, [evidence.id])).get(evidence.id)?.errorCode, 'SP_PARSE_TIMEOUT')
    await house.evidence.markMeasured(org, evidence.id)
    const read = (await house.evidence.find(org, [evidence.id])).get(evidence.id)
    assert.deepEqual([read?.status, read?.errorCode, read?.name], ['measured', null, 'a\uFFFD<b>\uFFFD.pdf'])
    assert.equal((await house.evidence.counts(org)).measured >= 1, true)
    assert.equal((await house.evidence.find(newId(), [evidence.id])).size, 0, 'another organisation')
  })
})

test('facts are written over and read by root', async () => {
  const subject = await person('A')
  const evidence = newId()
  const of = { evidence, subject, root: 'resume', measureVersion: '1' }
  await house.facts.write(org, of, { facts: { pages: 1 }, unavailable: {} })
  await house.facts.write(
    org,
    { ...of, measureVersion: '2' },
    { facts: { pages: 2 }, unavailable: { 'resume.text': 'no text layer' } },
  )
  assert.deepEqual([...(await house.facts.facts(org, [evidence, newId()], 'resume'))], [[evidence, { pages: 2 }]])
  assert.deepEqual((await house.facts.ofSubject(org, subject))[0]?.unavailable, { 'resume.text': 'no text layer' })
  assert.equal((await house.facts.facts(org, [evidence], 'session')).size, 0)
})

test('artefacts find other holders, never their own, and count the cleared', async () => {
  const [a, b, c] = [await person('A'), await person('B'), await person('C')]
  const email = { type: 'email', value: 'shared@example.com', from: 'resume.contacts' } as const
  const phone = { type: 'phone', value: '+4670', from: 'resume.contacts' } as const
  await house.artefacts.replace(org, newId(), a, [email, phone, email])
  const other = newId()
  await house.artefacts.replace(org, other, b, [email])
  await house.artefacts.replace(org, newId(), c, [email])
  await house.subjects.setCleared(org, c, 5)
  const found = await house.artefacts.holders(org, [email, phone], a)
  assert.equal(found.population, await house.subjects.count(org))
  assert.deepEqual(
    found.holders.map((holder) => [holder.artefact.type, [...holder.subjects].sort(), holder.cleared]),
    [['email', [b, c].sort(), 1]],
  )
  assert.deepEqual([...(await house.artefacts.evidenceOf(org, [email], [b])).values()], [other])
  assert.deepEqual(
    (await house.artefacts.ofSubject(org, b)).map((artefact) => artefact.value),
    ['shared@example.com'],
  )
  await house.artefacts.replace(org, other, b, [])
  assert.deepEqual((await house.artefacts.holders(org, [email], a)).holders[0]?.subjects, [c])
})

test('bands give candidates, those that share most first', async () => {
  const [x, y, s] = [newId(), newId(), newId()]
  await house.bands.add(org, 'text', x, s, ['1', '2', '3', '3'])
  await house.bands.add(org, 'text', y, s, ['3', '4'])
  await house.bands.add(org, 'text', y, s, ['3', '4'])
  await house.bands.add(org, 'other', y, s, ['1'])
  assert.deepEqual(await house.bands.candidates(org, 'text', ['1', '2', '3'], 10), [
    { evidence: x, subject: s, shared: 3 },
    { evidence: y, subject: s, shared: 1 },
  ])
  assert.equal((await house.bands.candidates(org, 'text', ['1', '2', '3'], 1)).length, 1)
  await house.bands.remove(org, x)
  assert.deepEqual(await house.bands.candidates(org, 'text', ['1'], 10), [])
})

test('a record is counted once in a corpus', async () => {
  const [x, y] = [newId(), newId()]
  assert.equal(await house.frequency.add(org, 'words', x, ['a', 'b', 'a']), true)
  assert.equal(await house.frequency.add(org, 'words', x, ['a', 'b']), false)
  await house.frequency.add(org, 'words', y, ['b'])
  const { population, counts } = await house.frequency.counts(org, 'words', ['a', 'b', 'c'])
  assert.equal(population, 2)
  assert.deepEqual([...counts].sort(), [
    ['a', 1],
    ['b', 2],
  ])
})

test('counting the same terms at once neither deadlocks nor loses one', async () => {
  const terms = Array.from({ length: 50 }, (_, i) => `t${i}`)
  await Promise.all(
    [1, 2, 3, 4].map((n) =>
      inTransaction(store, (trx) =>
        house.on(trx).frequency.add(org, 'race', newId(), n % 2 ? terms : terms.toReversed()),
      ),
    ),
  )
  assert.deepEqual(new Set((await house.frequency.counts(org, 'race', terms)).counts.values()), new Set([4]))
})

test('findings are replaced, not doubled', async () => {
  const subject = await person('A')
  const evidence = newId()
  const finding: Finding = {
    rule: 'apply/x',
    version: '1',
    door: 'apply',
    group: 'document',
    title: 'X',
    sealed: false,
    privacy: 'none',
    outcome: 'absent',
    decibans: -1,
  }
  await house.findings.replace(org, evidence, subject, [finding])
  await house.findings.replace(org, evidence, subject, [{ ...finding, version: '2' }])
  assert.deepEqual(await house.findings.ofSubject(org, subject), [{ evidence, finding: { ...finding, version: '2' } }])
  assert.deepEqual(await house.findings.tally(org), [{ rule: 'apply/x', outcome: 'absent', count: 1 }])
})

test('an erased subject leaves nothing that opens', async () => {
  const subject = await house.subjects.insert(org, { kind: 'person', name: 'Jane', ref: 'ats:9' })
  assert.equal(
    await house.subjects.insert(org, { kind: 'person', name: 'Jane', ref: 'ats:9' }),
    subject,
    'one ref, one subject',
  )
  const digest = await house.vault.put(org, subject, Buffer.from('cv of Jane'))
  const { evidence } = await house.evidence.insertIfNew(received(subject, digest))
  await house.facts.write(
    org,
    { evidence: evidence.id, subject, root: 'resume', measureVersion: '1' },
    { facts: {}, unavailable: {} },
  )
  await house.doorRows.put(org, 'apply', 'check-in', 'x', { name: 'Jane' }, { subject })
  await inTransaction(store, (trx) => house.on(trx).subjects.erase(org, subject))
  const left = (await house.subjects.find(org, [subject])).get(subject)
  assert.deepEqual([left?.name, left?.erasedAt], [null, house.clock.now()])
  assert.equal((await house.evidence.find(org, [evidence.id])).get(evidence.id)?.name, '(erased)')
  assert.equal((await house.facts.ofSubject(org, subject)).length, 0)
  assert.equal(await house.doorRows.get(org, 'apply', 'check-in', 'x'), null)
  assert.equal(await house.subjects.byRef(org, 'ats:9'), null)
  await assert.rejects(house.vault.get(org, digest), { code: 'SP_NOT_FOUND' })
})
