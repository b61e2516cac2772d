import { normal, pick, seededRandom, type Random } from '../../src/core/random.ts'
import { around } from '../../src/measure/rhythm/half-hours.ts'
import { clockDistance } from '../../src/measure/rhythm/offsets.ts'
import type { Trial } from './layout.ts'
import type { Activity } from './people.ts'
import { cut, merged, thin, window, zoneTrial } from './simulate.ts'

const DAY = 86_400
const WEEK = 7 * DAY
const START = 1_609_718_400 // Monday 2021-01-04T00:00Z

/**
 * People who never lived: zone, chronotype, evenings and weekends, bursts, holidays, DST, travel. Made from assumptions
 * alone; no rhythm of a real person is in it.
 */
export function syntheticPerson(index: number, random: Random, days = 730): Activity {
  const zone = pick(random, [-480, -420, -300, -300, -180, 0, 60, 60, 120, 180, 330, 480, 480, 540, 600])
  const dst = zone !== 480 && zone !== 330 && zone !== 540 && random.next() < 0.7
  const begin = 9.3 + 1.3 * normal(random)
  const length = 7 + random.next() * 3
  const evening = random.next() < 0.4 ? 0.2 + 0.5 * random.next() : 0.05
  const weekend = random.next() < 0.3 ? 0.5 : 0.08
  const perDay = 2 + random.next() * 6
  const events: [number, number][] = []
  let trip = { until: 0, away: 0 }
  for (let day = 0; day < days; day++) {
    if (day > trip.until && random.next() < 0.004)
      trip = { until: day + 4 + random.next() * 15, away: Math.round(normal(random) * 5) * 60 }
    const season = day % 365
    const offset = zone + (dst && season > 85 && season < 300 ? 60 : 0) + (day <= trip.until ? trip.away : 0)
    const isWeekend = day % 7 >= 5
    if (random.next() > (isWeekend ? weekend : 0.85)) continue
    const late = normal(random) * 0.7
    for (let n = perDay * -Math.log(1 - random.next()); n > 0; n--) {
      const hour = random.next() < evening ? 20.5 + 1.2 * normal(random) : begin + late + length * random.next()
      const away = hour > 12.2 && hour < 13 ? 0.8 : 0
      const at = START + day * DAY + (hour + away) * 3600 - offset * 60
      for (let burst = 1 + Math.floor(random.next() * 2.2); burst > 0; burst--)
        events.push([Math.round(at + burst * 240 * random.next()), offset])
    }
  }
  events.sort((a, b) => a[0] - b[0])
  const epoch = Float64Array.from(events, (event) => event[0])
  return {
    person: `synthetic-${index}`,
    human: true,
    repo: `repo-${index % 4}`,
    epoch,
    offset: Int16Array.from(events, (event) => event[1]),
    merge: new Uint8Array(events.length),
  }
}

/** Trials of every task by the protocol of bench/data/work.md, from people who never lived. */
export function syntheticTrials(seed: number, quick: boolean): Trial[] {
  const random = seededRandom(seed)
  const people = Array.from({ length: quick ? 30 : 120 }, (_, index) => syntheticPerson(index, random)).filter(
    ({ epoch }) => epoch.length > 400,
  )
  const each = quick ? 25 : 150
  const out: Trial[] = []
  const add = (
    task: string,
    variant: string,
    kind: string,
    person: string,
    label: number,
    claimed: number | null,
    before: readonly number[],
    after: readonly number[] = [],
  ): void => void out.push({ id: `s${out.length}`, task, variant, kind, person, label, claimed, before, after })
  const until = (count: number, make: () => boolean): void => {
    for (let made = 0, tries = 0; made < count && tries < count * 60; tries++) if (make()) made++
  }
  for (const n of quick ? [200] : [50, 100, 200]) {
    until(each, () => {
      const person = pick(random, people)
      const trial = zoneTrial(person, n, random)
      if (trial === null) return false
      add('zone', `n${n}`, 'zone', person.person, trial.offset, null, trial.moments)
      return true
    })
  }
  until(each, () => {
    const own = window(pick(random, people), 180, 100, random)
    if (own === null) return false
    add('share', '180d/n100', 'single', own.person.person, 0, own.offset, thin(own.moments, 100, random))
    return true
  })
  const gaps: readonly (readonly [string, number, number])[] = [
    ['shift6', 6, 12],
    ['shift8', 8, 12],
    ['alt', 6, 12],
    ['minor', 6, 12],
    ['near', 3, 5],
    ['same', 0, 2],
  ]
  for (const [kind, least, most] of gaps) {
    until(each, () => {
      const a = window(pick(random, people), 180, 60, random)
      const b = window(pick(random, people), 180, 60, random)
      if (a === null || b === null || a.person === b.person) return false
      const gap = clockDistance(a.offset, b.offset)
      if (gap < least || gap > most) return false
      const moments = merged(a, b, 180, kind === 'alt' || kind === 'minor' ? kind : 'shift', 100, 0, random)
      if (moments === null || moments.length < 95) return false
      add('share', '180d/n100', kind, a.person.person, 1, a.offset, moments)
      return true
    })
  }
  for (const kind of ['single', 'handover6', 'handover_same_zone']) {
    until(each, () => {
      const a = window(pick(random, people), 90, 60, random)
      if (a === null) return false
      const b = kind === 'single' ? cut(a.person, a.from + 90 * DAY, 90) : window(pick(random, people), 90, 60, random)
      if (b === null || b.moments.length < 60 || (kind !== 'single' && b.person === a.person)) return false
      const gap = Math.abs(around((a.offset - b.offset) / 60, 24))
      if ((kind === 'handover6' && gap < 6) || (kind === 'handover_same_zone' && gap > 1)) return false
      const by = kind === 'single' ? 0 : Math.round((a.from + 90 * DAY - b.from) / WEEK) * WEEK
      add(
        'handover',
        '90d/n60',
        kind,
        a.person.person,
        kind === 'single' ? 0 : 1,
        a.offset,
        thin(a.moments, 60, random),
        thin(b.moments, 60, random).map((m) => m + by),
      )
      return true
    })
  }
  return out
}
