import { classesOf } from './lexicon.ts'

/** A piece of a label: a known word, a run of digits, or the letters between. */
export interface Piece {
  readonly text: string
  readonly kind: 'word' | 'digits' | 'rest'
}

/** Longest word the lexicon knows. */
const longest = Math.max(...[...classesOf.keys()].map((word) => word.length))

/**
 * Splits a label at hyphens and digits, and its letters into known words and the rest, so that as few letters as
 * possible stay unexplained (then: as few pieces as possible).
 *
 * @param label one label of a host, lower case ASCII
 */
export function segment(label: string): Piece[] {
  const pieces: Piece[] = []
  for (const run of label.match(/[a-z]+|\d+/g) ?? []) {
    if (/\d/.test(run[0] as string)) pieces.push({ text: run, kind: 'digits' })
    else pieces.push(...words(run))
  }
  return rejoinWeb3(pieces)
}

/** Dynamic programme over positions: cost = unexplained letters, plus a little for each piece. */
function words(run: string): Piece[] {
  const cost = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Int16Array(run.length + 1)
  const known = new Uint8Array(run.length + 1)
  cost[0] = 0
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - longest); start < end; start++) {
      const before = cost[start] as number
      const isWord = classesOf.has(run.slice(start, end))
      // Two-letter words ("us", "ms", "zm") hide in any name: they count only at an edge of the run.
      const edge = end - start > 2 || start === 0 || end === run.length
      const price = isWord && edge ? 0.4 + (end - start <= 2 ? 0.8 : 0) : 0.5 + (end - start)
      if (before + price < (cost[end] as number)) {
        cost[end] = before + price
        from[end] = start
        known[end] = isWord && edge ? 1 : 0
      }
    }
  }
  const pieces: Piece[] = []
  for (let end = run.length; end > 0; end = from[end] as number) {
    pieces.unshift({ text: run.slice(from[end], end), kind: known[end] === 1 ? 'word' : 'rest' })
  }
  return mergeRest(pieces)
}

function mergeRest(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (piece.kind === 'rest' && last?.kind === 'rest')
      merged[merged.length - 1] = { text: last.text + piece.text, kind: 'rest' }
    else merged.push(piece)
  }
  return merged
}

/** "web3" is one word although digits end a run. */
function rejoinWeb3(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.text === '3' && last?.text === 'web') joined[joined.length - 1] = { text: 'web3', kind: 'word' }
    else joined.push(piece)
  }
  return joined
}
