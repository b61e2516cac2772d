import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { decideCase, moveCase } from '../../core/case.ts'
import type { Id } from '../../core/ids.ts'
import { weigh } from '../../core/weigh.ts'
import { newId } from '../new-id.ts'
import { testHouse } from '../testing.ts'
import { inTransaction } from '../transaction.ts'
import type { Judged } from './cases.ts'

const house = await testHouse()
const { org, store, clock } = house
after(() => house.close())

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
const empty = weigh([], { artefacts: 0, rarestBits: 0 })

function judged(subject: Id, more: Partial<Judged> = {}): Judged {
  return { subject, door: 'apply', posture: 'look', why: 'Something.', ledger: empty, playbookVersion: 'p1', ...more }
}

describe('cases', () => {
  test('are judged once, judged again without doubles, and keep the old ledger', async () => {
    const subject = await house.subjects.insert(org, { kind: 'person', name: 'A' })
    const first = await inTransaction(store, (trx) => house.on(trx).cases.judge(org, judged(subject)))
    const same = await house.cases.judge(org, judged(subject))
    clock.advance(1_000)
    const changed = await house.cases.judge(org, judged(subject, { posture: 'challenge', playbookVersion: 'p2' }))
    assert.deepEqual([first.isNew, same.changed, changed.changed, changed.before], [true, false, true, 'look'])
    assert.equal(changed.id, first.id)
    assert.equal((await house.cases.ofSubject(org, subject)).length, 1)
    assert.deepEqual(
      (await house.cases.history(org, first.id)).map((old) => [
        old.playbookVersion,
        old.posture,
        old.keptFor,
        old.ledger?.prior,
      ]),
      [['p1', 'look', 'rejudged', empty.prior]],
    )
    assert.equal((await house.cases.ledger(org, first.id))?.prior, empty.prior)
  })

  test('two that judge one subject at once open one case', async () => {
    const subject = await house.subjects.insert(org, { kind: 'person' })
    const made = await Promise.all(
      [1, 2, 3].map(() => inTransaction(store, (trx) => house.on(trx).cases.judge(org, judged(subject)))),
    )
    assert.equal(new Set(made.map((one) => one.id)).size, 1)
    assert.equal(made.filter((one) => one.isNew).length, 1)
  })

  test('move as the state machine says; a decision freezes its ledger; a stale write is refused', async () => {
    const subject = await house.subjects.insert(org, { kind: 'person' })
    const { id } = await house.cases.judge(org, judged(subject))
    const stale = await house.cases.find(org, id)
    assert.ok(stale)
    let now = stale
    for (const to of ['step-up-offered', 'failed', 'decision'] as const)
      now = await house.cases.write(org, now, moveCase(now, to, clock.now()))
    now = await house.cases.write(
      org,
      now,
      decideCase(now, { outcome: 'not-proceed', by: 'lee@example.com', reason: 'R1' }),
    )
    assert.deepEqual(now.verifications, ['failed'])
    assert.equal(now.decision?.by, 'lee@example.com')
    assert.deepEqual(
      (await house.cases.history(org, id)).map((old) => old.keptFor),
      ['decision'],
    )
    await assert.rejects(house.cases.write(org, stale, { ...stale, state: 'closed' }), { code: 'SP_CONFLICT' })
  })

  test('the queue shows the gravest first and counts all', async () => {
    const other = (await house.orgs.insert('Other')).id
    for (const posture of ['routine', 'escalate', 'look'] as const) {
      await house.cases.judge(other, judged(await house.subjects.insert(other, { kind: 'person' }), { posture }))
    }
    const queue = await house.cases.queue(other, { limit: 2 })
    assert.deepEqual([queue.total, queue.cases.map((one) => one.posture)], [3, ['escalate', 'look']])
    assert.equal((await house.cases.queue(other, { limit: 9, postures: ['routine'] })).cases[0]?.waitingSince, null)
  })

  test('comments are sealed and gone with the subject', async () => {
    const subject = await house.subjects.insert(org, { kind: 'person' })
    const { id } = await house.cases.judge(org, judged(subject))
    await house.caseEvents.add(org, { case: id, subject }, { actor: 'lee', type: 'comment', text: 'Called her.' })
    await house.caseEvents.add(org, { case: id, subject }, { actor: 'lee', type: 'moved', data: { to: 'closed' } })
    assert.deepEqual(
      (await house.caseEvents.list(org, id)).map((event) => event.text),
      ['Called her.', null],
    )
    await house.subjects.erase(org, subject)
    assert.deepEqual(
      (await house.caseEvents.list(org, id)).map((event) => [event.type, event.text]),
      [
        ['comment', null],
        ['moved', null],
      ],
    )
    assert.equal(await house.cases.ledger(org, id), null)
  })
})

test('a link is one whichever way round, and stays removed', async () => {
  const [a, b] = [newId(), newId()]
  const link = {
    a: { subject: a, evidence: newId() },
    b: { subject: b, evidence: newId() },
    type: 'email',
    hash: hashOf('x'),
    rarity: 7,
  }
  await house.links.add(org, [link, { ...link, a: link.b, b: link.a, rarity: 8 }])
  assert.deepEqual(
    (await house.links.of(org, [b])).map((one) => one.rarity),
    [8],
  )
  await house.links.remove(org, link, 'lee', 'the agency’s address')
  await house.links.add(org, [link])
  assert.deepEqual(await house.links.of(org, [a]), [])
  assert.equal((await house.links.removals(org, b))[0]?.other, a)
  await house.links.restore(org, link)
  assert.equal((await house.links.of(org, [a])).length, 1)
})

test('users, sessions, tokens and links that work once', async () => {
  const user = await house.users.insert(org, { email: ' Lee@Example.com ', name: 'Lee', roles: ['analyst'] })
  await assert.rejects(house.users.insert(org, { email: 'lee@example.com', name: 'x', roles: [] }), {
    code: 'SP_CONFLICT',
  })
  assert.equal((await house.users.byEmail(org, 'LEE@example.com'))?.id, user.id)
  await house.users.update(org, user.id, { roles: ['lead'], signedInAt: 9 })
  assert.deepEqual((await house.users.find(org, user.id))?.roles, ['lead'])

  await house.sessions.insert(org, hashOf('s'), user.id, clock.now() + 1_000, { csrf: 'c' })
  assert.equal((await house.sessions.find(hashOf('s')))?.user, user.id)
  clock.advance(1_000)
  assert.equal(await house.sessions.find(hashOf('s')), null, 'expired')
  await house.sessions.removeExpired(org)

  const token = await house.apiTokens.insert(org, { hash: hashOf('t'), name: 'ci', scopes: ['evidence.write'] })
  assert.equal((await house.apiTokens.find(hashOf('t')))?.id, token)
  await house.apiTokens.revoke(org, token)
  assert.equal(await house.apiTokens.find(hashOf('t')), null)

  await house.oneTimeLinks.insert(org, hashOf('l'), { purpose: 'check-in', expiresAt: clock.now() + 10 })
  assert.equal(await house.oneTimeLinks.use(hashOf('l'), 'other purpose'), null)
  const used = await Promise.all([1, 2].map(() => house.oneTimeLinks.use(hashOf('l'), 'check-in')))
  assert.equal(used.filter((link) => link !== null).length, 1)
})

test('audit entries have no gap, also when many append and some fail', async () => {
  const append = (n: number): Promise<unknown> =>
    inTransaction(store, async (trx) => {
      const row = await house
        .on(trx)
        .audit.append(org, { actor: 'lee', action: 'case.read', object: `case:${n}` }, (index, at) => ({
          entry: `${index}/${at}`,
          leaf: hashOf(`${index}`),
        }))
      if (n % 4 === 3) throw new Error('rolled back')
      return row
    })
  await Promise.allSettled(Array.from({ length: 12 }, (_, n) => append(n)))
  assert.deepEqual(
    (await house.audit.list(org, 0, 100)).map((row) => row.index),
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  )
  assert.equal(await house.audit.size(org), 9)
  assert.equal((await house.audit.latest(org, 1))[0]?.index, 8)
})

test('webhooks get what they want to hear, and are tried until given up', async () => {
  const id = await house.webhooks.insert(org, {
    url: 'https://example.com/hook',
    events: ['case.judged'],
    secret: 's3cret',
  })
  assert.equal(await house.webhooks.secret(org, id), 's3cret')
  assert.equal((await house.webhooks.announce(org, 'case.closed', {})).length, 0)
  const [delivery] = await house.webhooks.announce(org, 'case.judged', { case: 'x' })
  assert.ok(delivery)
  await house.webhooks.attempted(org, delivery, { delivered: false, status: 500, nextAt: clock.now() + 60_000 })
  assert.equal((await house.webhooks.due(org, 10)).length, 0)
  clock.advance(60_000)
  assert.equal((await house.webhooks.due(org, 10))[0]?.attempts, 1)
  await house.webhooks.attempted(org, delivery, { delivered: true, status: 200, nextAt: null })
  assert.equal((await house.webhooks.due(org, 10)).length, 0)
})

test('a bucket gives what it holds, refuses, and fills again', async () => {
  const take = () => house.rateBuckets.take(org, 'sign-in:1', 2, 1)
  assert.deepEqual([(await take()).allowed, (await take()).allowed], [true, true])
  assert.deepEqual(await take(), { allowed: false, retryMs: 1_000 })
  clock.advance(1_000)
  assert.deepEqual([(await take()).allowed, (await take()).allowed], [true, false])
})

test('door rows are found by id, reference and time', async () => {
  await house.doorRows.put(org, 'packages', 'watch', 'left-pad', { version: '1' }, { ref: 'npm', sortAt: 5 })
  await house.doorRows.put(org, 'packages', 'watch', 'left-pad', { version: '2' }, { ref: 'npm' })
  await house.doorRows.put(org, 'packages', 'watch', 'chalk', { version: '3' }, { ref: 'npm', sortAt: 9 })
  const rows = await house.doorRows.list<{ version: string }>(org, 'packages', 'watch', {
    ref: 'npm',
    newestFirst: true,
  })
  assert.deepEqual(
    rows.map((row) => [row.id, row.value?.version, row.sortAt]),
    [
      ['chalk', '3', 9],
      ['left-pad', '2', 5],
    ],
  )
  assert.equal((await house.doorRows.list(org, 'packages', 'watch', { from: 6 })).length, 1)
})

test('the outbox is told in order, once', async () => {
  const id = await house.outbox.add(org, 'case.judged', { case: 'x' })
  assert.deepEqual(
    (await house.outbox.unsent(org, 10)).map((event) => event.id),
    [id],
  )
  await house.outbox.markSent(org, [id])
  assert.deepEqual(await house.outbox.unsent(org, 10), [])
})
