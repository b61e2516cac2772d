import type { Json } from '../../core/facts.ts'

/** One text for one value: keys sorted, no spaces, as RFC 8785. What JSON cannot hold never gets here. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`
  const fields = Object.entries(value as Record<string, Json | undefined>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field as Json)}`).join(',')}}`
}
