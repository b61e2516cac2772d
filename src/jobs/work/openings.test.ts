import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { likeColleagues } from '../../measure/rhythm/baseline.ts'
import type { ActivityFacts } from '../../measure/rhythm/facts.ts'
import { rows, transact } from '../house.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { comparison } from './baseline.ts'
import { keepWork } from './keep.ts'
import { measureStale } from './measure.ts'
import { aboutColleague, answerOpening, approvalFor, askToOpen, findOpening, listOpenings } from './openings.ts'
import { BITMAP_DAYS, DAY, spaces } from './person.ts'
import { privacyOf, setPrivacy, startSource } from './privacy.ts'
import { enter, take, type Gap } from './take.ts'
import { officeHours } from './testing.ts'

let tested: TestedHouse
let subject: string
before(async () => {
  tested = await testedHouse()
  subject = (await transact(tested.house, (tables) => enter(tables, tested.org, ['ana@example.com'], 'Europe/Lisbon'))) as string
})
after(() => tested.close())

const clock = (): { now(): number; advance(ms: number): void } => tested.house.clock as never
const ask = (opens: 'record' | 'name' = 'record') => askToOpen(tested.house, tested.org, 'ann', { subject, opens, reason: 'The clock and the devices contradict each other.' })

test('a request opens nothing; a second person does, for the one who asked only, and for a week', async () => {
  const { house, org } = tested
  const id = await ask()
  assert.equal(await approvalFor(house, org, 'ann', subject, 'record'), null)
  await answerOpening(house, org, id, 'lee', true)
  assert.deepEqual(await approvalFor(house, org, 'ann', subject, 'record'), { by: 'lee', reason: 'The clock and the devices contradict each other.' })
  assert.equal(await approvalFor(house, org, 'lee', subject, 'record'), null)
  assert.equal(await approvalFor(house, org, 'ann', subject, 'name'), null)
  await assert.rejects(answerOpening(house, org, id, 'lee', true), { code: 'SP_CONFLICT' })
  clock().advance(8 * DAY)
  assert.equal(await approvalFor(house, org, 'ann', subject, 'record'), null)
  assert.equal((await listOpenings(house, org, subject))[0]?.state, 'ended')
})

test('refused is refused; a request that nobody answered runs out; a reason is a sentence', async () => {
  const { house, org } = tested
  const refused = await ask()
  await answerOpening(house, org, refused, 'lee', false)
  assert.equal(await approvalFor(house, org, 'ann', subject, 'record'), null)
  const late = await ask()
  clock().advance(8 * DAY)
  await assert.rejects(answerOpening(house, org, late, 'lee', true), { code: 'SP_CONFLICT' })
  await assert.rejects(askToOpen(house, org, 'ann', { subject, opens: 'record', reason: 'why' }), { code: 'SP_INPUT' })
  await assert.rejects(askToOpen(house, org, 'ann', { subject: 'nobody', opens: 'record', reason: 'A reason of some length.' }))
})

test('a name is not even asked for while one class of evidence speaks, or none', async () => {
  await assert.rejects(ask('name'), { code: 'SP_WORK_ONE_CLASS' })
})

test('somebody’s own record is theirs: the policy is told so', async () => {
  const { house, org } = tested
  const { id } = await rows(house).users.insert(org, { email: 'Ana@example.com', name: 'Ana', roles: ['analyst'] })
  const { id: other } = await rows(house).users.insert(org, { email: 'ben@example.com', name: 'Ben', roles: ['analyst'] })
  assert.equal((await aboutColleague(house, org, subject, id)).about, id)
  assert.deepEqual(await aboutColleague(house, org, subject, other), { about: null, approval: null })
})

test('erasing a colleague takes what was asked about them along', async () => {
  const { house, org } = tested
  const gone = (await transact(house, (tables) => enter(tables, org, ['gone@example.com'], null))) as string
  const id = await askToOpen(house, org, 'ann', { subject: gone, opens: 'record', reason: 'A reason of some length.' })
  await rows(house).subjects.erase(org, gone)
  await assert.rejects(findOpening(house, org, id), { code: 'SP_NOT_FOUND' })
})

test('no notice, no source; in works-council mode no agreement, no source', async () => {
  const { house, org } = tested
  const { workSources } = rows(house)
  const id = await workSources.insert(org, { kind: 'okta', name: 'Okta', config: {}, secret: 's' })
  const start = async (agreement: string | null) => startSource(house, org, (await workSources.find(org, id)) ?? assert.fail(), agreement, 'admin')
  await assert.rejects(start(null), { code: 'SP_WORK_NOTICE' })
  await setPrivacy(house, org, { council: true, notice: 'What we keep of you, and why.' }, 'admin')
  await assert.rejects(start(null), { code: 'SP_WORK_AGREEMENT' })
  await start('BV 2026-14')
  assert.equal((await workSources.find(org, id))?.agreement, 'BV 2026-14')
  // The same text is the same version; another one has to be acknowledged anew.
  await setPrivacy(house, org, { council: true, notice: 'What we keep of you, and why.' }, 'admin')
  assert.equal((await privacyOf(house, org)).version, 1)
  await setPrivacy(house, org, { council: true, notice: 'What we keep of you, why, and whom to ask.' }, 'admin')
  assert.equal((await privacyOf(house, org)).version, 2)
})

test('the night closes a case nobody acted on, forgets what is too old, and finds the gaps', async () => {
  const { house, org } = tested
  const crowd = Array.from({ length: 9 }, (_, i) => `crowd${i}@example.com`)
  for (const name of crowd) await transact(house, (tables) => enter(tables, org, [name], 'Europe/Lisbon'))
  const silent = Math.floor(clock().now() / DAY) - 20 - ((Math.floor(clock().now() / DAY) - 20 + 3) % 7) + 2 // a Wednesday
  for (const name of crowd) {
    const list = officeHours(name, 60, clock().now(), { perDay: 8 }).filter(({ at }) => Math.floor(at / DAY) !== silent)
    await take(house, org, list.map((event) => ({ event })), { strangers: 'leave-out' })
  }
  await keepWork(house, org)
  const gaps = await rows(house).doorRows.list<Gap>(org, 'work', spaces.gap)
  assert.ok(gaps.some(({ value }) => value?.source === 'okta' && value.from === silent * DAY && value.to === (silent + 1) * DAY))

  await measureStale(house, org)
  await tested.drain()
  const item = (await rows(house).cases.ofSubject(org, (await rows(house).workNames.find(org, ['crowd0@example.com'])).get('crowd0@example.com') as string))[0] ?? assert.fail()
  // Somebody's case that asks for a look, untouched for a month.
  const ledger = (await rows(house).cases.ledger(org, item.id)) ?? assert.fail()
  await rows(house).cases.judge(org, { subject: item.subject, door: 'work', posture: 'look', why: 'Two devices at once.', ledger, playbookVersion: 'test' })
  clock().advance(29 * DAY)
  assert.equal((await keepWork(house, org)).casesClosed, 0)
  clock().advance(2 * DAY)
  assert.equal((await keepWork(house, org)).casesClosed, 1)
  assert.equal((await rows(house).cases.find(org, item.id))?.state, 'closed')

  // Eight of nine colleagues are a crowd to be compared with; seven would not be.
  const facts = (await rows(house).facts.ofSubject(org, item.subject)).at(-1)?.facts as unknown as ActivityFacts
  assert.equal((await comparison(house, org, facts)).claim?.colleagues, 8)
  assert.equal(likeColleagues(1, [1, 2, 3, 4, 5, 6, 7]), null)

  clock().advance(120 * DAY)
  assert.ok((await keepWork(house, org)).rawForgotten > 0)
  clock().advance(BITMAP_DAYS * DAY)
  assert.ok((await keepWork(house, org)).bitmapsForgotten > 0)
  assert.equal((await rows(house).workPresence.readAll(org, null)).size, 0)
})
