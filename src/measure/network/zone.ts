/**
 * Hours by which two clocks differ at an instant; null for a zone nobody knows.
 *
 * @param zone IANA name
 * @param others IANA names, of which the nearest counts
 */
export function hoursApart(zone: string, others: readonly string[], at: number): number | null {
  const here = offsetMinutes(zone, at)
  const there = others.map((other) => offsetMinutes(other, at)).filter((offset) => offset !== null)
  if (here === null || there.length === 0) return null
  return Math.min(...there.map((offset) => Math.abs(offset - here))) / 60
}

/** Zones in use in a country (ISO 3166 alpha-2), from CLDR; empty for a country that is none. */
export function zonesOf(country: string): readonly string[] {
  try {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
    return locale.getTimeZones?.() ?? []
  } catch {
    return []
  }
}

/** Minutes east of UTC at an instant; null for a zone nobody knows. */
export function offsetMinutes(zone: string, at: number): number | null {
  try {
    const text = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
    const match = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(text ?? '')
    if (match === null) return null
    return (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0))
  } catch {
    return null
  }
}
