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

/**
 * Gaps that no source told of, found over everybody: days on which a source that usually reports for many accounts
 * reported for none.
 *
 * @param events of many accounts, ascending in time
 */
export function silentDays(events: readonly Pick<PresenceEvent, 'source' | 'at'>[]): Explainer[] {
  const out: Explainer[] = []
  const day = 86_400_000
  for (const [source, group] of Map.groupBy(events, (event) => event.source)) {
    const counts = new Map<number, number>()
    for (const { at } of group) counts.set(Math.floor(at / day), (counts.get(Math.floor(at / day)) ?? 0) + 1)
    const days = [...counts.keys()].sort((a, b) => a - b)
    // A source that is quiet every other day anyway has no gaps that could be told from its habit.
    const span = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1
    if (group.length < 20 * span || days.length < 0.6 * span) continue
    for (let i = 1; i < days.length; i++) {
      const from = (days[i - 1] as number) + 1
      const to = days[i] as number
      if (to - from >= 1 && to - from !== 2)
        out.push({ kind: 'source-gap', from: from * day, to: to * day, offset: null, source })
      else if (to - from === 2 && !isWeekend(from))
        out.push({ kind: 'source-gap', from: from * day, to: to * day, offset: null, source })
    }
  }
  return out
}

function isWeekend(day: number): boolean {
  return (day + 3) % 7 === 5
}

/**
 * How far a source's clock runs ahead of ours: the least delay between event and receipt, seconds; negative when its
 * events come from the future. The least, because queues only ever add delay.
 */
export function clockSkew(events: readonly PresenceEvent[]): number | null {
  const delays = events.flatMap(({ at, received }) => (received === null ? [] : [(received - at) / 1000]))
  return delays.length < 20 ? null : delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.02)]!
}
