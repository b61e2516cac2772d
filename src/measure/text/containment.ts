import type { Located, Shingle } from './shingles.ts'

/** Bits of information a shingle carries: log2(N / df), ≥ 0. */
export type Rarity = (shingle: Shingle) => number

/**
 * Share of a text's shingles that also stand in another text, each weighted by how rare it is in the corpus.
 * Containment, not Jaccard: a short lifted passage in a long résumé must not drown.
 *
 * @param text   shingles of the text in question, in order, duplicates kept
 * @param other  shingles of the text it may have been taken from
 * @returns weighted share in [0, 1]; 0 for an empty text
 * @see Broder 1997, "On the resemblance and containment of documents"
 */
export function containment(text: readonly Shingle[], other: ReadonlySet<Shingle>, rarity: Rarity): number {
  let shared = 0
  let total = 0
  for (const shingle of text) {
    const bits = rarity(shingle)
    total += bits
    if (other.has(shingle)) shared += bits
  }
  return total === 0 ? 0 : shared / total
}

/** The passages of a text that stand in the other one: runs of shared shingles, joined where they touch or overlap. */
export function sharedSpans(
  text: readonly Located[],
  other: ReadonlySet<Shingle>,
): { start: number; end: number; shingles: number }[] {
  const spans: { start: number; end: number; shingles: number }[] = []
  for (const { shingle, start, end } of text) {
    if (!other.has(shingle)) continue
    const last = spans.at(-1)
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end)
      last.shingles += 1
    } else spans.push({ start, end, shingles: 1 })
  }
  return spans
}
