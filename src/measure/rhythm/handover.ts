import { clockFace } from './clock-face.ts'
import { classProbabilities } from './committee.ts'
import { circularDistance } from './earth-mover.ts'
import { handoverFeatures } from './handover-features.ts'
import { weekOf, HALF_HOURS_PER_WEEK } from './half-hours.ts'
import { handoverCommittee, workingWeek } from './model.ts'

/** Active half hours needed on each side. */
export const HANDOVER_MINIMUM = 30

export interface Handover {
  /** 10·log10 odds of somebody five or more hours away having taken over, against the same person. */
  readonly decibans: number
  /** Share of such accounts that changed hands, were half of them: to compare, not to believe. */
  readonly evenOdds: number
  /** Circular earth-mover distance between the days before and after, hours. Honest people: 95 of 100 below 2.5. */
  readonly distanceHours: number
}

/**
 * Did the clock behind the account change between two stretches of activity?
 *
 * @param before, after  ascending active half hours since 1970
 * @param claimedOffset  minutes from UTC
 * @returns null with fewer than `HANDOVER_MINIMUM` on a side
 */
export function handover(before: Int32Array, after: Int32Array, claimedOffset: number): Handover | null {
  if (before.length < HANDOVER_MINIMUM || after.length < HANDOVER_MINIMUM) return null
  const claimed = Math.round(claimedOffset / 30)
  const [same, changed] = classProbabilities(
    handoverCommittee,
    handoverFeatures(before, after, claimed, workingWeek),
  ) as unknown as [number, number]
  return {
    decibans: 10 * Math.log10((changed + 1e-6) / (same + 1e-6)),
    evenOdds: changed,
    distanceHours: circularDistance(clockFace(before, claimed), clockFace(after, claimed)),
  }
}

export interface ChangePoint extends Handover {
  /** Beginning of the week in which the new rhythm begins, half hours since 1970 in UTC. */
  readonly atHalfHour: number
}

/**
 * The Monday at which before and after differ most. Every week with enough activity on both sides is tried; the
 * distance is weighed by √(n₁·n₂/n), as for any change in location, so that the edges do not win by chance.
 *
 * @returns null when no week has `HANDOVER_MINIMUM` on both sides
 */
export function changePoint(halfHours: Int32Array, claimedOffset: number): ChangePoint | null {
  const claimed = Math.round(claimedOffset / 30)
  let best = { at: -1, score: 0 }
  for (let at = HANDOVER_MINIMUM; at <= halfHours.length - HANDOVER_MINIMUM; at++) {
    if (weekOf(halfHours[at]!, claimed) === weekOf(halfHours[at - 1]!, claimed)) continue
    const before = halfHours.subarray(0, at)
    const after = halfHours.subarray(at)
    const size = Math.sqrt((before.length * after.length) / halfHours.length)
    const score = circularDistance(clockFace(before, claimed), clockFace(after, claimed)) * size
    if (score > best.score) best = { at, score }
  }
  if (best.at < 0) return null
  const found = handover(halfHours.subarray(0, best.at), halfHours.subarray(best.at), claimedOffset)
  const monday = weekOf(halfHours[best.at]!, claimed) * HALF_HOURS_PER_WEEK - 3 * 48 - claimed
  return found === null ? null : { ...found, atHalfHour: monday }
}
