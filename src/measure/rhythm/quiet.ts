import { meetsGap, type Gap } from './gaps.ts'
import { weekOf } from './half-hours.ts'

/** One week of an account. */
export interface QuietWeek {
  readonly week: number
  readonly activeHalfHours: number
  /** Longest pause inside the week, hours; null when it met a source gap and may have been no pause. */
  readonly longestPauseHours: number | null
  /** Half of the days' longest pauses are shorter: the usual night, hours; null when too few days are known. */
  readonly usualNightHours: number | null
}

export interface Quiet {
  readonly weeks: readonly QuietWeek[]
  /** Median over weeks of the usual night, hours. */
  readonly medianNightHours: number
  /** Median over days of the time between the first and the last activity of a waking stretch, hours. */
  readonly spanHoursMedian: number
  /** Nine of ten are shorter. */
  readonly spanHoursP90: number
  /** The longest stretch without a pause of four hours, hours. */
  readonly longestStretchHours: number
}

/** Below this many active half hours a week nothing can be said about nights: people do not commit every hour. */
export const DENSE_WEEK = 40

const PAUSE = 8

/**
 * Nights and waking stretches of dense weeks. Sparse weeks are left out: in commits alone most quiet is no sleep.
 *
 * @param halfHours ascending, of a person's own activity
 * @param offset    of the claimed clock, half hours
 * @returns null with fewer than three dense weeks
 */
export function quiet(halfHours: Int32Array, offset: number, gaps: readonly Gap[]): Quiet | null {
  const weeks = [...Map.groupBy(halfHours, (half) => weekOf(half, offset))]
    .filter(([, inWeek]) => inWeek.length >= DENSE_WEEK)
    .map(([week, inWeek]) => quietWeek(week, inWeek, gaps))
  const nights = weeks.flatMap(({ usualNightHours }) => (usualNightHours === null ? [] : [usualNightHours]))
  if (nights.length < 3) return null
  const dense = new Set(weeks.map(({ week }) => week))
  const spans = stretches(halfHours.filter((half) => dense.has(weekOf(half, offset))))
  return {
    weeks,
    medianNightHours: at(nights, 0.5),
    spanHoursMedian: at(spans, 0.5),
    spanHoursP90: at(spans, 0.9),
    longestStretchHours: at(spans, 1),
  }
}

function quietWeek(week: number, halfHours: readonly number[], gaps: readonly Gap[]): QuietWeek {
  let longest = 0
  let unknown = false
  const nights: number[] = []
  const byDay = new Map<number, number>()
  for (let i = 1; i < halfHours.length; i++) {
    const from = halfHours[i - 1]! + 1
    const pause = halfHours[i]! - from
    if (pause <= 0) continue
    if (meetsGap(from, halfHours[i]!, gaps)) {
      unknown = true
      continue
    }
    longest = Math.max(longest, pause / 2)
    // A pause belongs to the day its middle falls into; the day's longest is its night.
    const day = Math.floor((from + halfHours[i]!) / 2 / 48)
    byDay.set(day, Math.max(byDay.get(day) ?? 0, pause / 2))
  }
  nights.push(...byDay.values())
  return {
    week,
    activeHalfHours: halfHours.length,
    longestPauseHours: unknown ? null : longest,
    usualNightHours: nights.length < 4 ? null : at(nights, 0.5),
  }
}

/** Lengths in hours of the stretches that no pause of four hours divides. */
function stretches(halfHours: Int32Array): number[] {
  const out: number[] = []
  let from = halfHours[0] ?? 0
  for (let i = 1; i <= halfHours.length; i++) {
    const here = halfHours[i]
    const before = halfHours[i - 1]!
    if (here !== undefined && here - before <= PAUSE) continue
    out.push((before - from + 1) / 2)
    from = here ?? 0
  }
  return out
}

function at(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
