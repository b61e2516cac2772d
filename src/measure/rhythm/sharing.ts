import { clockFace, emptiest, quietArc, relativeAmplitude } from './clock-face.ts'
import { classProbabilities } from './committee.ts'
import { sharingCommittee, workingWeek } from './model.ts'
import { sharingFeatures } from './sharing-features.ts'
import { weeks } from './two-clocks.ts'
import { weekPhases } from './weeks.ts'

/** Below this many active half hours two clocks cannot be told from one. */
export const SHARING_MINIMUM = 40

export interface Sharing {
  /** 10·log10 odds of two people working at different times every day against one person. */
  readonly twoShiftDecibans: number
  /** 10·log10 odds of two people taking turns by the week against one person. */
  readonly turnsDecibans: number
  /** Share of such accounts that are shared, were half of all accounts shared: to compare, not to believe. */
  readonly evenOdds: number
  /** Share of the activity in the emptiest six hours of the day. */
  readonly emptiestSixHours: number
  /** Longest stretch of the day with at most 5 % of the activity, hours. */
  readonly quietArcHours: number
  /** (M10 − L5) / (M10 + L5), 0 to 1. */
  readonly relativeAmplitude: number
  /** Mean jump of the middle of activity from week to week, hours. */
  readonly weekJumpHours: number
}

/**
 * One clock behind the account, or two? People who share an account in one zone leave one clock: that is invisible here
 * (measured: AUC about 0.6), and whoever shows this must say so.
 *
 * @param halfHours     ascending active half hours since 1970, of at least four weeks
 * @param claimedOffset minutes from UTC
 * @returns null below `SHARING_MINIMUM` half hours
 */
export function sharing(halfHours: Int32Array, claimedOffset: number): Sharing | null {
  if (halfHours.length < SHARING_MINIMUM) return null
  const claimed = Math.round(claimedOffset / 30)
  const [one, shifts, turns] = classProbabilities(
    sharingCommittee,
    sharingFeatures(halfHours, claimed, workingWeek),
  ) as unknown as [number, number, number]
  const face = clockFace(halfHours, claimed)
  return {
    twoShiftDecibans: decibans(shifts, one),
    turnsDecibans: decibans(turns, one),
    evenOdds: 1 - one,
    emptiestSixHours: emptiest(face, 6).share,
    quietArcHours: quietArc(face, 0.05).hours,
    relativeAmplitude: relativeAmplitude(face),
    weekJumpHours: weekPhases(halfHours, weeks(halfHours, claimed)).jumpHours,
  }
}

function decibans(favour: number, against: number): number {
  return 10 * Math.log10((favour + 1e-6) / (against + 1e-6))
}
