import { modulo, weekBin, weekOf, HALF_HOURS_PER_WEEK } from './half-hours.ts'

/**
 * Does one clock explain the activity, or are two needed? Each stretch of activity (event, block, week) is scored under
 * the template of a working week at 24 shifts from the claimed clock; the gain of two shifts over one is the evidence.
 * A mixture of von Mises curves is not used: every honest person is bimodal (lunch, evening), so it does worse than
 * chance (research: AUC 0.33 to 0.41).
 */

/** Log probability of activity by half hour of the week, 336 values, local time. */
export type Template = Float64Array

/** Hours from the claimed clock that are tried: −12 … +11. */
export const SHIFTS = 24

/** A stretch begins anew after four hours without activity. */
const BLOCK_PAUSE = 8

export interface TwoClocks {
  /** Log-likelihood gain per stretch of two clocks over one. */
  readonly gain: number
  /** Same, when the two must be at least five hours apart. */
  readonly farGain: number
  /** Hours between the two clocks of `farGain`. */
  readonly apartHours: number
  /** Same, when one of the two must be within two hours of the claim. */
  readonly claimedGain: number
}

/** Scores of every event at every shift: `events × 24`, row by row. */
export function shiftScores(halfHours: ArrayLike<number>, claimed: number, template: Template): Float64Array {
  const scores = new Float64Array(halfHours.length * SHIFTS)
  for (let i = 0; i < halfHours.length; i++) {
    const local = weekBin(halfHours[i] as number, claimed)
    for (let shift = 0; shift < SHIFTS; shift++) {
      scores[i * SHIFTS + shift] = template[modulo(local + 2 * (shift - 12), HALF_HOURS_PER_WEEK)]!
    }
  }
  return scores
}

/** Sums the scores of the events of one stretch. `stretch[i]` is the stretch of event i, ascending from 0. */
export function byStretch(scores: Float64Array, stretch: Int32Array): Float64Array {
  const count = stretch.length === 0 ? 0 : stretch[stretch.length - 1]! + 1
  const out = new Float64Array(count * SHIFTS)
  for (let i = 0; i < stretch.length; i++) {
    for (let shift = 0; shift < SHIFTS; shift++) out[stretch[i]! * SHIFTS + shift]! += scores[i * SHIFTS + shift]!
  }
  return out
}

/** Stretches of activity without a pause of four hours. */
export function blocks(halfHours: ArrayLike<number>): Int32Array {
  const out = new Int32Array(halfHours.length)
  for (let i = 1; i < halfHours.length; i++) {
    out[i] = out[i - 1]! + ((halfHours[i] as number) - (halfHours[i - 1] as number) > BLOCK_PAUSE ? 1 : 0)
  }
  return out
}

/** Weeks with activity, numbered from 0. */
export function weeks(halfHours: ArrayLike<number>, claimed: number): Int32Array {
  const out = new Int32Array(halfHours.length)
  for (let i = 1; i < halfHours.length; i++) {
    const turned = weekOf(halfHours[i] as number, claimed) !== weekOf(halfHours[i - 1] as number, claimed)
    out[i] = out[i - 1]! + (turned ? 1 : 0)
  }
  return out
}

/** Every stretch belongs wholly to the one or the other clock. */
export function twoClocks(stretches: Float64Array): TwoClocks {
  const count = stretches.length / SHIFTS
  if (count === 0) return { gain: 0, farGain: 0, apartHours: 0, claimedGain: 0 }
  const single = new Float64Array(SHIFTS)
  for (let i = 0; i < stretches.length; i++) single[i % SHIFTS]! += stretches[i]!
  const one = Math.max(...single)
  let any = one
  let far = { score: Number.NEGATIVE_INFINITY, apart: 0 }
  let claimed = Number.NEGATIVE_INFINITY
  for (let a = 0; a < SHIFTS; a++) {
    for (let b = a + 1; b < SHIFTS; b++) {
      let score = 0
      for (let row = 0; row < stretches.length; row += SHIFTS)
        score += Math.max(stretches[row + a]!, stretches[row + b]!)
      const apart = Math.min(b - a, SHIFTS - b + a)
      any = Math.max(any, score)
      if (apart < 5) continue
      if (score > far.score) far = { score, apart }
      if (Math.abs(a - 12) <= 2 || Math.abs(b - 12) <= 2) claimed = Math.max(claimed, score)
    }
  }
  return {
    gain: (any - one) / count,
    farGain: (far.score - one) / count,
    apartHours: far.apart,
    claimedGain: (claimed - one) / count,
  }
}

/** Gain per event when odd and even weeks may keep different clocks; what two people who take turns look like. */
export function turnsGain(halfHours: ArrayLike<number>, claimed: number, scores: Float64Array): number {
  const even = new Float64Array(SHIFTS)
  const odd = new Float64Array(SHIFTS)
  for (let i = 0; i < halfHours.length; i++) {
    const half = modulo(weekOf(halfHours[i] as number, claimed), 2) === 0 ? even : odd
    for (let shift = 0; shift < SHIFTS; shift++) half[shift]! += scores[i * SHIFTS + shift]!
  }
  const together = even.map((score, shift) => score + odd[shift]!)
  return (Math.max(...even) + Math.max(...odd) - Math.max(...together)) / Math.max(1, halfHours.length)
}

/** Gain per event of a mixture in which every event may come from either clock; shifts two hours apart, three shares. */
export function mixtureGain(scores: Float64Array): { gain: number; apartHours: number; minorShare: number } {
  const events = scores.length / SHIFTS
  if (events === 0) return { gain: 0, apartHours: 0, minorShare: 0 }
  const likelihood = scores.map(Math.exp)
  let one = Number.NEGATIVE_INFINITY
  let best = { score: Number.NEGATIVE_INFINITY, apart: 0, share: 0 }
  for (let a = 0; a < SHIFTS; a += 2) {
    let alone = 0
    for (let row = a; row < scores.length; row += SHIFTS) alone += scores[row]!
    one = Math.max(one, alone)
    for (let b = 0; b < SHIFTS; b += 2) {
      const apart = Math.min(Math.abs(b - a), SHIFTS - Math.abs(b - a))
      if (apart < 4) continue
      for (const share of [0.2, 0.35, 0.5]) {
        if (share === 0.5 && b < a) continue
        const score = mixed(likelihood, a, b, share)
        if (score > best.score) best = { score, apart, share }
      }
    }
  }
  return { gain: (best.score - one) / events, apartHours: best.apart, minorShare: best.share }
}

/** Log of a product of many small numbers; the logarithm is taken every eight factors. */
function mixed(likelihood: Float64Array, a: number, b: number, share: number): number {
  let log = 0
  let product = 1
  for (let row = 0, i = 0; row < likelihood.length; row += SHIFTS, i++) {
    product *= (1 - share) * likelihood[row + a]! + share * likelihood[row + b]!
    if ((i & 7) === 7) {
      log += Math.log(product)
      product = 1
    }
  }
  return log + Math.log(product)
}
