import { shinglesOf } from './shingles.ts'

/** Rows an index keeps for one passage. */
export const rowsPerPassage = 7
/** Words below which a passage is no evidence of anything ("Led a team of four"). */
export const passageWords = 8

/**
 * What an index keeps of a text, so that a passage lifted from it is found again among a million others: for each
 * passage (achievement, sentence) the seven smallest hashes of its four-word shingles. Equal passages have equal rows;
 * a passage with a tenth of its words changed keeps at least one with probability ≈ 0.99, though stock phrases take some (bottom-k sketch of the
 * passage, not of the page: ten lifted per cent would vanish in a sketch of the page).
 *
 * @returns rows as text, at most seven a passage, each once
 * @see Broder 1997; `npm run bench -- reuse`
 */
export function passageRows(passages: readonly string[]): string[] {
  const rows = new Set<string>()
  for (const passage of passages) {
    const shingles = shinglesOf(passage, 4)
    if (shingles.length < passageWords - 3) continue
    const smallest = [...new Set(shingles.map(({ shingle }) => shingle))].sort((a, b) => a - b).slice(0, rowsPerPassage)
    for (const shingle of smallest) rows.add(shingle.toString(36))
  }
  return [...rows]
}
