import { dayBin } from './half-hours.ts'
import type { PresenceEvent } from './event.ts'

export interface Switches {
  /** Different values seen. */
  readonly kinds: number
  /** Share of the events that carry the most frequent one. */
  readonly mainShare: number
  /** Bits that the time of day tells about which value is used, after what chance would give: 0 in one person. */
  readonly clockBits: number
  /** Hours between the middles of the day of the two most frequent values. */
  readonly apartHours: number
  /** Fewest events of the two. */
  readonly events: number
}

/** Six parts of the day of four hours: enough to see two shifts, few enough for sixty events. */
const PARTS = 6

/**
 * Does the client (or author, or device) change with the clock? One person who uses two machines uses them at all
 * hours; two people who share an account bring each their own, at their own time. Mutual information between part of
 * the day and value, with the Miller–Madow correction for small counts.
 *
 * @param value of an event; null: the event does not say
 * @returns null with fewer than 40 events that say, or when all say the same
 */
export function switches(
  events: readonly PresenceEvent[],
  value: (event: PresenceEvent) => string | null,
  offset: number,
): Switches | null {
  const told = events.flatMap((event) => {
    const of = value(event)
    return of === null
      ? []
      : [{ of, part: Math.floor(dayBin(Math.floor(event.at / 1_800_000), offset) / (48 / PARTS)), at: event.at }]
  })
  const groups = [...Map.groupBy(told, ({ of }) => of).values()].sort((a, b) => b.length - a.length)
  const [first, second] = groups
  if (told.length < 40 || first === undefined || second === undefined) return null
  const parts = [...Map.groupBy(told, ({ part }) => part).values()].map((group) => group.length)
  const cells = [...Map.groupBy(told, ({ of, part }) => `${part} ${of}`).values()].map((group) => group.length)
  const plain = entropyBits(parts) + entropyBits(groups.map((group) => group.length)) - entropyBits(cells)
  const bias = (cells.length - parts.length - groups.length + 1) / (2 * told.length * Math.LN2)
  return {
    kinds: groups.length,
    mainShare: first.length / told.length,
    clockBits: Math.max(0, plain - Math.max(0, bias)),
    apartHours: apart(
      first.map(({ at }) => at),
      second.map(({ at }) => at),
    ),
    events: second.length,
  }
}

function entropyBits(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((bits, count) => bits - (count / total) * Math.log2(count / total), 0)
}

function apart(a: readonly number[], b: readonly number[]): number {
  const away = Math.abs(middle(a) - middle(b)) % 24
  return Math.min(away, 24 - away)
}

function middle(times: readonly number[]): number {
  let x = 0
  let y = 0
  for (const at of times) {
    const angle = (2 * Math.PI * (at % 86_400_000)) / 86_400_000
    x += Math.cos(angle)
    y += Math.sin(angle)
  }
  return (Math.atan2(y, x) / (2 * Math.PI)) * 24
}
