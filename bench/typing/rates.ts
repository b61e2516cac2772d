import type { Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import type { Random } from '../../src/core/random.ts'

/** A comparison of two samples; higher scores mean the same hands. */
export interface Trial {
  readonly score: number
  readonly one: number
  readonly two: number
}

/**
 * Equal error rate by linear interpolation between the two thresholds where the error curves cross, as the DSN 2009
 * benchmark does it. Each trial may carry a weight.
 */
export function equalErrorRate(trials: readonly Trial[], weightOf: (trial: Trial) => number = () => 1): number {
  const sorted = [...trials].sort((a, b) => b.score - a.score)
  return crossing(sorted, sorted.map(weightOf))
}

/** `sorted` by falling score. */
function crossing(sorted: readonly Trial[], weights: readonly number[]): number {
  let genuine = 0
  let impostor = 0
  sorted.forEach((trial, k) => (trial.one === trial.two ? (genuine += weights[k]!) : (impostor += weights[k]!)))
  if (genuine === 0 || impostor === 0) return Number.NaN
  let miss = 1
  let match = 0
  for (let k = 0; k < sorted.length;) {
    let end = k
    let caught = 0
    let passed = 0
    for (; end < sorted.length && sorted[end]!.score === sorted[k]!.score; end++) {
      if (sorted[end]!.one === sorted[end]!.two) caught += weights[end]!
      else passed += weights[end]!
    }
    const nextMiss = miss - caught / genuine
    const nextMatch = match + passed / impostor
    if (nextMatch >= nextMiss) {
      const before = miss - match
      const share = before / (before + nextMatch - nextMiss)
      return match + share * (nextMatch - match)
    }
    miss = nextMiss
    match = nextMatch
    k = end
  }
  return match
}

/** Share of genuine trials below the threshold that `share` of the impostor trials reach. */
export function missesAt(trials: readonly Trial[], share: number): number {
  const impostor = Float64Array.from(
    trials.filter((trial) => trial.one !== trial.two),
    (trial) => trial.score,
  ).sort()
  const genuine = trials.filter((trial) => trial.one === trial.two)
  const threshold = impostor[impostor.length - 1 - Math.floor(share * impostor.length)] ?? Number.NEGATIVE_INFINITY
  return genuine.filter((trial) => trial.score <= threshold).length / genuine.length
}

/** Global equal error rate with a bootstrap interval over people: a person drawn twice counts twice in each trial. */
export function globalErrorRate(trials: readonly Trial[], people: number, random: Random, rounds = 200): Metric {
  const sorted = [...trials].sort((a, b) => b.score - a.score)
  const value = crossing(
    sorted,
    sorted.map(() => 1),
  )
  if (Number.isNaN(value)) return { value: null, why: 'no genuine or no impostor trials' }
  const draws = resample(sorted, people, random, rounds, crossing)
  return { value, low: quantile(draws, 0.025), high: quantile(draws, 0.975), n: trials.length }
}

/** Misses at a share of false matches, with a bootstrap interval over people. */
export function missRate(
  trials: readonly Trial[],
  share: number,
  people: number,
  random: Random,
  rounds = 200,
): Metric {
  const sorted = [...trials].sort((a, b) => b.score - a.score)
  const value = missesAt(trials, share)
  if (Number.isNaN(value)) return { value: null, why: 'no genuine or no impostor trials' }
  const draws = resample(sorted, people, random, rounds, (list, weights) => {
    let impostors = 0
    let genuines = 0
    list.forEach((trial, k) => (trial.one === trial.two ? (genuines += weights[k]!) : (impostors += weights[k]!)))
    let passed = 0
    let caught = 0
    for (let k = 0; k < list.length; k++) {
      if (list[k]!.one === list[k]!.two) caught += weights[k]!
      else if ((passed += weights[k]!) > share * impostors) break
    }
    return 1 - caught / genuines
  })
  return {
    value,
    low: quantile(draws, 0.025),
    high: quantile(draws, 0.975),
    n: trials.filter((trial) => trial.one === trial.two).length,
  }
}

function resample(
  sorted: readonly Trial[],
  people: number,
  random: Random,
  rounds: number,
  statistic: (sorted: readonly Trial[], weights: readonly number[]) => number,
): number[] {
  const draws: number[] = []
  for (let round = 0; round < rounds; round++) {
    const times = new Float64Array(people)
    for (let k = 0; k < people; k++) times[Math.floor(random.next() * people)]! += 1
    const drawn = statistic(
      sorted,
      sorted.map((trial) => (trial.one === trial.two ? times[trial.one]! : times[trial.one]! * times[trial.two]!)),
    )
    if (Number.isFinite(drawn)) draws.push(drawn)
  }
  return draws
}

/**
 * Cost of the likelihood ratios as they are given, in bits: 0 is perfect, 1 says nothing.
 *
 * @param trials scores as natural-log likelihood ratios
 * @see Brümmer & du Preez 2006
 */
export function costOfRatios(trials: readonly Trial[]): number {
  const bits = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x))) / Math.LN2
  const genuine = trials.filter((trial) => trial.one === trial.two)
  const impostor = trials.filter((trial) => trial.one !== trial.two)
  const average = (list: readonly Trial[], sign: number): number =>
    list.reduce((sum, trial) => sum + bits(sign * trial.score), 0) / list.length
  return (average(genuine, -1) + average(impostor, 1)) / 2
}

/** Slope and offset that minimise `costOfRatios` (logistic regression with equal priors, Newton's method). */
export function fitCalibration(trials: readonly Trial[]): { slope: number; offset: number } {
  const genuine = trials.filter((trial) => trial.one === trial.two).length
  const impostor = trials.length - genuine
  if (genuine === 0 || impostor === 0) return { slope: 1, offset: 0 }
  const spread = Math.sqrt(trials.reduce((sum, trial) => sum + trial.score ** 2, 0) / trials.length) || 1
  let slope = 1
  let offset = 0
  for (let step = 0; step < 30; step++) {
    let gs = 0
    let go = 0
    let hss = 1e-6
    let hso = 0
    let hoo = 1e-6
    for (const trial of trials) {
      const same = trial.one === trial.two
      const x = trial.score / spread
      const weight = 0.5 / (same ? genuine : impostor)
      const chance = 1 / (1 + Math.exp(-(slope * x + offset)))
      const error = weight * (chance - (same ? 1 : 0))
      const curve = weight * chance * (1 - chance)
      gs += error * x
      go += error
      hss += curve * x * x
      hso += curve * x
      hoo += curve
    }
    const determinant = hss * hoo - hso * hso
    const ds = (hoo * gs - hso * go) / determinant
    const dof = (hss * go - hso * gs) / determinant
    slope -= ds
    offset -= dof
    if (Math.abs(ds) + Math.abs(dof) < 1e-7) break
  }
  return { slope: slope / spread, offset }
}
