/**
 * How alike a layout is to layouts in general: some templates are plain, and half the world looks like them. The score
 * of a pair is measured against the scores of either page with a cohort of others, as speaker recognition does, so that
 * one threshold serves browser prints, office prints and LaTeX alike.
 *
 * @see Auckenthaler et al. 2000, "Score normalization for text-independent speaker verification systems";
 *      Matějka et al. 2017, "Analysis of score normalization in multilingual speaker recognition" (adaptive s-norm)
 */
export interface Background {
  readonly centre: number
  readonly spread: number
}

/**
 * Centre and spread of one page's scores with the cohort. The highest scores are left out: they may be of its own
 * template. Of the rest the upper part counts, for it is the near misses that a threshold has to clear.
 *
 * @param scores scores with pages of the cohort, any order
 * @param own share of the cohort that may be of the same template, at most
 */
export function backgroundOf(scores: readonly number[], own = 0.1): Background {
  const sorted = Float64Array.from(scores).sort()
  const end = Math.max(1, Math.floor(sorted.length * (1 - own)))
  const upper = sorted.subarray(Math.floor(end * 0.6), end)
  let sum = 0
  for (const score of upper) sum += score
  const centre = sum / Math.max(1, upper.length)
  let squares = 0
  for (const score of upper) squares += (score - centre) ** 2
  return { centre, spread: Math.sqrt(squares / Math.max(1, upper.length)) }
}

/** Score of a pair against both backgrounds: `weight` says how far the backgrounds count, 0 not at all. */
export function normalised(score: number, a: Background, b: Background, weight: number): number {
  return score - weight * ((a.centre + b.centre) / 2)
}
