import type { Explainer, PresenceEvent } from './event.ts'
import { SECONDS_PER_HALF_HOUR } from './half-hours.ts'

/** A time in which a source delivered nothing for anybody. Absence in it says nothing: it never looks like sleep. */
export interface Gap {
  readonly from: number
  readonly to: number
}

const MS = SECONDS_PER_HALF_HOUR * 1000

/** Declared gaps, joined where they touch. */
export function sourceGaps(explainers: readonly Explainer[]): Gap[] {
  const gaps = explainers.filter(({ kind }) => kind === 'source-gap').toSorted((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const { from, to } of gaps) {
    const last = out.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else out.push({ from, to })
  }
  return out
}

/** Whether a quiet stretch (half hours, half open) meets a gap; then its length is unknown. */
export function meetsGap(fromHalfHour: number, toHalfHour: number, gaps: readonly Gap[]): boolean {
  return gaps.some((gap) => gap.from < toHalfHour * MS && gap.to > fromHalfHour * MS)
}

/** With fewer people than this on a usual day, a day without any is no surprise. */
const USUAL_CROWD = 5

/**
 * Gaps that no source told of: days on which a source reported for nobody although, on that day of the week, it usually
 * reports for a crowd. A company holiday looks the same, and is treated the same: absence on it says nothing.
 *
 * @param seen people a day with anything from this source, by UTC day since 1970
 * @param today the day that is not over: never a gap
 * @returns half-open spans of days
 */
export function silentDays(seen: ReadonlyMap<number, number>, today: number): { from: number; to: number }[] {
  const days = [...seen.keys()]
  const first = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const out: { from: number; to: number }[] = []
  for (let day = first; day < today; day++) {
    if ((seen.get(day) ?? 0) > 0 || usual(seen, day, first, today) < USUAL_CROWD) continue
    const last = out.at(-1)
    if (last?.to === day) last.to = day + 1
    else out.push({ from: day, to: day + 1 })
  }
  return out
}

/** Median of the same day of the week in the four weeks before and after, as far as the source reaches. */
function usual(seen: ReadonlyMap<number, number>, day: number, first: number, today: number): number {
  const others = [-28, -21, -14, -7, 7, 14, 21, 28].map((away) => day + away).filter((other) => other >= first && other < today)
  const counts = others.map((other) => seen.get(other) ?? 0).sort((a, b) => a - b)
  return counts[counts.length >> 1] ?? 0
}

export interface ClockSkew {
  readonly source: string
  /** By how much the source's events are dated before we receive them at the least; negative: they come from the future. */
  readonly seconds: number
}

/**
 * How far the clock of each source stands from ours: the least delay between event and receipt (its second percentile).
 * The least, because queues only ever add delay. Sources with fewer than twenty received events are left out.
 */
export function clockSkews(events: readonly Pick<PresenceEvent, 'source' | 'at' | 'received'>[]): ClockSkew[] {
  return [...Map.groupBy(events, ({ source }) => source)].flatMap(([source, group]) => {
    const delays = group.flatMap(({ at, received }) => (received === null ? [] : [(received - at) / 1000])).sort((a, b) => a - b)
    return delays.length < 20 ? [] : [{ source, seconds: delays[Math.floor(delays.length * 0.02)] as number }]
  })
}
