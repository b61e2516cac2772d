import { clockFace } from './clock-face.ts'
import { modulo } from './half-hours.ts'
import type { ZoneClock } from './zone-clock.ts'

export interface DstAdherence {
  /** Clock changes of the claimed zone with enough activity in the six weeks on both sides. */
  readonly changes: number
  /** Mean move of the activity in UTC in the direction the claimed clock moved, in hours: 1 keeps it, 0 ignores it. */
  readonly followedHours: number
  /** 10·log10 odds of ignoring the changes against keeping them, from the moves and their usual scatter. */
  readonly ignoredDecibans: number
}

const WEEKS = 6
const AROUND = WEEKS * 336
const MINIMUM = 25
/** Scatter of a person's middle of the day between six weeks and the next six, hours (research: EMD of honest halves). */
const SCATTER = 0.9

/**
 * Does the account's day move when the claimed zone's clocks change? Somebody who claims New York and does not move in
 * March lives by another clock. At UTC+8, where nobody changes clocks, this cannot be measured.
 *
 * @returns null when the claimed zone has no change with activity on both sides
 */
export function dstAdherence(halfHours: Int32Array, claimed: ZoneClock): DstAdherence | null {
  const first = halfHours[0]
  const last = halfHours.at(-1)
  if (first === undefined || last === undefined) return null
  const moves: number[] = []
  for (let at = first + AROUND / 2; at < last - AROUND / 2; at += 48) {
    const turn = claimed.offsetAt((at + 24) * 1_800_000) - claimed.offsetAt((at - 24) * 1_800_000)
    if (turn === 0) continue
    const before = halfHours.filter((half) => half < at && half >= at - AROUND)
    const after = halfHours.filter((half) => half >= at && half < at + AROUND)
    if (before.length >= MINIMUM && after.length >= MINIMUM) moves.push(move(before, after) * Math.sign(-turn))
    at += 480
  }
  if (moves.length === 0) return null
  const followed = moves.reduce((sum, hours) => sum + hours, 0) / moves.length
  const variance = SCATTER ** 2 / moves.length
  return {
    changes: moves.length,
    followedHours: followed,
    ignoredDecibans: ((1 - followed) ** 2 - followed ** 2) / (2 * variance) / (Math.LN10 / 10),
  }
}

/** By how many hours the day must be turned to lie best on the one before; quarter of an hour by parabola. */
function move(before: Int32Array, after: Int32Array): number {
  const a = smooth(clockFace(before))
  const b = smooth(clockFace(after))
  const fit = (turn: number): number => a.reduce((sum, value, bin) => sum + value * b[modulo(bin + turn, 48)]!, 0)
  let best = 0
  for (let turn = -6; turn <= 6; turn++) if (fit(turn) > fit(best)) best = turn
  const [left, here, right] = [fit(best - 1), fit(best), fit(best + 1)]
  const bend = left - 2 * here + right
  return (best + (bend === 0 ? 0 : (0.5 * (left - right)) / bend)) / 2
}

function smooth(face: Float64Array): Float64Array {
  return face.map((_, bin) =>
    [-3, -2, -1, 0, 1, 2, 3].reduce((sum, away) => sum + (4 - Math.abs(away)) * face[modulo(bin + away, 48)]!, 0),
  )
}
