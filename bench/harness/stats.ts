import type { Random } from '../../src/core/random.ts'
import type { Metric } from './bench.ts'

/** A rate with its Wilson 95 % interval. */
export function rate(hits: number, trials: number): Metric {
  if (trials === 0) return { value: null, why: 'no trials' }
  const z = 1.959963984540054
  const p = hits / trials
  const centre = (p + (z * z) / (2 * trials)) / (1 + (z * z) / trials)
  const half = (z / (1 + (z * z) / trials)) * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials))
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half), n: trials }
}

/**
 * A statistic over people (or families) with its percentile bootstrap 95 % interval. Whole people are drawn, because
 * one person's trials are not independent.
 */
export function bootstrap<T>(people: readonly T[], statistic: (sample: readonly T[]) => number, random: Random, rounds = 400): Metric {
  if (people.length === 0) return { value: null, why: 'no people' }
  const value = statistic(people)
  const draws: number[] = []
  for (let round = 0; round < rounds; round++) {
    const sample = people.map(() => people[Math.floor(random.next() * people.length)] as T)
    const drawn = statistic(sample)
    if (Number.isFinite(drawn)) draws.push(drawn)
  }
  return { value, low: quantile(draws, 0.025), high: quantile(draws, 0.975), n: people.length }
}

/** Linear-interpolated quantile (type 7); NaN for an empty list. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const below = sorted[low] as number
  return below + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - below)
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}

export function deviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
}

/** Area under the ROC curve: chance that a positive scores above a negative, ties half. */
export function auc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN
  const all = [...positives.map((score) => ({ score, positive: true })), ...negatives.map((score) => ({ score, positive: false }))]
  all.sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let start = 0; start < all.length; ) {
    let end = start
    while (end < all.length && (all[end] as { score: number }).score === (all[start] as { score: number }).score) end++
    const rank = (start + 1 + end) / 2
    for (let i = start; i < end; i++) if ((all[i] as { positive: boolean }).positive) ranks += rank
    start = end
  }
  return (ranks - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length)
}

/** Equal error rate; higher scores mean more genuine. */
export function equalErrorRate(genuine: readonly number[], impostor: readonly number[]): number {
  const g = Float64Array.from(genuine).sort()
  const f = Float64Array.from(impostor).sort()
  let best = 1
  let rateAtBest = 1
  let gi = 0
  let fi = 0
  for (const threshold of Float64Array.from([...g, ...f]).sort()) {
    while (gi < g.length && (g[gi] as number) < threshold) gi++
    while (fi < f.length && (f[fi] as number) < threshold) fi++
    const miss = gi / g.length
    const match = 1 - fi / f.length
    if (Math.abs(miss - match) < best) {
      best = Math.abs(miss - match)
      rateAtBest = (miss + match) / 2
    }
  }
  return rateAtBest
}

/** The threshold that at most `share` of the negatives reach or exceed, and the share of positives above it. */
export function detectionAt(positives: readonly number[], negatives: readonly number[], share: number): { threshold: number; detected: number } {
  const sorted = Float64Array.from(negatives).sort()
  const allowed = Math.floor(share * sorted.length)
  const threshold = sorted.length === 0 ? Number.NEGATIVE_INFINITY : (sorted[sorted.length - 1 - allowed] as number)
  return { threshold, detected: positives.filter((score) => score > threshold).length }
}
