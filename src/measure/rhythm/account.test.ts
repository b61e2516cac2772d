import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concurrency } from './concurrency.ts'
import { dstAdherence } from './dst.ts'
import type { Activity, Explainer, PresenceEvent } from './event.ts'
import { explainAway, journeys } from './explain.ts'
import { activityFacts } from './facts.ts'
import { clockSkews, silentDays, sourceGaps } from './gaps.ts'
import { activeHalfHours } from './half-hours.ts'
import { bursts, machineClock } from './machine-clock.ts'
import { measureActivity } from './measure.ts'
import { quiet } from './quiet.ts'
import { switches } from './switches.ts'
import { ZoneClock, zoneClock } from './zone-clock.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5) // a Monday
let made = 0

function event(at: number, more: Partial<PresenceEvent> = {}): PresenceEvent {
  const plain = {
    received: null,
    session: null,
    device: null,
    network: null,
    asn: null,
    country: null,
    offset: null,
    client: null,
    author: null,
    factor: null,
  }
  return { source: 'okta', id: `e${made++}`, account: 'a', at, class: 'interactive', ...plain, ...more }
}

/** Every half hour from nine to five on working days, at odd seconds. */
function office(days: number, more: Partial<PresenceEvent> = {}, from = 9, to = 17): PresenceEvent[] {
  return Array.from({ length: days }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) =>
      Array.from({ length: (to - from) * 2 }, (_, half) =>
        event(
          START + day * DAY + from * 3_600_000 + half * 1_800_000 + ((day * 7919 + half * 104_729) % 1_500) * 1000,
          more,
        ),
      ),
    )
}

const activity = (
  events: PresenceEvent[],
  explainers: Explainer[] = [],
  zone: string | null = 'Etc/UTC',
): Activity => ({ account: 'a', events, explainers, claim: zone === null ? null : { zone }, refused: {} })
const nobody = { factor: null, egress: null }
const gap = (from: number, to: number): Explainer => ({ kind: 'source-gap', from, to, offset: null, source: 'okta' })

test('a job that runs every hour under a person’s name is taken out; the person stays', () => {
  const job = Array.from({ length: 500 }, (_, hour) => event(START + hour * 3_600_000 + 3_000, { client: 'git' }))
  const person = office(21, { client: 'git' })
  const { own, scheduledShare } = explainAway([...person, ...job], [])
  assert.ok(scheduledShare > 0.6)
  assert.ok(own.filter((e) => job.includes(e)).length === 0)
  assert.ok(own.filter((e) => person.includes(e)).length > person.length * 0.95)
})

test('tokens, service accounts, merges, declared travel and on-call duty are no sign of a person at the desk', () => {
  const all = office(7)
  const marked = all.map((e, i) => ({
    ...e,
    class: (['token', 'automated', 'merge', 'interactive'] as const)[i % 4] as PresenceEvent['class'],
  }))
  const { own, automatedShare, mergeShare } = explainAway(marked, [])
  assert.equal(automatedShare, 0.5)
  assert.equal(mergeShare, 0.25)
  assert.ok(own.every((e) => e.class === 'interactive'))
  assert.equal(
    explainAway(all, [{ kind: 'travel', from: START, to: START + 7 * DAY, offset: 540, source: null }]).own.length,
    0,
  )
  assert.equal(
    explainAway(all, [{ kind: 'on-call', from: START, to: START + DAY, offset: null, source: null }]).onCallShare,
    0.2,
  )
})

test('a journey is three days or more in another machine zone; one odd day is none', () => {
  const home = office(14, { offset: 60 })
  const away = office(14, { offset: 540 }).map((e) => ({ ...e, at: e.at + 14 * DAY }))
  assert.equal(journeys([...home, ...away], 60).length, 1)
  assert.equal(journeys([...home, ...away.slice(0, 3)], 60).length, 0)
  assert.equal(journeys(office(14, { offset: 0 }), 480).length, 0)
})

test('a gap of the source never looks like sleep, and silence in it is unknown', () => {
  const halves = (events: PresenceEvent[]): Int32Array => activeHalfHours(events.map(({ at }) => at / 1000))
  // Somebody who is active round the clock; the source delivers nothing from 0 to 8 every day.
  const always = Array.from({ length: 28 * 48 }, (_, half) => event(START + half * 1_800_000 + 60_000))
  const delivered = always.filter(({ at }) => at % DAY >= 8 * 3_600_000)
  const gaps = sourceGaps(
    Array.from({ length: 28 }, (_, day) => gap(START + day * DAY, START + day * DAY + 8 * 3_600_000)),
  )
  assert.ok((quiet(halves(delivered), 0, [])?.medianNightHours ?? 0) >= 8)
  const known = quiet(halves(delivered), 0, gaps)
  assert.ok(known === null || known.weeks.every(({ longestPauseHours }) => longestPauseHours === null))
  const facts = measureActivity(
    activity(
      delivered,
      gaps.map(({ from, to }) => gap(from, to)),
    ),
    nobody,
  )
  assert.equal(facts.facts.quiet, null)
  assert.match(facts.unavailable['activity.quiet'] ?? '', /weeks/)
})

test('gaps that touch are joined', () => {
  assert.deepEqual(sourceGaps([gap(5, 9), gap(0, 5), gap(20, 30)]), [
    { from: 0, to: 9 },
    { from: 20, to: 30 },
  ])
})

test('a day on which a source reports for nobody is a gap where it usually reports for a crowd, and a weekend is not', () => {
  const first = Math.floor(START / DAY)
  const crowd = (people: number, silent: readonly number[]): Map<number, number> =>
    new Map(Array.from({ length: 42 }, (_, i): [number, number] => [first + i, i % 7 < 5 && !silent.includes(i) ? people : 0]))
  assert.deepEqual(silentDays(crowd(40, []), first + 42), [])
  assert.deepEqual(silentDays(crowd(40, [15, 16, 23]), first + 42), [
    { from: first + 15, to: first + 17 },
    { from: first + 23, to: first + 24 },
  ])
  assert.deepEqual(silentDays(crowd(3, [15]), first + 42), [])
  assert.deepEqual(silentDays(new Map(), first), [])
})

test('nights and waking stretches of a dense life', () => {
  const found = quiet(activeHalfHours(office(28, {}, 8, 20).map(({ at }) => at / 1000)), 0, [])
  assert.ok(found !== null && found.medianNightHours >= 11 && found.medianNightHours <= 13)
  assert.ok(found.spanHoursMedian >= 11 && found.spanHoursMedian <= 12.5)
  assert.equal(quiet(activeHalfHours(office(28, {}, 9, 11).map(({ at }) => at / 1000)), 0, []), null)
})

test('two devices in two countries at once are seen; a token refresh beside a person is not', () => {
  const laptop = office(14, { device: 'laptop', network: 'home', asn: 1, country: 'PT' })
  const other = office(14, { device: 'tower', network: 'far', asn: 2, country: 'JP' })
  const found = concurrency([...laptop, ...other])
  assert.ok(found !== null && found.inTwoCountries === 160 && found.days === 10 && found.places.length === 20)
  const refresh = other.map((e) => ({ ...e, class: 'token' as const }))
  assert.equal(concurrency([...laptop, ...refresh])?.onTwoDevices, 0)
  assert.equal(concurrency(office(5)), null)
})

test('a client that changes with the clock tells bits; one that changes at random tells none', () => {
  const byClock = [...office(28, { client: 'a' }, 8, 14), ...office(28, { client: 'b' }, 18, 23)]
  const tied = switches(byClock, ({ client }) => client, 0)
  assert.ok(tied !== null && tied.clockBits > 0.5 && tied.apartHours > 7)
  const random = office(56).map((e, i) => ({
    ...e,
    client: (i * 2_654_435_761) % 4_294_967_296 < 2_147_483_648 ? 'a' : 'b',
  }))
  assert.ok((switches(random, ({ client }) => client, 0)?.clockBits ?? 1) < 0.05)
  assert.equal(
    switches(office(56, { client: 'a' }), ({ client }) => client, 0),
    null,
  )
})

test('DST: offsets of zones at odd quarters and at the ends of the earth; a change of clocks is followed or not', () => {
  assert.equal(new ZoneClock('Asia/Kathmandu').offsetAt(START), 345)
  assert.equal(new ZoneClock('Pacific/Kiritimati').offsetAt(START), 840)
  assert.equal(new ZoneClock('Etc/GMT+12').offsetAt(START), -720)
  assert.equal(new ZoneClock('Europe/Lisbon').offsetAt(Date.UTC(2026, 6, 1)), 60)
  assert.equal(zoneClock('Mars/Olympus'), null)
  const berlin = new ZoneClock('Europe/Berlin')
  const utcDays = office(200)
  const kept = activeHalfHours(utcDays.map(({ at }) => (at - berlin.offsetAt(at) * 60_000) / 1000))
  const ignored = activeHalfHours(utcDays.map(({ at }) => at / 1000))
  const follows = dstAdherence(kept, berlin)
  const stays = dstAdherence(ignored, berlin)
  assert.ok(
    follows !== null &&
      follows.changes === 1 &&
      Math.abs(follows.followedHours - 1) < 0.3 &&
      follows.ignoredDecibans < 0,
  )
  assert.ok(stays !== null && Math.abs(stays.followedHours) < 0.3 && stays.ignoredDecibans > 0)
  assert.equal(dstAdherence(kept, new ZoneClock('Asia/Tokyo')), null)
})

test('machine clocks: +00:00 is unknown, DST is no contradiction, a far zone is', () => {
  const berlin = new ZoneClock('Europe/Berlin')
  assert.equal(machineClock(office(30, { source: 'git', offset: 0 }), berlin), null)
  const summer = office(250).map((e) => ({ ...e, offset: berlin.offsetAt(e.at) }))
  assert.equal(machineClock(summer, berlin)?.awayShare, 0)
  assert.equal(machineClock(office(30, { offset: 480 }), berlin)?.awayShare, 1)
  assert.equal(machineClock(office(30, { offset: 480 }), berlin)?.backdatedShare, null)
})

test('bursts need a server’s word for when work arrived; skew is the least delay', () => {
  assert.equal(bursts(office(30, { source: 'git' })), null)
  const late = office(5, { source: 'git' }).map((e, i) => ({ ...e, received: START + 6 * DAY + i * 1000 }))
  assert.equal(bursts(late)?.deliveries, 1)
  const steady = office(21).map((e, i) => ({ ...e, received: e.at + 90_000 + (i % 7) * 60_000 }))
  const ahead = office(21).map((e) => ({ ...e, source: 'vpn', received: e.at - 300_000 }))
  assert.deepEqual(clockSkews([...steady, ...ahead, ...office(2).slice(0, 10).map((e) => ({ ...e, source: 'few', received: e.at }))]), [
    { source: 'okta', seconds: 90 },
    { source: 'vpn', seconds: -300 },
  ])
})

test('everything at once gives facts of the schema, each absence explained, in any order of events', () => {
  const events = office(120, { source: 'git', offset: 0, client: 'git', author: 'x' })
  const { facts, unavailable } = measureActivity(activity(events, [], 'Europe/Berlin'), nobody)
  assert.doesNotThrow(() => activityFacts.parse(facts))
  for (const [name, value] of Object.entries(facts))
    if (value === null) assert.ok(unavailable[`activity.${name}`], `${name} is missing without a reason`)
  assert.deepEqual(measureActivity(activity(events.toReversed(), [], 'Europe/Berlin'), nobody), { facts, unavailable })
  assert.equal(facts.explained.utcMachineShare, 1)
})

test('an empty log and a person without a claim are unknown, not clean', () => {
  const empty = measureActivity(activity([], [], null), nobody)
  assert.doesNotThrow(() => activityFacts.parse(empty.facts))
  assert.equal(empty.facts.claimTest, null)
  assert.match(empty.unavailable['activity.claimTest'] ?? '', /nobody has said/)
})

test('no fact says how much somebody does, and none could sort people by it', () => {
  const busy = office(60).flatMap((e) => [e, ...Array.from({ length: 9 }, (_, n) => event(e.at + n * 1000))])
  const strip = ({ facts }: ReturnType<typeof measureActivity>): object => ({ ...facts, explained: null })
  assert.deepEqual(strip(measureActivity(activity(busy), nobody)), strip(measureActivity(activity(office(60)), nobody)))
  const words =
    JSON.stringify(Object.keys(activityFacts.shape)) +
    Object.values(activityFacts.shape)
      .map((schema) => JSON.stringify(Object.keys((schema as { shape?: object }).shape ?? {})))
      .join('')
  assert.doesNotMatch(words, /commits|lines|productiv|rank|idle|output|performance|score|perHour|perDay/i)
})
