import { SallyportError } from '../../core/errors.ts'
import type { Json } from '../../core/facts.ts'

/**
 * One text for one value: keys sorted by their UTF-16 units, no spaces, numbers as JavaScript prints them.
 *
 * @throws SP_INPUT for what JSON cannot hold: NaN, infinities, unpaired surrogates
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new SallyportError('SP_INPUT', 'JSON holds finite numbers only.')
  if (typeof value === 'string' && !value.isWellFormed())
    throw new SallyportError('SP_INPUT', 'JSON holds whole characters only.')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  const fields = Object.entries(value as Record<string, Json | undefined>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${canonicalJson(key)}:${canonicalJson(field as Json)}`).join(',')}}`
}
