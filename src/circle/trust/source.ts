import type { Received } from '../desk/received.ts'

/** How a source's word has held so far. */
export interface SourceRecord {
  readonly peer: string
  readonly advisories: number
  /** Of them, those that named something of ours. */
  readonly found: number
  /** Ours agreed or disagreed with; the others nobody has judged. */
  readonly agreed: number
  readonly disagreed: number
  /** Share agreed with among those judged, with its 95 % interval (Wilson); null: nobody has judged any. */
  readonly precision: { readonly value: number; readonly low: number; readonly high: number; readonly n: number } | null
}

export function sourceRecord(peer: string, received: readonly Received[]): SourceRecord {
  const from = received.filter((one) => one.peer === peer)
  const agreed = from.filter((one) => one.opinion?.value === 'agree').length
  const disagreed = from.filter((one) => one.opinion?.value === 'disagree').length
  return {
    peer,
    advisories: from.length,
    found: from.filter((one) => one.found.length > 0).length,
    agreed,
    disagreed,
    precision: agreed + disagreed === 0 ? null : wilson(agreed, agreed + disagreed),
  }
}

/** @see Wilson 1927, "Probable inference, the law of succession, and statistical inference" */
export function wilson(hits: number, n: number): { value: number; low: number; high: number; n: number } {
  const z = 1.959964
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half), n }
}
