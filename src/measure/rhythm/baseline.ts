/** Fewer colleagues than this are no crowd to hide in: then nothing is said (k-anonymity). */
export const SMALLEST_CROWD = 8

/** What a baseline may say of one account: a share of colleagues, never a place in a list. */
export interface LikeColleagues {
  /** "1 in N honest colleagues look like this, or more so": N, rounded down to 1, 2, 5, 10, 20, 50 … */
  readonly oneIn: number
  readonly colleagues: number
}

const STEPS = [1, 2, 5]

/**
 * How many of the colleagues are at least as unusual. Values come without names and leave as one coarse fraction, so
 * that neither a colleague nor an order among them can be read back.
 *
 * @param value  of the account; larger is more unusual
 * @param others of colleagues that no case is open on, without the account itself
 * @returns null with fewer than `SMALLEST_CROWD` of them
 */
export function likeColleagues(value: number, others: readonly number[]): LikeColleagues | null {
  const known = others.filter((other) => Number.isFinite(other))
  if (known.length < SMALLEST_CROWD || !Number.isFinite(value)) return null
  const asUnusual = known.filter((other) => other >= value).length
  // One is added on both sides: among twenty colleagues nobody is rarer than one in twenty-one.
  return { oneIn: coarse((known.length + 1) / (asUnusual + 1)), colleagues: known.length }
}

function coarse(ratio: number): number {
  let best = 1
  for (let decade = 1; decade <= 1e6; decade *= 10) for (const step of STEPS) if (decade * step <= ratio) best = decade * step
  return best
}
