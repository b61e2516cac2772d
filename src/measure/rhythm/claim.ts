import { clockDistance, offsets } from './offsets.ts'
import { softmax } from './net.ts'
import { massNear, zoneScores, ZONE_MINIMUM } from './zone.ts'

export interface ClaimTest {
  /** 10·log10 of the odds, far from the claim (≥ 5 h) against near it (≤ 2 h), every offset being equally likely before. */
  readonly againstDecibans: number
  /** Probability within two hours of the claim, every offset being equally likely before. */
  readonly nearClaim: number
  /** Hours between the claim and the best-fitting clock. */
  readonly hoursFromBest: number
}

/** Keeps the odds finite: no clock is surer than one in a hundred million. */
const FLOOR = 1e-8

/**
 * Does the clock contradict the place somebody says to work from? Only contradictions of five hours and more are
 * measured: three or four hours are a night owl (research: found one time in three at best).
 *
 * @param halfHours     ascending active half hours since 1970
 * @param claimedOffset minutes from UTC; where DST is kept, the one most of the activity fell under
 * @returns null below `ZONE_MINIMUM` half hours
 */
export function claimTest(halfHours: ArrayLike<number>, claimedOffset: number): ClaimTest | null {
  if (halfHours.length < ZONE_MINIMUM) return null
  const probability = softmax(zoneScores(halfHours))
  const near = massNear(probability, claimedOffset, 2)
  let far = 0
  let best = 0
  for (let index = 0; index < offsets.length; index++) {
    if (clockDistance(offsets[index] as number, claimedOffset) >= 5) far += probability[index]!
    if (probability[index]! > probability[best]!) best = index
  }
  return {
    againstDecibans: 10 * Math.log10((far + FLOOR) / (near + FLOOR)),
    nearClaim: Math.min(1, near),
    hoursFromBest: clockDistance(offsets[best] as number, claimedOffset),
  }
}
