/** Hours east of UTC between which a place keeps its clocks at an instant; null when that is not known. */
export function offsetsOf(place: string, at: number): readonly [from: number, to: number] | null {
  const zones = /^[A-Z]{2}$/.test(place) ? zonesOf(place) : [place]
  const hours = zones.flatMap((zone) => offset(zone, at) ?? [])
  return hours.length === 0 ? null : [Math.min(...hours), Math.max(...hours)]
}

function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
  return locale.getTimeZones?.() ?? []
}

function offset(zone: string, at: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
    const match = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')
    return match === null
      ? null
      : (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) + Number(match[3] ?? 0) / 60)
  } catch {
    return null
  }
}
