import { featureCount } from './features.ts'
import type { Matrix } from './linear.ts'

/**
 * How typing differs between people, and from one sitting to the next: the background against which two samples are
 * compared. Features are centred on `mean` and divided by `scale` (the spread between people) first.
 */
export interface Population {
  readonly mean: Float64Array
  readonly scale: Float64Array
  /** Variance of one keystroke around its typist's mean, in units of the variance between people. */
  readonly noise: Float64Array
  /** Variance from one sitting to the next, same units. */
  readonly sitting: Float64Array
  /** Correlation of the deviations that are not the typist's (a transition moves several features): `count × count`. */
  readonly correlation: Matrix
  /** Directions in which people differ: `count × rank`, row-major; their covariance is the product with its transpose. */
  readonly loadings: Float64Array
  readonly rank: number
  /** Variance by which hands move from sitting to sitting, in every direction; the variance between people is 1. */
  readonly wander: number
  readonly calibration: Calibration
  readonly training: Training
}

/** Natural-log ratio = slope · score + offset, bounded to what the training trials can support (decibans). */
export interface Calibration {
  readonly slope: number
  readonly offset: number
  readonly floor: number
  readonly ceiling: number
}

export interface Training {
  /** Number of people the figures were learned from. */
  readonly people: number
  /** Number of keystrokes. */
  readonly keys: number
  /** A sentence on where they came from. */
  readonly source: string
}

/** A population as it is shipped: plain JSON, numbers of four digits. */
export interface StoredPopulation {
  readonly version: number
  readonly mean: readonly number[]
  readonly scale: readonly number[]
  readonly noise: readonly number[]
  readonly sitting: readonly number[]
  /** Lower triangle without the diagonal, row after row. */
  readonly correlation: readonly number[]
  readonly loadings: readonly number[]
  readonly rank: number
  /** Variance by which hands move from sitting to sitting, in every direction; the variance between people is 1. */
  readonly wander: number
  readonly calibration: Calibration
  readonly training: Training
}

export function storePopulation(population: Population): StoredPopulation {
  const { rank, wander, calibration, training } = population
  const short = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(4)))
  const correlation: number[] = []
  for (let row = 1; row < featureCount; row++) {
    for (let column = 0; column < row; column++)
      correlation.push(Number(population.correlation[row * featureCount + column]!.toFixed(3)))
  }
  return {
    version: 1,
    mean: short(population.mean),
    scale: short(population.scale),
    noise: short(population.noise),
    sitting: short(population.sitting),
    correlation,
    loadings: short(population.loadings),
    rank,
    wander,
    calibration,
    training,
  }
}

export function readPopulation(stored: StoredPopulation): Population {
  const correlation = new Float64Array(featureCount * featureCount)
  let at = 0
  for (let row = 0; row < featureCount; row++) {
    correlation[row * featureCount + row] = 1
    for (let column = 0; column < row; column++) {
      const value = stored.correlation[at++]!
      correlation[row * featureCount + column] = value
      correlation[column * featureCount + row] = value
    }
  }
  return {
    mean: Float64Array.from(stored.mean),
    scale: Float64Array.from(stored.scale),
    noise: Float64Array.from(stored.noise),
    sitting: Float64Array.from(stored.sitting),
    correlation,
    loadings: Float64Array.from(stored.loadings),
    rank: stored.rank,
    wander: stored.wander,
    calibration: stored.calibration,
    training: stored.training,
  }
}
