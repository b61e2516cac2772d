import { sameHands } from './compare.ts'
import type { Hands } from './compare.ts'

/** The closest scores of a cohort, as their mean and deviation. */
export interface Norm {
  readonly mean: number
  readonly deviation: number
}

/**
 * How like a cohort of other people a sample looks, over the cohort's closest members.
 *
 * @param scores of the sample against each of the cohort
 * @param closest how many count
 */
export function normOf(scores: readonly number[], closest = 20): Norm {
  const top = Float64Array.from(scores).sort().slice(-closest)
  if (top.length < 2) return { mean: 0, deviation: 1 }
  const mean = top.reduce((sum, value) => sum + value, 0) / top.length
  const variance = top.reduce((sum, value) => sum + (value - mean) ** 2, 0) / top.length
  return { mean, deviation: Math.max(Math.sqrt(variance), 1e-6) }
}

/**
 * Adaptive S-norm: a score measured in deviations from what each side scores against its closest strangers. Two people
 * who both type like everybody are no longer taken for each other.
 *
 * @see Matějka et al. 2017, "Analysis of score normalization in multilingual speaker recognition"
 */
export function normalised(score: number, a: Norm, b: Norm): number {
  return 0.5 * ((score - a.mean) / a.deviation + (score - b.mean) / b.deviation)
}

/** Scores of a sample against a cohort. */
export function cohortScores(sample: Hands, cohort: readonly Hands[]): number[] {
  return cohort.map((other) => sameHands(sample, other))
}
