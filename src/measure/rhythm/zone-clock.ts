/**
 * Offset of an IANA zone at a moment. Zones, not fixed offsets: otherwise every regular worker looks irregular twice a
 * year, when DST begins and ends.
 */
export class ZoneClock {
  readonly zone: string
  readonly #format: Intl.DateTimeFormat
  readonly #byDay = new Map<number, number>()

  /** @throws RangeError when the zone does not exist */
  constructor(zone: string) {
    this.zone = zone
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' })
  }

  /** Minutes from UTC at a moment (milliseconds). Looked up once for each half day: DST does not change more often. */
  offsetAt(milliseconds: number): number {
    const half = Math.floor(milliseconds / 43_200_000)
    let offset = this.#byDay.get(half)
    if (offset === undefined) {
      offset = this.#read(half * 43_200_000 + 21_600_000)
      this.#byDay.set(half, offset)
    }
    return offset
  }

  #read(milliseconds: number): number {
    const name = this.#format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
    const match = /^GMT(?:([+-])(\d{2}):?(\d{2}))?/.exec(name)
    if (match?.[1] === undefined) return 0
    return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
  }
}

/** The offset that most of these moments fell under, minutes; 0 for none. */
export function usualOffset(clock: ZoneClock, milliseconds: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const at of milliseconds) {
    const offset = clock.offsetAt(at)
    counts.set(offset, (counts.get(offset) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** A zone that exists, or null. */
export function zoneClock(zone: string): ZoneClock | null {
  try {
    return new ZoneClock(zone)
  } catch {
    return null
  }
}
