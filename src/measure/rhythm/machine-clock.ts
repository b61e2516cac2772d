import type { PresenceEvent } from './event.ts'
import { clockDistance } from './offsets.ts'
import type { ZoneClock } from './zone-clock.ts'

export interface MachineClock {
  /** Share of the events whose machine stands three hours or more from the claimed zone; +00:00 is not counted. */
  readonly awayShare: number
  /** The offset that most of those carry, minutes. */
  readonly awayOffset: number | null
  /** Days on which machine offsets three hours apart were both in use. */
  readonly mixedDays: number
  /** Share of the server-received events dated more than a day before they arrived: dates can be written by hand. */
  readonly backdatedShare: number | null
  /** Share dated in the future by more than ten minutes. */
  readonly postdatedShare: number | null
}

/** What the machines themselves say. Weaker than it looks: an offset is a setting anybody can change. */
export function machineClock(events: readonly PresenceEvent[], claimed: ZoneClock): MachineClock | null {
  const told = events.filter(({ offset, class: kind }) => offset !== null && offset !== 0 && kind !== 'automated')
  if (told.length < 20) return null
  const away = told.filter(({ offset, at }) => clockDistance(offset as number, claimed.offsetAt(at)) >= 3)
  const common = [...Map.groupBy(away, ({ offset }) => offset as number)].sort((a, b) => b[1].length - a[1].length)[0]
  const mixed = [...Map.groupBy(told, ({ at }) => Math.floor(at / 86_400_000)).values()].filter((day) =>
    day.some(({ offset }) => clockDistance(offset as number, day[0]?.offset as number) >= 3),
  )
  const received = events.filter((event) => event.received !== null)
  const share = (test: (delay: number) => boolean): number | null =>
    received.length < 20
      ? null
      : received.filter((event) => test((event.received as number) - event.at)).length / received.length
  return {
    awayShare: away.length / told.length,
    awayOffset: common?.[0] ?? null,
    mixedDays: mixed.length,
    backdatedShare: share((delay) => delay > 86_400_000),
    postdatedShare: share((delay) => delay < -600_000),
  }
}

export interface Bursts {
  /** Times at which twenty or more dated events were received within ten minutes, dated over two days or more. */
  readonly deliveries: number
  /** Quiet before the largest of them, hours. */
  readonly quietBeforeHours: number
}

/**
 * Finished work that arrives in one burst: many commits dated over days, received at once after silence. Somebody may
 * have been offline; somebody may have done it elsewhere. Only ever beside other things in an open case.
 */
export function bursts(events: readonly PresenceEvent[]): Bursts | null {
  const received = events
    .filter((event) => event.received !== null && event.source !== 'okta')
    .toSorted((a, b) => (a.received as number) - (b.received as number))
  if (received.length < 20) return null
  let deliveries = 0
  let quietBefore = 0
  for (let from = 0; from < received.length;) {
    const start = received[from]?.received as number
    let to = from
    while (to < received.length && (received[to]?.received as number) - start < 600_000) to++
    const dated = received.slice(from, to).map(({ at }) => at)
    if (to - from >= 20 && Math.max(...dated) - Math.min(...dated) >= 172_800_000) {
      deliveries++
      quietBefore = Math.max(
        quietBefore,
        from === 0 ? 0 : (start - (received[from - 1]?.received as number)) / 3_600_000,
      )
    }
    from = to
  }
  return { deliveries, quietBeforeHours: quietBefore }
}
