import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { SallyportError } from '../../core/errors.ts'
import type { fixedClock } from '../../core/clock.ts'
import { rows } from '../house.ts'
import { accept } from '../pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { accessExport } from './access-export.ts'
import { eraseSubject } from './erase.ts'
import { liftHold, placeHold } from './hold.ts'
import { retentionRuns, runRetention } from './retention.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const day = 86_400_000
let tested: TestedHouse
before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

let made = 0
async function person(name: string, email = `${name.toLowerCase().replace(/\W+/g, '.')}.${made}@example.com`): Promise<{ subject: string; evidence: string }> {
  made += 1
  const text = `${name}\n${email}\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built thing number ${made} for a ledger of ${made * 7} shops in ${made} towns\n- Wrote ${made} tools that nobody had asked for and ${made + 3} people used\n`
  const accepted = await accept(tested.house, tested.org, { name: `${made}.txt`, bytes: new TextEncoder().encode(text), door: 'apply', subject: null, source: 'test' })
  await tested.drain()
  return accepted
}

test('an export holds what was received, measured and judged, and of others only how many they are', async () => {
  const { subject } = await person('Iris Example', 'shared.mailbox@example.com')
  await person('Otto Sample', 'shared.mailbox@example.com')
  const text = JSON.stringify(await accessExport(tested.house, tested.org, subject))
  assert.match(text, /Iris Example/)
  assert.match(text, /sha256/)
  assert.match(text, /1 other record/)
  assert.doesNotMatch(text, /Otto/)
})

test('erasure: nothing about the subject is left in any table, the proof says so and is signed, others stay', async () => {
  const one = await person('Erna Example')
  const other = await person('Nils Example')
  const before = await rows(tested.house).retention.rowsOf(tested.org, one.subject)
  assert.ok((before['facts'] ?? 0) > 0 && (before['artefacts'] ?? 0) > 0 && (before['data_keys'] ?? 0) === 1)
  const proof = await eraseSubject(tested.house, tested.org, one.subject, 'ada', 'asked by the person', privateKey)
  assert.deepEqual(proof.before, before)
  assert.deepEqual(proof.after, {})
  assert.equal(proof.keyDestroyed, true)
  const { sha256, signature, ...content } = proof
  assert.equal(createHash('sha256').update(JSON.stringify(content)).digest('hex'), sha256)
  assert.ok(verify(null, Buffer.from(sha256), publicKey, Buffer.from(signature, 'base64')))
  await assert.rejects(accessExport(tested.house, tested.org, one.subject), (error: unknown) => error instanceof SallyportError && error.code === 'SP_NOT_FOUND')
  assert.ok(((await rows(tested.house).retention.rowsOf(tested.org, other.subject))['facts'] ?? 0) > 0)
})

test('erasure takes the subject’s text out of the corpus counts: they are what they were before', async () => {
  const counts = async () => (await tested.house.store.pool.query('select space, term, count from term_counts order by 1, 2')).rows
  const before = await counts()
  const { subject } = await person('Count Example')
  assert.notDeepEqual(await counts(), before)
  await eraseSubject(tested.house, tested.org, subject, 'ada', 'r', privateKey)
  assert.deepEqual(await counts(), before)
})

test('a legal hold stops erasure and every clock, until it is lifted', async () => {
  const { subject } = await person('Hold Example')
  const tables = rows(tested.house)
  await placeHold(tables, tested.org, subject, 'ada', 'a claim was announced', tested.house.clock.now())
  await assert.rejects(eraseSubject(tested.house, tested.org, subject, 'ada', 'r', privateKey), (error: unknown) => error instanceof SallyportError && error.code === 'SP_LEGAL_HOLD')
  await liftHold(tables, tested.org, subject)
  assert.deepEqual((await eraseSubject(tested.house, tested.org, subject, 'ada', 'r', privateKey)).after, {})
})

test('a dry run says what a run then takes, touches nothing, and a second run finds nothing more', async () => {
  const clock = tested.house.clock as ReturnType<typeof fixedClock>
  const { subject } = await person('Clear Example')
  const kept = await person('Kept Example')
  const tables = rows(tested.house)
  for (const one of [subject, kept.subject]) await tables.subjects.setCleared(tested.org, one, clock.now())
  await placeHold(tables, tested.org, kept.subject, 'ada', 'r', clock.now())
  clock.advance(31 * day)
  const state = async () => (await tested.house.store.pool.query('select (select count(*) from facts) f, (select count(*) from blobs) b')).rows[0]
  const before = await state()
  const preview = await runRetention(tested.house, { org: tested.org, dryRun: true, by: 'ada' })
  assert.deepEqual(await state(), before)
  const cleared = preview.classes.find(({ id }) => id === 'cleared-signals')
  assert.deepEqual([cleared?.due, cleared?.held], [1, 1])
  const run = await runRetention(tested.house, { org: tested.org, dryRun: false, by: 'ada' })
  assert.deepEqual(run.classes, preview.classes)
  assert.equal((await runRetention(tested.house, { org: tested.org, dryRun: false, by: 'ada' })).classes.reduce((sum, { due }) => sum + due, 0), 0)
  assert.equal((await tables.facts.ofSubject(tested.org, subject)).length, 0)
  assert.ok((await tables.facts.ofSubject(tested.org, kept.subject)).length > 0)
  assert.equal((await retentionRuns(tested.house, tested.org)).preview?.dryRun, true)
})

test('whatever is erased and in whatever order, the erased are gone and the others are whole', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ shares: fc.boolean(), erase: fc.boolean() }), { minLength: 2, maxLength: 4 }), async (plan) => {
      const people: { subject: string; erase: boolean }[] = []
      for (const { shares, erase } of plan) people.push({ ...(await person('Prop Example', shares ? 'prop.shared.mailbox@example.com' : undefined)), erase })
      for (const one of people.filter(({ erase }) => erase)) assert.deepEqual((await eraseSubject(tested.house, tested.org, one.subject, 'ada', 'r', privateKey)).after, {})
      for (const { subject, erase } of people) {
        const left = await rows(tested.house).retention.rowsOf(tested.org, subject)
        assert.equal(Object.keys(left).length > 0, !erase)
        const ties = await rows(tested.house).links.of(tested.org, [subject])
        for (const { a, b } of ties) assert.ok(!people.some((other) => other.erase && [a.subject, b.subject].includes(other.subject)))
      }
    }),
    { numRuns: 6 },
  )
})
