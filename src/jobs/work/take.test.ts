import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { shuffle, seededRandom } from '../../core/random.ts'
import type { ActivityFacts } from '../../measure/rhythm/facts.ts'
import { emptyQuarter, QUARTER_DAYS, quarterOf } from '../../store/repositories/work-presence.ts'
import { rows, transact } from '../house.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { eventsOf, redraw } from './bitmaps.ts'
import { measurePerson, measureStale } from './measure.ts'
import { DAY, RAW_DAYS, spaces } from './person.ts'
import { enter, take } from './take.ts'
import { officeHours } from './testing.ts'

let tested: TestedHouse
before(async () => void (tested = await testedHouse()))
after(() => tested.close())

const now = (): number => tested.house.clock.now()
const events = (list: ReturnType<typeof officeHours>) => list.map((event) => ({ event }))
const held = async (subject: string) => (await rows(tested.house).workDays.read(tested.org, subject, 0)).map(({ at, id }) => `${at} ${id}`)

test('facts of accounts that nobody entered are counted and left out', async () => {
  const taken = await take(tested.house, tested.org, events(officeHours('stranger@example.org', 5, now())), { strangers: 'leave-out' })
  assert.equal(taken.added, 0)
  assert.ok(taken.strangers > 0)
  assert.equal((await rows(tested.house).workNames.people(tested.org)).length, 0)
})

test('doubled, reversed, shuffled and split deliveries leave what one delivery leaves', async () => {
  const { house, org } = tested
  const ana = (await transact(house, (tables) => enter(tables, org, ['ana@example.com', 'ana-gh'], 'Europe/Lisbon'))) as string
  const all = officeHours('ana@example.com', 20, now())
  const first = await take(house, org, events(all), { strangers: 'leave-out' })
  assert.equal(first.added, all.length)
  const before = await held(ana)
  assert.equal(before.length, all.length)
  const again = [all, all.toReversed(), shuffle(seededRandom(3), all), [...all, ...all], all.slice(7, 40)]
  for (const list of again) assert.equal((await take(house, org, events(list), { strangers: 'leave-out' })).added, 0)
  assert.deepEqual(await held(ana), before)
  // Another name of the same person adds to the same record.
  await take(house, org, events(officeHours('ANA-GH', 3, now(), { source: 'github' })), { strangers: 'leave-out' })
  assert.ok((await held(ana)).length > before.length)
})

test('several writers of one day lose nothing of each other', async () => {
  const { house, org } = tested
  const eve = (await transact(house, (tables) => enter(tables, org, ['eve@example.com'], null))) as string
  const all = officeHours('eve@example.com', 4, now(), { perDay: 30 })
  const parts = [0, 1, 2].map((part) => all.filter((_, i) => i % 3 === part))
  const added = await Promise.all(parts.map((part) => take(house, org, events(part), { strangers: 'leave-out' })))
  assert.equal(added.reduce((sum, one) => sum + one.added, 0), all.length)
  assert.equal((await held(eve)).length, all.length)
})

test('a failed transaction leaves neither events nor cursor', async () => {
  const { house, org } = tested
  const source = await rows(house).workSources.insert(org, { kind: 'okta', name: 'Okta', config: {}, secret: 'x' })
  const broken = { ...house, vault: new Proxy(house.vault, { get: (of, name) => (name === 'sealAll' ? () => Promise.reject(new Error('cut off')) : Reflect.get(of, name).bind?.(of) ?? Reflect.get(of, name)) }) }
  const fresh = events(officeHours('ana@example.com', 30, now()).slice(0, 3))
  await assert.rejects(take(broken, org, fresh, { strangers: 'leave-out', source: { id: source, change: { cursor: { since: 5 } } } }), /cut off/)
  assert.equal((await rows(house).workSources.find(org, source))?.cursor, null)
})

test('a colleague is measured from raw facts and, beyond ninety days, from bitmaps', async () => {
  const { house, org } = tested
  const subject = (await transact(house, (tables) => enter(tables, org, ['bo@example.com'], 'Europe/Lisbon'))) as string
  const all = officeHours('bo@example.com', 200, now(), { perDay: 8 })
  await take(house, org, events(all), { strangers: 'leave-out' })
  assert.ok((await measureStale(house, org)) >= 1)
  await tested.drain()
  const facts = async (): Promise<ActivityFacts> => (await rows(house).facts.ofSubject(org, subject)).at(-1)?.facts as unknown as ActivityFacts
  const first = await facts()
  assert.ok(first.zone !== null && Math.abs(first.zone.bestOffsetMinutes) <= 60)
  assert.ok(first.claimTest !== null && first.claimTest.againstDecibans < 0)
  // Raw facts older than ninety days are gone, and the measurement still reaches back over the bitmaps.
  const oldest = Math.min(...(await rows(house).workDays.read(org, subject, 0)).map(({ at }) => at))
  assert.ok(oldest >= now() - (RAW_DAYS + 1) * DAY)
  await measurePerson(house, { org, subject })
  const second = await facts()
  assert.equal(second.basis.halfHours, first.basis.halfHours)
  assert.ok(second.basis.fromMs <= now() - 190 * DAY)
  assert.equal((await rows(house).doorRows.get(org, 'work', spaces.person, subject))?.ref, null)
  // One case, one evidence, however often it is measured.
  assert.equal((await rows(house).evidence.ofSubject(org, subject)).length, 1)
})

test('erasing a colleague leaves nothing of them', async () => {
  const { house, org } = tested
  const subject = (await transact(house, (tables) => enter(tables, org, ['gone@example.com'], null))) as string
  await take(house, org, events(officeHours('gone@example.com', 10, now())), { strangers: 'leave-out' })
  await measurePerson(house, { org, subject })
  await rows(house).subjects.erase(org, subject)
  const tables = rows(house)
  assert.deepEqual(await tables.workDays.read(org, subject, 0), [])
  assert.deepEqual(await tables.workPresence.read(org, subject), [])
  assert.equal((await tables.workNames.find(org, ['gone@example.com'])).size, 0)
  assert.equal(await tables.doorRows.get(org, 'work', spaces.person, subject), null)
})

test('what is drawn into bitmaps comes out of them: every half hour, days before 1970 and after 2106 too', () => {
  const half = fc.integer({ min: -3_000_000, max: 3_000_000 })
  fc.assert(
    fc.property(fc.uniqueArray(half, { maxLength: 60 }), (halves) => {
      const list = halves.map((index, i) => ({ ...(officeHours('x', 9, 50 * DAY)[0] as ReturnType<typeof officeHours>[number]), id: String(i), at: index * 1_800_000 + 17_000 * (i % 100) }))
      const drawn = redraw([], list, [], Number.NEGATIVE_INFINITY)
      const back = eventsOf(drawn, Number.POSITIVE_INFINITY).map(({ at }) => Math.floor(at / 1_800_000))
      assert.deepEqual(back.sort((a, b) => a - b), halves.toSorted((a, b) => a - b))
      assert.deepEqual(redraw(drawn, list, [], Number.POSITIVE_INFINITY), drawn)
    }),
  )
  const days = (of: ReturnType<typeof redraw>): number[] => [...new Set(eventsOf(of, Number.POSITIVE_INFINITY).map(({ at }) => Math.floor(at / DAY)))]
  const long = redraw([], officeHours('x', 500, 600 * DAY), [], 0)
  assert.ok(Math.min(...days(long)) < 110)
  assert.ok(Math.min(...days(redraw(long, [], [], Number.POSITIVE_INFINITY, 300))) >= 300, 'what is too old goes day by day, not by the quarter')
  assert.equal(quarterOf(-1), -1)
  assert.equal(emptyQuarter(0).words.length, QUARTER_DAYS * 3)
})
