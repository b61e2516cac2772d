import type { Finding } from '../../src/core/finding.ts'
import { judge } from '../../src/core/posture.ts'
import { normal, type Random } from '../../src/core/random.ts'
import { toDecibans, toProbability, weigh } from '../../src/core/weigh.ts'
import { signals, type Signal } from './signals.ts'

const noLinks = { artefacts: 0, rarestBits: 0 }

/** One applicant: which signals show. Within a group they share a Gaussian factor of correlation ρ. */
export function draw(bad: boolean, correlation: number, random: Random, forced: ReadonlySet<string> = new Set()): boolean[] {
  const shared = new Map<string, number>()
  return signals.map((signal) => {
    if (!shared.has(signal.group)) shared.set(signal.group, normal(random))
    const z = Math.sqrt(correlation) * (shared.get(signal.group) as number) + Math.sqrt(1 - correlation) * normal(random)
    return forced.has(signal.name) || z > normalQuantile(1 - (bad ? signal.bad : signal.honest))
  })
}

/** What each combiner says of an applicant. */
export interface Said {
  readonly posterior: number
  readonly challenged: boolean
}

export type Combiner = (shown: readonly boolean[], prior: number) => Said

const weights = signals.map((signal) => ({ present: 10 * Math.log10(signal.bad / signal.honest), absent: 10 * Math.log10((1 - signal.bad) / (1 - signal.honest)) }))
const findings = signals.map((signal, index) => ({ present: finding(signal, index, true), absent: finding(signal, index, false) }))

/** The product's own code: `weigh()` and `judge()`. */
export const ours: Combiner = (shown, prior) => {
  const said = weigh(shown.map((present, index) => (present ? findings[index]!.present : findings[index]!.absent)), noLinks, prior)
  return { posterior: said.posterior, challenged: judge(said, noLinks).posture === 'challenge' }
}

/** Every signal counted as if it were independent. */
export const naiveBayes: Combiner = (shown, prior) => fixedThreshold(shown.reduce((sum, present, i) => sum + (present ? weights[i]!.present : weights[i]!.absent), toDecibans(prior)))

/** What most rule engines do: add up the flags that are there. */
export const positiveOnly: Combiner = (shown, prior) => fixedThreshold(shown.reduce((sum, present, i) => sum + (present ? weights[i]!.present : 0), toDecibans(prior)))

function fixedThreshold(decibans: number): Said {
  const posterior = toProbability(decibans)
  return { posterior, challenged: posterior > 0.1 }
}

function finding(signal: Signal, index: number, present: boolean): Finding {
  const head = { rule: `bench/${signal.name}`, version: '1', door: 'apply', group: signal.group, title: signal.name, sealed: false, privacy: 'none' } as const
  return present
    ? { ...head, outcome: 'present', decibans: weights[index]!.present, places: [], innocent: [], clears: [], sources: [], verdict: null }
    : { ...head, outcome: 'absent', decibans: weights[index]!.absent }
}

/** Inverse of the normal distribution function (Acklam's rational approximation, |error| < 1.2e-9). */
export function normalQuantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239]
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
  const poly = (k: readonly number[], x: number): number => k.reduce((sum, coefficient) => sum * x + coefficient, 0)
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return poly(c, q) / (poly(d, q) * q + 1)
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p)
  const q = p - 0.5
  const r = q * q
  return (poly(a, r) * q) / (poly(b, r) * r + 1)
}
