/** Times of TAXII: RFC 3339 in UTC; ours have six decimals. Inside they are microseconds since 1970. */
const form = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/

export function showMicros(micros: number): string {
  const milliseconds = Math.floor(micros / 1000)
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(micros - 1000 * milliseconds).padStart(3, '0')}Z`
}

/** Null for what is no time. Digits beyond microseconds are dropped. */
export function readMicros(text: string): number | null {
  const found = form.exec(text)
  if (found === null) return null
  const milliseconds = Date.parse(`${found[1]}T${(found[2] as string).replace(/:60$/, ':59')}Z`)
  return Number.isFinite(milliseconds)
    ? milliseconds * 1000 + Number((found[3] ?? '').padEnd(6, '0').slice(0, 6))
    : null
}
