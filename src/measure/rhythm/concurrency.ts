import type { PresenceEvent } from './event.ts'
import { SECONDS_PER_HALF_HOUR } from './half-hours.ts'

export interface Concurrency {
  /** Half hours with interactive activity in at least two sessions on different devices. */
  readonly onTwoDevices: number
  /** The same on different networks (another prefix and another provider: a telephone beside a laptop is one person). */
  readonly onTwoNetworks: number
  /** The same in different countries. */
  readonly inTwoCountries: number
  /** Days on which any of the last two happened. */
  readonly days: number
  /** Sessions that interleave at least three times within two hours on two devices: hands on both at once. */
  readonly interleaved: number
  readonly places: { in: 'time'; fromMs: number; toMs: number; text: string }[]
}

const HALF_HOUR = SECONDS_PER_HALF_HOUR * 1000

/**
 * Two sessions at once. Only interactive events count: a browser that refreshes a token in the office while its owner
 * is on a train is not two people.
 *
 * @returns null when no event names a device or a network
 */
export function concurrency(events: readonly PresenceEvent[]): Concurrency | null {
  const interactive = events.filter(
    (event) => event.class === 'interactive' && (event.device !== null || event.network !== null),
  )
  if (interactive.length === 0) return null
  let onTwoDevices = 0
  let onTwoNetworks = 0
  let inTwoCountries = 0
  const days = new Set<number>()
  const places: { in: 'time'; fromMs: number; toMs: number; text: string }[] = []
  for (const [half, here] of Map.groupBy(interactive, ({ at }) => Math.floor(at / HALF_HOUR))) {
    const devices = distinct(here, ({ device }) => device)
    const networks = Math.min(
      distinct(here, ({ network }) => network),
      distinct(here, ({ asn }) => (asn === null ? null : String(asn))),
    )
    const countries = distinct(here, ({ country }) => country)
    if (devices >= 2) onTwoDevices++
    if (devices >= 2 && networks >= 2) onTwoNetworks++
    if (devices >= 2 && countries >= 2) inTwoCountries++
    if (devices < 2 || (networks < 2 && countries < 2)) continue
    days.add(Math.floor((half * HALF_HOUR) / 86_400_000))
    const text = `${devices} devices, ${networks} networks, ${countries} countries`
    if (places.length < 20) places.push({ in: 'time', fromMs: half * HALF_HOUR, toMs: (half + 1) * HALF_HOUR, text })
  }
  return { onTwoDevices, onTwoNetworks, inTwoCountries, days: days.size, interleaved: interleaved(interactive), places }
}

function distinct(events: readonly PresenceEvent[], of: (event: PresenceEvent) => string | null): number {
  return new Set(events.map(of).filter((value) => value !== null)).size
}

/** Stretches of two hours in which the device changes back and forth at least three times. */
function interleaved(events: readonly PresenceEvent[]): number {
  const changes: number[] = []
  let last: PresenceEvent | null = null
  for (const event of events.filter(({ device }) => device !== null).toSorted((a, b) => a.at - b.at)) {
    if (last !== null && last.device !== event.device && event.at - last.at < 1_800_000) changes.push(event.at)
    last = event
  }
  let stretches = 0
  for (let i = 2; i < changes.length; i++) {
    if (changes[i]! - changes[i - 2]! > 7_200_000) continue
    stretches++
    i += 2
  }
  return stretches
}
