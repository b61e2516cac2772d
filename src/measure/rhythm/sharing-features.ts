import { clockFace, emptiest, entropy, harmonic, quietArc, relativeAmplitude } from './clock-face.ts'
import { HALF_HOURS_PER_DAY, weekBin } from './half-hours.ts'
import { lagProfile, pauseProfile } from './lags.ts'
import {
  blocks,
  byStretch,
  mixtureGain,
  shiftScores,
  turnsGain,
  twoClocks,
  weeks,
  type Template,
} from './two-clocks.ts'
import { weekPhases } from './weeks.ts'

/** Number of values `sharingFeatures` returns. */
export const SHARING_FEATURES = 48 + 12 + 5 + 12 + 24

/**
 * What the sharing scorer sees of one account: the day in the claimed clock (working days and weekends, 24 hours each),
 * lags, pauses, statistics of the face that no zone changes, and the gains of two clocks over one. How much somebody
 * does is not among them.
 *
 * @param halfHours ascending half hours since 1970
 * @param claimed   claimed offset in half hours
 */
export function sharingFeatures(halfHours: Int32Array, claimed: number, template: Template): Float32Array {
  const out = new Float32Array(SHARING_FEATURES)
  let at = 0
  const put = (values: Iterable<number>): void => {
    for (const value of values) out[at++] = value
  }
  put(claimedDay(halfHours, claimed))
  put([...lagProfile(halfHours)].map((share) => Math.log(share * 12)))
  put([...pauseProfile(halfHours)].map((share) => Math.log(share * 5)))
  put(faceStatistics(clockFace(halfHours, claimed)))
  put(twoClockStatistics(halfHours, claimed, template))
  return out
}

/** 24 hours of working days, 24 of the weekend: shares of all activity times 24, smoothed over neighbours. */
function claimedDay(halfHours: Int32Array, claimed: number): Float64Array {
  const raw = new Float64Array(48)
  for (const half of halfHours) {
    const local = weekBin(half, claimed)
    raw[(local >= 5 * HALF_HOURS_PER_DAY ? 24 : 0) + ((local % HALF_HOURS_PER_DAY) >> 1)]! += 1
  }
  return raw.map((count, index) => {
    const day = index < 24 ? 0 : 24
    const before = raw[day + ((index - day + 23) % 24)]!
    const after = raw[day + ((index - day + 1) % 24)]!
    return ((0.5 * count + 0.25 * (before + after)) / Math.max(1, halfHours.length)) * 24
  })
}

function faceStatistics(face: Float64Array): number[] {
  const night = emptiest(face, 6)
  return [
    Math.sqrt(emptiest(face, 4).share),
    Math.sqrt(night.share),
    Math.sqrt(emptiest(face, 8).share),
    quietArc(face, 0.02).hours / 8,
    quietArc(face, 0.05).hours / 8,
    quietArc(face, 0.1).hours / 8,
    relativeAmplitude(face),
    entropy(face) * 4,
    ...[1, 2, 3, 4].map((k) => harmonic(face, k).length * 2),
  ]
}

function twoClockStatistics(halfHours: Int32Array, claimed: number, template: Template): number[] {
  const scores = shiftScores(halfHours, claimed, template)
  const byBlock = twoClocks(byStretch(scores, blocks(halfHours)))
  const week = weeks(halfHours, claimed)
  const byWeek = twoClocks(byStretch(scores, week))
  const mixture = mixtureGain(scores)
  const phases = weekPhases(halfHours, week)
  const active = week.length === 0 ? 1 : week[week.length - 1]! + 1
  return [
    byBlock.gain,
    byBlock.farGain,
    byBlock.claimedGain,
    byBlock.apartHours / 6,
    byWeek.gain / 2,
    byWeek.farGain / 2,
    byWeek.claimedGain / 2,
    byWeek.apartHours / 6,
    turnsGain(halfHours, claimed, scores) * 5,
    mixture.gain * 5,
    mixture.apartHours / 6,
    mixture.minorShare * 3,
    phases.jumpHours / 3,
    phases.backHours / 3,
    phases.spreadHours / 3,
    phases.turns * 3,
    Math.log(halfHours.length / 100),
    Math.log(halfHours.length / active / 5),
    ...shiftProfile(scores),
  ]
}

/** Which single clock fits how well: score at six shifts relative to the best, per event. */
function shiftProfile(scores: Float64Array): number[] {
  const total = new Float64Array(24)
  for (let i = 0; i < scores.length; i++) total[i % 24]! += scores[i]!
  const best = Math.max(...total)
  const events = Math.max(1, scores.length / 24)
  return [12, 16, 20, 0, 4, 8].map((shift) => ((total[shift]! - best) / events) * 3)
}
