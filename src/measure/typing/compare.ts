import { featureCount } from './features.ts'
import { largestDeviation } from './learn.ts'
import { backSolve, cholesky, forwardSolve } from './linear.ts'
import type { Population } from './population.ts'
import type { Template } from './template.ts'

/**
 * What a sample says about the hands behind it: precision and evidence in the directions in which people differ. Sums
 * of these describe samples typed by the same hands, which is what makes comparing and clustering quick.
 */
export interface Hands {
  readonly rank: number
  readonly keys: number
  readonly precision: Float64Array
  readonly evidence: Float64Array
  /** Log-evidence of the sample on its own, up to a constant that cancels. */
  readonly alone: number
}

/**
 * Reads a template against a population. Features that were not typed are left out exactly (their rows of the error
 * covariance are dropped), so samples of any text and length can be compared.
 */
export function handsOf(template: Template, population: Population): Hands {
  const { rank, loadings, correlation } = population
  const seen: number[] = []
  for (let f = 0; f < featureCount; f++) if (template.count[f]! > 0) seen.push(f)
  const size = seen.length
  const errors = new Float64Array(size * size)
  const width = rank + 1
  const right = new Float64Array(size * width)
  for (let row = 0; row < size; row++) {
    const f = seen[row]!
    for (let column = 0; column <= row; column++)
      errors[row * size + column] = correlation[f * featureCount + seen[column]!]!
    const trust = 1 / Math.sqrt(population.noise[f]! / template.count[f]! + population.sitting[f]!)
    const deviation = (template.mean[f]! - population.mean[f]!) / population.scale[f]!
    for (let k = 0; k < rank; k++) right[row * width + k] = trust * loadings[f * rank + k]!
    right[row * width + rank] = trust * Math.max(-largestDeviation, Math.min(largestDeviation, deviation))
  }
  const precision = new Float64Array(rank * rank)
  const evidence = new Float64Array(rank)
  const factor = cholesky(errors, size)
  if (factor !== null) {
    forwardSolve(factor, size, right, width)
    for (let row = 0; row < size; row++) {
      const at = row * width
      for (let i = 0; i < rank; i++) {
        const left = right[at + i]!
        evidence[i]! += left * right[at + rank]!
        for (let j = 0; j <= i; j++) precision[i * rank + j]! += left * right[at + j]!
      }
    }
    for (let i = 0; i < rank; i++) for (let j = 0; j < i; j++) precision[j * rank + i] = precision[i * rank + j]!
  }
  loosen(precision, evidence, rank, population.wander)
  return { rank, keys: template.keys, precision, evidence, alone: logEvidence(precision, evidence, rank) }
}

/**
 * Lets the hands themselves wander from sitting to sitting, by `wander` of the variance between people in every
 * direction: however long a sample, another chair or keyboard moves it. J ← (J⁻¹ + wI)⁻¹, h ← (I + wJ)⁻¹h.
 */
function loosen(precision: Float64Array, evidence: Float64Array, rank: number, wander: number): void {
  if (wander <= 0) return
  const widened = precision.map((value, at) => wander * value + (at % (rank + 1) === 0 ? 1 : 0))
  const factor = cholesky(widened, rank)
  if (factor === null) return
  const width = rank + 1
  const right = new Float64Array(rank * width)
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j < rank; j++) right[i * width + j] = precision[i * rank + j]!
    right[i * width + rank] = evidence[i]!
  }
  forwardSolve(factor, rank, right, width)
  backSolve(factor, rank, right, width)
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (right[i * width + j]! + right[j * width + i]!) / 2
      precision[i * rank + j] = value
      precision[j * rank + i] = value
    }
    evidence[i] = right[i * width + rank]!
  }
}

/** Several samples taken as typed by the same hands. */
export function together(samples: readonly Hands[]): Hands {
  const rank = samples[0]?.rank ?? 0
  const precision = new Float64Array(rank * rank)
  const evidence = new Float64Array(rank)
  let keys = 0
  for (const sample of samples) {
    keys += sample.keys
    for (let k = 0; k < precision.length; k++) precision[k]! += sample.precision[k]!
    for (let k = 0; k < rank; k++) evidence[k]! += sample.evidence[k]!
  }
  return { rank, keys, precision, evidence, alone: logEvidence(precision, evidence, rank) }
}

/**
 * Two-covariance log-likelihood ratio: how much likelier two samples are if the same hands typed both.
 *
 * @returns natural logarithm, uncalibrated; symmetric in its arguments
 * @see Brümmer & de Villiers 2010
 */
export function sameHands(a: Hands, b: Hands): number {
  return together([a, b]).alone - a.alone - b.alone
}

/** ½ hᵀ(I + J)⁻¹h − ½ log |I + J| */
function logEvidence(precision: Float64Array, evidence: Float64Array, rank: number): number {
  if (rank === 0) return 0
  const matrix = Float64Array.from(precision)
  for (let k = 0; k < rank; k++) matrix[k * rank + k]! += 1
  const factor = cholesky(matrix, rank)
  if (factor === null) return 0
  const solved = Float64Array.from(evidence)
  forwardSolve(factor, rank, solved, 1)
  let sum = 0
  for (let k = 0; k < rank; k++) sum += 0.5 * solved[k]! ** 2 - Math.log(factor[k * rank + k]!)
  return sum
}
