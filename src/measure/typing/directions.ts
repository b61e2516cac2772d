import { featureCount } from './features.ts'
import { cholesky, eigenSymmetric, invertLower, multiply, transpose } from './linear.ts'
import type { Matrix } from './linear.ts'

const F = featureCount

/**
 * The directions in which people differ most, measured by the error of a typical sample: eigenvectors of the covariance
 * between people after whitening by the errors.
 *
 * @param between covariance between people, `F × F`
 * @param correlation of errors, with a Cholesky factor
 * @param typical how often each feature is seen in a typical sample
 * @returns `F × rank`, row-major
 */
export function directions(
  between: Matrix,
  correlation: Matrix,
  noise: Float64Array,
  sitting: Float64Array,
  typical: Float64Array,
  rank: number,
): Float64Array {
  const size = Float64Array.from({ length: F }, (_, f) => Math.sqrt(noise[f]! / typical[f]! + sitting[f]!))
  const factor = cholesky(correlation, F)!
  const whiten = invertLower(factor, F)
  for (let row = 0; row < F; row++)
    for (let column = 0; column < F; column++) whiten[row * F + column]! /= size[column]!
  const seen = multiply(multiply(whiten, between, F), transpose(whiten, F), F)
  const { values, vectors } = eigenSymmetric(seen, F)
  const loadings = new Float64Array(F * rank)
  for (let k = 0; k < rank; k++) {
    const length = Math.sqrt(Math.max(values[k]!, 0))
    for (let row = 0; row < F; row++) {
      let sum = 0
      for (let column = 0; column <= row; column++) sum += factor[row * F + column]! * vectors[k]![column]!
      loadings[row * rank + k] = sum * length * size[row]!
    }
  }
  return loadings
}
