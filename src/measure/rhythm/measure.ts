import type { Measured } from '../../core/facts.ts'
import { actogram, type Drawn } from './actogram.ts'
import { claimTest } from './claim.ts'
import { concurrency } from './concurrency.ts'
import { dstAdherence } from './dst.ts'
import type { Activity, PresenceEvent } from './event.ts'
import { explainAway, journeys, type Explained, type Journey } from './explain.ts'
import type { ActivityFacts } from './facts.ts'
import { clockSkews, sourceGaps } from './gaps.ts'
import { activeHalfHours, around } from './half-hours.ts'
import { changePoint } from './handover.ts'
import { bursts, machineClock } from './machine-clock.ts'
import { offsets } from './offsets.ts'
import { quiet } from './quiet.ts'
import { sharing } from './sharing.ts'
import { switches } from './switches.ts'
import { usualOffset, zoneClock } from './zone-clock.ts'
import { zonePosterior, type ZonePosterior } from './zone.ts'

/** What look-ups found about other accounts; null where nobody looked. */
export interface Shared {
  readonly factor: { readonly accounts: number; readonly rarestBits: number } | null
  readonly egress: { readonly accounts: number; readonly rarestBits: number } | null
}

const WINDOW = 90 * 86_400_000
const MS = 1_800_000

/**
 * Everything the clock, the sessions and the machines say about one account. Pure. Explanations come first: bots,
 * scheduled jobs, merges, declared travel and journeys are taken out, and gaps of a source are never read as sleep.
 */
export function measureActivity(activity: Activity, shared: Shared): Measured<ActivityFacts> {
  const unavailable: Record<string, string> = {}
  const missing = (path: string, why: string): null => {
    unavailable[`activity.${path}`] = why
    return null
  }
  const { explainers } = activity
  const explained = explainAway(activity.events, explainers)
  const clock = activity.claim === null ? null : zoneClock(activity.claim.zone)
  const told = explained.own
  const offset =
    clock === null
      ? null
      : usualOffset(
          clock,
          told.map(({ at }) => at),
        )
  const away = offset === null ? [] : journeys(told, offset)
  const own = told.filter((event) => !away.some((journey) => event.at >= journey.from && event.at <= journey.to))
  const halfHours = activeHalfHours(own.map(({ at }) => at / 1000))
  const gaps = sourceGaps(explainers)
  const noClaim = clock === null ? 'nobody has said which time zone this person works in' : null
  const few = `only ${halfHours.length} half hours of the person's own activity`
  const dense = quiet(halfHours, (offset ?? 0) / 30, gaps)
  if (dense === null) {
    missing('quiet', 'fewer than three weeks with enough activity to tell a night from silence')
    missing('presence', 'fewer than three weeks with enough activity to tell a night from silence')
  }
  const point = offset === null ? null : changePoint(halfHours, offset)
  const halves = offset === null ? null : sharing(halfHours, offset)
  const against = offset === null ? null : claimTest(halfHours, offset)
  const zone = zonePosterior(halfHours)
  const local = Math.round((offset ?? 0) / 30)
  const facts: ActivityFacts = {
    basis: basisOf(activity, own, halfHours, gaps),
    explained: { ...sharesOf(explained), journeys: away.length },
    claim:
      clock === null || offset === null ? missing('claim', noClaim ?? '') : { zone: clock.zone, offsetMinutes: offset },
    zone:
      zone === null
        ? missing('zone', few)
        : {
            bestOffsetMinutes: zone.bestOffset,
            withinHour: zone.withinHour,
            bits: zone.bits,
            posterior: dial(zone.probability),
          },
    claimTest:
      against === null
        ? missing('claimTest', noClaim ?? few)
        : {
            ...against,
            windows: inWindows(halfHours, (part) => claimTest(part, offset as number)?.againstDecibans ?? null).map(
              ({ value, ...when }) => ({ ...when, againstDecibans: value }),
            ),
          },
    handover:
      point === null
        ? missing('handover', noClaim ?? few)
        : {
            decibans: point.decibans,
            evenOdds: point.evenOdds,
            distanceHours: point.distanceHours,
            atMs: point.atHalfHour * MS,
            places: [{ in: 'time', fromMs: point.atHalfHour * MS, toMs: (point.atHalfHour + 336) * MS }],
          },
    sharing:
      halves === null
        ? missing('sharing', noClaim ?? few)
        : { ...halves, windows: sharingWindows(halfHours, offset as number) },
    quiet: dense && {
      denseWeeks: dense.weeks.length,
      medianNightHours: dense.medianNightHours,
      weeks: dense.weeks.map(({ week, longestPauseHours, usualNightHours }) => ({
        fromMs: (week * 336 - 144 - local) * MS,
        longestPauseHours,
        usualNightHours,
      })),
    },
    presence: dense && {
      spanHoursMedian: dense.spanHoursMedian,
      spanHoursP90: dense.spanHoursP90,
      longestStretchHours: dense.longestStretchHours,
    },
    concurrency: concurrency(told) ?? missing('concurrency', 'no source names devices or networks'),
    clients:
      switches(told, ({ client }) => client, local) ??
      missing('clients', 'one client only, or too few events that name one'),
    authors:
      switches(told, ({ author }) => author, local) ??
      missing('authors', 'one author identity only, or too few commits'),
    devices:
      switches(told, ({ device }) => device, local) ??
      missing('devices', 'one device only, or too few events that name one'),
    countries:
      switches(told, ({ country }) => country, local) ??
      missing('countries', 'one country only, or too few events that name one'),
    machine:
      clock === null
        ? missing('machine', noClaim ?? '')
        : (machineOf(activity, clock, away) ??
          missing('machine', 'too few events that carry the offset of the machine')),
    bursts: bursts(told) ?? missing('bursts', 'no source says when the work was received'),
    dst:
      (clock === null ? null : dstAdherence(halfHours, clock)) ??
      missing('dst', noClaim ?? 'the claimed zone has no clock change with enough activity on both sides'),
    leave: leaveOf(activity) ?? missing('leave', 'no calendar or leave source is connected'),
    factorShared: shared.factor ?? missing('factorShared', 'no source names second factors'),
    egressShared: shared.egress ?? missing('egressShared', 'no source names networks'),
    keys: keysOf(activity.events),
    actogram: actogram(activity.events, explainers, drawnIn(clock?.zone ?? null, offset, zone)),
  }
  return { facts, unavailable }
}

/** The claimed clock where there is one; beside it the one the activity follows, when that is an hour or more away. */
function drawnIn(zone: string | null, offset: number | null, found: ZonePosterior | null): Drawn {
  const base = zone === null || offset === null ? { zone: 'UTC', offset: 0 } : { zone, offset }
  const ahead = found === null ? 0 : around((found.bestOffset - base.offset) / 60, 24)
  return { ...base, second: Math.abs(ahead) < 1 ? null : { zone: 'likeliest clock', aheadHours: ahead } }
}

function basisOf(
  activity: Activity,
  own: readonly PresenceEvent[],
  halfHours: Int32Array,
  gaps: readonly { from: number; to: number }[],
): ActivityFacts['basis'] {
  const refused = Object.values(activity.refused).reduce((sum, count) => sum + count, 0)
  return {
    sources: [...new Set(activity.events.map(({ source }) => source))].sort(),
    halfHours: halfHours.length,
    days: new Set(Array.from(halfHours, (half) => Math.floor(half / 48))).size,
    fromMs: (halfHours[0] ?? 0) * MS,
    toMs: (halfHours.at(-1) ?? 0) * MS,
    gapDays: gaps.reduce((sum, { from, to }) => sum + (to - from) / 86_400_000, 0),
    refusedRecords: refused,
    skews: clockSkews(own),
  }
}

function sharesOf(explained: Explained): Omit<Explained, 'own'> {
  const { automatedShare, scheduledShare, mergeShare, travelShare, onCallShare, utcMachineShare } = explained
  return { automatedShare, scheduledShare, mergeShare, travelShare, onCallShare, utcMachineShare }
}

/** The posterior as it is drawn: offsets with at least one in two hundred. */
function dial(probability: Float64Array): { offsetMinutes: number; probability: number }[] {
  return offsets.flatMap((offsetMinutes, index) =>
    probability[index]! < 0.005 ? [] : [{ offsetMinutes, probability: Math.min(1, probability[index]!) }],
  )
}

/** A measurement repeated in stretches of 90 days, where it can be made. */
function inWindows<T>(
  halfHours: Int32Array,
  measure: (part: Int32Array) => T | null,
): { fromMs: number; toMs: number; value: T }[] {
  const last = halfHours.at(-1)
  if (last === undefined) return []
  const out: { fromMs: number; toMs: number; value: T }[] = []
  for (let to = (last + 1) * MS; to > (halfHours[0] as number) * MS; to -= WINDOW) {
    const value = measure(halfHours.filter((half) => half * MS < to && half * MS >= to - WINDOW))
    if (value !== null) out.unshift({ fromMs: to - WINDOW, toMs: to, value })
  }
  return out
}

function sharingWindows(
  halfHours: Int32Array,
  offset: number,
): { fromMs: number; toMs: number; twoShiftDecibans: number; turnsDecibans: number }[] {
  return inWindows(halfHours, (part) => sharing(part, offset)).map(({ fromMs, toMs, value }) => ({
    fromMs,
    toMs,
    twoShiftDecibans: value.twoShiftDecibans,
    turnsDecibans: value.turnsDecibans,
  }))
}

function machineOf(
  activity: Activity,
  clock: Parameters<typeof machineClock>[1],
  away: readonly Journey[],
): ActivityFacts['machine'] {
  const travelling = (at: number): boolean =>
    away.some((journey) => at >= journey.from && at <= journey.to) ||
    activity.explainers.some(({ kind, from, to }) => kind === 'travel' && at >= from && at < to)
  const found = machineClock(
    activity.events.filter(({ at }) => !travelling(at)),
    clock,
  )
  if (found === null) return null
  const { awayOffset, ...rest } = found
  return { ...rest, awayOffsetMinutes: awayOffset }
}

function leaveOf({ events, explainers }: Activity): ActivityFacts['leave'] {
  const leave = explainers.filter(({ kind }) => kind === 'leave')
  if (leave.length === 0) return null
  const days = new Set<number>()
  for (const { from, to } of leave)
    for (let at = from; at < to && days.size < 400; at += 86_400_000) days.add(Math.floor(at / 86_400_000))
  const active = new Set(
    events.filter((event) => event.class === 'interactive').map(({ at }) => Math.floor(at / 86_400_000)),
  )
  return { days: days.size, activeDays: [...days].filter((day) => active.has(day)).length }
}

/** Networks count as a home only with ten interactive events on five days: a café is not one. */
function keysOf(events: readonly PresenceEvent[]): ActivityFacts['keys'] {
  const of = (value: (event: PresenceEvent) => string | null, events_: number, days: number): string[] =>
    [
      ...Map.groupBy(
        events.filter((event) => event.class === 'interactive' && value(event) !== null),
        (event) => value(event) as string,
      ),
    ]
      .filter(
        ([, group]) =>
          group.length >= events_ && new Set(group.map(({ at }) => Math.floor(at / 86_400_000))).size >= days,
      )
      .map(([key]) => key)
      .sort()
      .slice(0, 50)
  return {
    factors: of(({ factor }) => factor, 1, 1),
    networks: of(({ network }) => network, 10, 5),
    authors: of(({ author }) => author, 3, 1),
    devices: of(({ device }) => device, 3, 2),
  }
}
