import { channels, compareLayouts } from '../../src/measure/resume/layout/channels.ts'
import { worth, type Weights } from '../../src/measure/resume/layout/score.ts'
import type { Scores } from './group.ts'
import type { Sheet } from './read.ts'

export const width = channels.length
/** A channel that says nothing; else similarity is kept in 254ths. */
export const silence = 255

/** Channel similarities of all pairs, one byte each: two thousand files make two million pairs. */
export interface PairTable {
  readonly size: number
  readonly bytes: Uint8Array
}

/** Row of a pair in the table; `a < b`. */
export function rowOf(a: number, b: number, size: number): number {
  return a * size - (a * (a + 1)) / 2 + (b - a - 1)
}

export function tabulatePairs(sheets: readonly Sheet[]): PairTable {
  const size = sheets.length
  const bytes = new Uint8Array(((size * (size - 1)) / 2) * width)
  let at = 0
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      for (const similarity of compareLayouts((sheets[a] as Sheet).print, (sheets[b] as Sheet).print))
        bytes[at++] = similarity === null ? silence : Math.round(similarity * 254)
    }
  }
  return { size, bytes }
}

/** Scores of all pairs under some weights. */
export function scorePairs({ size, bytes }: PairTable, weights: Weights): Scores {
  const worths = channels.map((_, c) =>
    Float64Array.from({ length: 256 }, (__, byte) => worth(byte === silence ? null : byte / 254, c, weights)),
  )
  const at = new Float32Array(size * size)
  let row = 0
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      let sum = weights.intercept
      for (let c = 0; c < width; c++) sum += (worths[c] as Float64Array)[bytes[row + c] as number] as number
      at[a * size + b] = at[b * size + a] = sum
      row += width
    }
  }
  return { size, at }
}
