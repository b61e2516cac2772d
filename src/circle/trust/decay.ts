import type { StixObject } from '../stix/object.ts'

const day = 24 * 3_600_000

/**
 * Days after which an indicator of a kind is worth half. Addresses are given to others within weeks, hosts are burnt
 * within months; a digest or a package version stays what it is.
 */
const halfLives: readonly (readonly [pattern: RegExp, days: number | null])[] = [
  [/^\[ipv[46]-addr:/, 14],
  [/^\[url:/, 45],
  [/^\[domain-name:/, 90],
  [/^\[user-account:/, 180],
  [/^\[(?:file|software|artifact):/, null],
]

/**
 * What an indicator is still worth: its confidence, halved with each half-life since it was last confirmed.
 *
 * @param seenAt the latest sighting of it by anybody, milliseconds; null: none
 * @returns 0 to 100; 0 once it is revoked or past `valid_until`
 */
export function worth(indicator: StixObject, seenAt: number | null, now: number): number {
  const until = Date.parse(String(indicator['valid_until'] ?? ''))
  if (indicator.revoked === true || until <= now) return 0
  const confidence = indicator.confidence ?? 50
  const days = halfLives.find(([pattern]) => pattern.test(String(indicator['pattern'])))?.[1] ?? null
  const since = Math.max(Date.parse(String(indicator['valid_from'])) || now, seenAt ?? 0)
  const age = Math.max(0, now - since) / day
  return days === null ? confidence : confidence * 0.5 ** (age / days)
}
