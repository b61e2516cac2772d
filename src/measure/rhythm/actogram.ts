import type { Explainer, PresenceEvent } from './event.ts'
import type { ActivityFacts } from './facts.ts'
import { dayBin, dayOf, HALF_HOURS_PER_DAY } from './half-hours.ts'

/** No actogram is longer than thirteen months: that is how long bitmaps are kept. */
const LONGEST = 400
const DAY = 86_400_000
const HALF_HOUR = 1_800_000

/** The clock an actogram is drawn in. */
export interface Drawn {
  readonly zone: string
  /** Minutes from UTC. DST changes are left visible: they are part of the picture. */
  readonly offset: number
  readonly second: { readonly zone: string; readonly aheadHours: number } | null
}

/** Every day of the newest thirteen months with one account's own activity, and what explains it. */
export function actogram(
  events: readonly PresenceEvent[],
  explainers: readonly Explainer[],
  drawn: Drawn,
): ActivityFacts['actogram'] {
  const shift = Math.round(drawn.offset / 30)
  const active = new Map<number, number[]>()
  for (const event of events) {
    if (event.class !== 'interactive' && event.class !== 'merge') continue
    const half = Math.floor(event.at / HALF_HOUR)
    const day = dayOf(half, shift)
    const row = active.get(day) ?? new Array<number>(HALF_HOURS_PER_DAY).fill(0)
    row[dayBin(half, shift)] = 1
    active.set(day, row)
  }
  const last = [...active.keys()].reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY)
  const first = Math.max(
    last - LONGEST + 1,
    [...active.keys()].reduce((least, day) => Math.min(least, day), last),
  )
  const rows = Number.isFinite(last) ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : []
  const days = rows.map((day) => ({
    date: dateOf(day),
    halfHours: active.get(day) ?? new Array<number>(HALF_HOURS_PER_DAY).fill(0),
  }))
  const marks = explainers
    .filter(({ from, to }) => to > (first - 1) * DAY && from < (last + 2) * DAY)
    .map(({ kind, from, to }) => ({ kind, fromMs: from, toMs: to }))
  return { zone: drawn.zone, second: drawn.second, days, marks }
}

function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/**
 * Rows of an actogram as text, two days a line (the day and the next), one character a half hour. Days without any
 * activity are left out at neither end.
 *
 * @param offset minutes from UTC of the clock it was drawn in, for the marks
 */
export function actogramText(of: ActivityFacts['actogram'], offset: number): string[] {
  const cells = of.days.map(({ date, halfHours }) => {
    const midnight = Date.parse(`${date}T00:00:00Z`) - offset * 60_000
    return halfHours.map((value, half) => (value > 0 ? '█' : markAt(of, midnight + half * HALF_HOUR))).join('')
  })
  return of.days.map(({ date }, row) => `${date} ${cells[row]}│${cells[row + 1] ?? ''}`)
}

function markAt(of: ActivityFacts['actogram'], at: number): string {
  const mark = of.marks.find(({ fromMs, toMs }) => at >= fromMs && at < toMs)
  return mark === undefined ? '·' : mark.kind === 'source-gap' ? '╱' : '-'
}
