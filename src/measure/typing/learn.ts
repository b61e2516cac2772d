import { featureCount, featureTypeOf, featureTypes } from './features.ts'
import { directions } from './directions.ts'
import { cholesky } from './linear.ts'
import type { Matrix } from './linear.ts'
import type { Population } from './population.ts'
import { mergeTemplates } from './template.ts'
import type { Template } from './template.ts'

/** One person of the background. */
export interface BackgroundPerson {
  /** Longer stretches (200 keys and more), in order of time: they show what is the person's and what the sitting's. */
  readonly occasions: readonly Template[]
  /** Short stretches (about 50 keys): they show which features err together. */
  readonly fragments: readonly Template[]
}

export interface LearnOptions {
  /** Directions kept. 25 of 140: with some 50 people, more directions are noise (bench typing, development people). */
  readonly rank: number
  /** Share of the diagonal mixed into the covariance between people. */
  readonly shrinkBetween: number
  /** Share of the identity mixed into the correlation of errors. */
  readonly shrinkErrors: number
  /** See `Population.wander`. */
  readonly wander: number
}

export const learnDefaults: LearnOptions = { rank: 25, shrinkBetween: 0.3, shrinkErrors: 0.6, wander: 0.005 }

const F = featureCount

/** A deviation beyond this many spreads of the population says no more than this one. */
export const largestDeviation = 3

/**
 * Learns a population from background people: a two-covariance model with full covariances, by moments.
 *
 * @param people at least two with two occasions each
 * @see Brümmer & de Villiers 2010, "The speaker partitioning problem" (two-covariance model)
 */
export function learn(
  people: readonly BackgroundPerson[],
  options: LearnOptions = learnDefaults,
  source = '',
): Population {
  const scales = spreads(people)
  const { mean, scale, noise } = scales
  const deviations = people.map((person) => person.occasions.map((occasion) => deviation(occasion, mean, scale)))
  const occasions = people.map((person, p) =>
    person.occasions.map((occasion, o) => ({ count: occasion.count, deviation: deviations[p]![o]! })),
  )
  const sitting = sittings(occasions, noise)
  const between = betweenPeople(occasions, noise, options.shrinkBetween)
  const fragments = people.map((person) =>
    person.fragments.map((fragment) => ({ count: fragment.count, deviation: deviation(fragment, mean, scale) })),
  )
  const correlation = errors([...fragments, ...occasions], noise, sitting, people.length, options.shrinkErrors)
  const typical = typicalCounts(occasions)
  const loadings = directions(between, correlation, noise, sitting, typical, options.rank)
  const keys = people.reduce(
    (sum, person) => sum + person.occasions.reduce((inner, occasion) => inner + occasion.keys, 0),
    0,
  )
  return {
    mean,
    scale,
    noise,
    sitting,
    correlation,
    loadings,
    rank: options.rank,
    wander: options.wander,
    calibration: { slope: 1, offset: 0, floor: -20, ceiling: 20 },
    training: { people: people.length, keys, source },
  }
}

interface Seen {
  readonly count: Float64Array
  readonly deviation: Float64Array
}

function deviation(template: Template, mean: Float64Array, scale: Float64Array): Float64Array {
  return Float64Array.from(template.mean, (value, f) =>
    template.count[f]! > 0
      ? Math.max(-largestDeviation, Math.min(largestDeviation, (value - mean[f]!) / scale[f]!))
      : 0,
  )
}

/** Mean, spread between people and error of one keystroke, feature by feature. */
function spreads(people: readonly BackgroundPerson[]): {
  mean: Float64Array
  scale: Float64Array
  noise: Float64Array
} {
  const pooled = people.map((person) => mergeTemplates(person.occasions))
  const mean = new Float64Array(F)
  const scale = new Float64Array(F)
  const noise = new Float64Array(F)
  for (let f = 0; f < F; f++) {
    let squares = 0
    let freedom = 0
    let sum = 0
    let weights = 0
    for (const person of people) {
      for (const occasion of person.occasions) {
        squares += occasion.squares[f]!
        freedom += Math.max(occasion.count[f]! - 1, 0)
      }
    }
    const error = Math.max((squares + 0.3) / (freedom + 5), 0.005)
    for (const person of pooled) {
      const weight = person.count[f]! / (person.count[f]! + 3)
      sum += weight * person.mean[f]!
      weights += weight
    }
    mean[f] = weights > 0 ? sum / weights : 0
    let variance = 0
    let seen = 0
    for (const person of pooled) {
      if (!(person.count[f]! > 0)) continue
      variance += (person.mean[f]! - mean[f]!) ** 2 - error / person.count[f]!
      seen++
    }
    const spread = Math.max(seen > 0 ? variance / seen : 0, 0.003)
    scale[f] = Math.sqrt(spread)
    noise[f] = error / spread
  }
  return { mean, scale, noise }
}

/** Variance from sitting to sitting, shrunk to the mean of its type: from the differences of a person's occasions. */
function sittings(people: readonly (readonly Seen[])[], noise: Float64Array): Float64Array {
  const above = new Float64Array(F)
  const weight = new Float64Array(F)
  for (const occasions of people) {
    for (let a = 0; a < occasions.length; a++) {
      for (let b = 0; b < a; b++) {
        const one = occasions[a]!
        const two = occasions[b]!
        for (let f = 0; f < F; f++) {
          const fewer = Math.min(one.count[f]!, two.count[f]!)
          if (fewer === 0) continue
          const expected = noise[f]! * (1 / one.count[f]! + 1 / two.count[f]!)
          above[f]! += (fewer * ((one.deviation[f]! - two.deviation[f]!) ** 2 - expected)) / 2
          weight[f]! += fewer
        }
      }
    }
  }
  const typical = new Map<string, number>()
  for (const type of featureTypes) {
    let sum = 0
    let of = 0
    for (let f = 0; f < F; f++) {
      if (featureTypeOf[f] !== type) continue
      sum += above[f]!
      of += weight[f]!
    }
    typical.set(type, of > 0 ? Math.max(sum / of, 0.005) : 0.05)
  }
  return Float64Array.from(above, (sum, f) => {
    const mean = typical.get(featureTypeOf[f]!)!
    return Math.max((sum + 60 * mean) / (weight[f]! + 60), 0.3 * mean)
  })
}

/** Covariance between people, from products across *different* occasions, in which errors cancel. */
function betweenPeople(people: readonly (readonly Seen[])[], noise: Float64Array, shrink: number): Matrix {
  const products = new Float64Array(F * F)
  const weights = new Float64Array(F * F)
  for (const occasions of people) {
    const trust = occasions.map((occasion) => Float64Array.from(occasion.count, (n, f) => n / (n + noise[f]!)))
    const shrunk = occasions.map((occasion, o) =>
      Float64Array.from(occasion.deviation, (value, f) => value * trust[o]![f]!),
    )
    // Σ over a ≠ b of x_a x_bᵀ = (Σ x)(Σ x)ᵀ − Σ x xᵀ
    addOuter(products, total(shrunk), 1)
    addOuter(weights, total(trust), 1)
    for (let o = 0; o < occasions.length; o++) {
      addOuter(products, shrunk[o]!, -1)
      addOuter(weights, trust[o]!, -1)
    }
  }
  const covariance = new Float64Array(F * F)
  for (let row = 0; row < F; row++) {
    for (let column = 0; column < F; column++) {
      const at = row * F + column
      const value = Math.max(-2, Math.min(2, products[at]! / (weights[at]! + 1e-9)))
      covariance[at] = row === column ? Math.max(value, 0.05) : (1 - shrink) * value
    }
  }
  return covariance
}

function total(lists: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(F)
  for (const list of lists) for (let f = 0; f < F; f++) sum[f]! += list[f]!
  return sum
}

function addOuter(to: Matrix, vector: Float64Array, sign: number): void {
  for (let row = 0; row < F; row++) {
    const share = sign * vector[row]!
    if (share === 0) continue
    for (let column = 0; column < F; column++) to[row * F + column]! += share * vector[column]!
  }
}

/** Correlation of what is not the person's: residuals around each person's own mean, standardised by their error. */
function errors(
  groups: readonly (readonly Seen[])[],
  noise: Float64Array,
  sitting: Float64Array,
  long: number,
  shrink: number,
): Matrix {
  const products = new Float64Array(F * F)
  const weights = new Float64Array(F * F)
  groups.forEach((samples, g) => {
    // Occasions are few and long, fragments many and short: five to one makes them count about the same.
    const share = g < groups.length - long ? 1 : 5
    const precisions = samples.map((sample) =>
      Float64Array.from(sample.count, (n, f) => (n > 0 ? 1 / (noise[f]! / n + sitting[f]!) : 0)),
    )
    const mean = new Float64Array(F)
    for (let f = 0; f < F; f++) {
      let sum = 0
      let of = 0
      samples.forEach((sample, s) => {
        sum += precisions[s]![f]! * sample.deviation[f]!
        of += precisions[s]![f]!
      })
      mean[f] = of > 0 ? sum / of : 0
    }
    samples.forEach((sample, s) => {
      const precision = precisions[s]!
      addOuter(
        products,
        Float64Array.from(sample.deviation, (value, f) => Math.sqrt(precision[f]!) * (value - mean[f]!)),
        share,
      )
      addOuter(
        weights,
        Float64Array.from(precision, (value) => (value > 0 ? 1 : 0)),
        share,
      )
    })
  })
  const size = Float64Array.from({ length: F }, (_, f) =>
    Math.sqrt(Math.max(products[f * F + f]! / Math.max(weights[f * F + f]!, 1), 1e-3)),
  )
  const correlation = new Float64Array(F * F)
  for (let row = 0; row < F; row++) {
    for (let column = 0; column < F; column++) {
      const at = row * F + column
      const raw = weights[at]! > 10 ? products[at]! / weights[at]! / (size[row]! * size[column]!) : 0
      correlation[at] = row === column ? 1 : (1 - shrink) * Math.max(-1, Math.min(1, raw))
    }
  }
  return positive(correlation)
}

/** Mixes in the identity until the matrix has a Cholesky factor. */
function positive(correlation: Matrix): Matrix {
  for (let tries = 0; tries < 20 && cholesky(correlation, F) === null; tries++) {
    for (let at = 0; at < F * F; at++) if (at % (F + 1) !== 0) correlation[at]! *= 0.9
  }
  return correlation
}

function typicalCounts(people: readonly (readonly Seen[])[]): Float64Array {
  const all = people.flat()
  return Float64Array.from({ length: F }, (_, f) => {
    const counts = Float64Array.from(all, (sample) => sample.count[f]!).sort()
    return Math.max(counts[counts.length >> 1] ?? 0, 0.5)
  })
}
