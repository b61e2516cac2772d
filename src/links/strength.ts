import type { Cause } from './weights.ts'

/** One thing two records share. */
export interface SharedThing {
  readonly cause: Cause
  /** `tieBits` of the value, or the surprise a matcher gave. */
  readonly bits: number
}

/**
 * What a further thing of the same cause counts: people have several mailboxes and devices, so a second shared one says
 * something; a household's telephone, street and line come together, and so do the marks of one copied file.
 */
export const further: Readonly<Record<Cause, number>> = { identity: 0.25, device: 0.25, thing: 0.25, household: 0, file: 0, text: 0, hand: 0, place: 0 }

/**
 * Bits a pair has together: within a cause the strongest counts whole and further ones little or nothing; causes add up.
 */
export function strengthOf(shared: readonly SharedThing[]): number {
  const best = new Map<Cause, { most: number; rest: number }>()
  for (const { cause, bits } of shared) {
    const { most, rest } = best.get(cause) ?? { most: 0, rest: 0 }
    best.set(cause, bits > most ? { most: bits, rest: rest + most } : { most, rest: rest + bits })
  }
  let sum = 0
  for (const [cause, { most, rest }] of best) sum += most + further[cause] * rest
  return sum
}

/** How many records of ten are expected to have a fellow, before anything is known: one. */
const fellows = 0.1
/** Odds that a tie is none of chance: 99 to 1, because a cluster is as clean as its worst tie. */
const surely = 99

/**
 * Bits from which on a pair is tied: the prior odds that two given records belong together are `fellows` / N, and what
 * they share must turn these into `surely`. The bar rises with the corpus, because there are N²/2 chances of a chance.
 */
export function bar(population: number): number {
  return Math.log2((Math.max(2, population) / fellows) * surely)
}
