import { zoneNets } from './model.ts'
import { forward, softmax } from './net.ts'
import { clockDistance, offsets } from './offsets.ts'
import { tape, view, VIEW_LENGTH } from './tape.ts'

/** Below this the posterior is as good as a guess, and nothing is said. */
export const ZONE_MINIMUM = 30

/**
 * How many people live at an offset, roughly (whole hours and the known half hours; both sides of DST). Nobody lives in
 * the middle of an ocean: without this one in ten working days reads as the Azores. It shapes only the zone that is
 * shown; the claim test does not use it, so that a claim of a small place is not held against anybody.
 */
const PEOPLE: Readonly<Record<number, number>> = {
  [-720]: 0.2,
  [-660]: 0.2,
  [-600]: 0.3,
  [-540]: 0.3,
  [-480]: 1.5,
  [-420]: 2.5,
  [-360]: 2,
  [-300]: 3,
  [-240]: 3,
  [-210]: 0.3,
  [-180]: 1.5,
  [-150]: 0.2,
  [-120]: 0.3,
  [-60]: 0.3,
  0: 2,
  60: 3,
  120: 4,
  180: 3,
  210: 1,
  240: 1,
  270: 0.3,
  300: 1.2,
  330: 3,
  360: 0.7,
  390: 0.2,
  420: 1.5,
  480: 4,
  540: 2.5,
  570: 0.4,
  600: 1,
  630: 0.4,
  660: 0.5,
  720: 0.6,
  780: 0.5,
  840: 0.05,
}
const PRIOR_WEIGHT = 0.6
const logPeople = offsets.map((minutes) => Math.log(PEOPLE[minutes] ?? 0.1))

export interface ZonePosterior {
  /** Probability of each of the 53 offsets (`offsets`), sums to 1. */
  readonly probability: Float64Array
  /** Middle of the two hours that hold the most probability, minutes from UTC. */
  readonly bestOffset: number
  /** Probability that the true offset is within an hour of it. */
  readonly withinHour: number
  /** Shannon entropy in bits: 0 certain, 5.7 no idea. */
  readonly bits: number
}

/** Which clock the week looks right in: mean score of the scorers at every offset, before any prior. */
export function zoneScores(halfHours: ArrayLike<number>): Float64Array {
  const seen = tape(halfHours)
  const input = new Float32Array(VIEW_LENGTH)
  const score = new Float64Array(1)
  const scores = new Float64Array(offsets.length)
  offsets.forEach((minutes, index) => {
    view(seen, minutes / 30, input)
    for (const net of zoneNets) {
      forward(net, input, 0, score)
      scores[index]! += score[0]! / zoneNets.length
    }
  })
  return scores
}

/**
 * Posterior over the offset a person's activity follows, from UTC moments alone.
 *
 * @param halfHours ascending active half hours since 1970
 * @returns null below `ZONE_MINIMUM` half hours
 */
export function zonePosterior(halfHours: ArrayLike<number>): ZonePosterior | null {
  if (halfHours.length < ZONE_MINIMUM) return null
  const confidence = confidenceAt(halfHours.length)
  const probability = softmax(
    zoneScores(halfHours).map((score, index) => confidence * score + PRIOR_WEIGHT * logPeople[index]!),
  )
  let best = { index: 0, mass: 0 }
  for (let index = 0; index < offsets.length; index++) {
    const mass = massNear(probability, offsets[index] as number, 1)
    if (mass > best.mass) best = { index, mass }
  }
  const bits = probability.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0)
  return { probability, bestOffset: offsets[best.index] as number, withinHour: Math.min(1, best.mass), bits }
}

/** How sharply the scores may be read: fitted on repositories the scorer had not seen (bench/work/TRAINING.md). */
function confidenceAt(halfHours: number): number {
  return Math.min(1.5, Math.max(0.92, 0.95 + 0.32 * Math.log(halfHours / 60)))
}

/** Probability within `hours` of an offset, clocks going round. */
export function massNear(probability: Float64Array, minutes: number, hours: number): number {
  let mass = 0
  for (let index = 0; index < offsets.length; index++) {
    if (clockDistance(offsets[index] as number, minutes) <= hours) mass += probability[index]!
  }
  return mass
}
