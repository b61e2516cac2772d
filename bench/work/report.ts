import type { Random } from '../../src/core/random.ts'
import type { Metric } from '../harness/bench.ts'
import { auc, bootstrap, detectionAt, rate } from '../harness/stats.ts'
import type { Scored } from './score.ts'

/** Area under the curve of two groups of trials, with an interval over people. */
export function areaOf(
  positives: readonly Scored[],
  negatives: readonly Scored[],
  random: Random,
  rounds: number,
): Metric {
  if (positives.length === 0 || negatives.length === 0) return { value: null, why: 'no such trials in the data' }
  const wanted = new Set(positives)
  const scoresOf = (group: readonly Scored[], positive: boolean): number[] =>
    group.flatMap((s) => (wanted.has(s) === positive ? [s.score] : []))
  const people = [...Map.groupBy([...positives, ...negatives], ({ trial }) => trial.person).values()].map((group) => ({
    positive: scoresOf(group, true),
    negative: scoresOf(group, false),
  }))
  const statistic = (sample: readonly (typeof people)[number][]): number =>
    auc(
      sample.flatMap(({ positive }) => positive),
      sample.flatMap(({ negative }) => negative),
    )
  const metric = bootstrap(people, statistic, random, rounds)
  return metric.value === null ? metric : { ...metric, n: positives.length + negatives.length }
}

/** Share of positives above the score that the given share of negatives reaches. */
export function foundAt(positives: readonly Scored[], negatives: readonly Scored[], share: number): Metric {
  if (positives.length === 0 || negatives.length === 0) return { value: null, why: 'no such trials in the data' }
  const { detected } = detectionAt(
    positives.map((s) => s.score),
    negatives.map((s) => s.score),
    share,
  )
  return rate(detected, positives.length)
}

/**
 * Expected calibration error: trials in ten bins of equal weight by stated probability; mean distance between what was
 * stated and what came true. With `balance`, both outcomes weigh the same in all, as "even odds" is stated.
 */
export function calibrationError(scored: readonly Scored[], balance: boolean): Metric {
  const stated = scored.filter((s) => s.stated !== null).sort((a, b) => (a.stated as number) - (b.stated as number))
  if (stated.length < 50) return { value: null, why: 'fewer than 50 stated probabilities' }
  const trues = stated.filter((s) => s.cameTrue).length
  const weight = (s: Scored): number =>
    balance ? 0.5 / Math.max(1, s.cameTrue ? trues : stated.length - trues) : 1 / stated.length
  let error = 0
  let bin = { weight: 0, gap: 0 }
  for (const s of stated) {
    bin.weight += weight(s)
    bin.gap += weight(s) * ((s.stated as number) - (s.cameTrue ? 1 : 0))
    if (bin.weight < 0.1) continue
    error += Math.abs(bin.gap)
    bin = { weight: 0, gap: 0 }
  }
  return { value: error + Math.abs(bin.gap), n: stated.length }
}
