import { HALF_HOURS_PER_DAY, HALF_HOURS_PER_WEEK, modulo, weekBin } from './half-hours.ts'

/** A pause of five hours ends a stretch of work: what follows is taken as the start of a day. */
const PAUSE = 10

/**
 * What a person's activity looks like on a ring of the 336 half hours of a week in UTC. Turning the ring by an offset
 * shows the same week in another clock, which is what makes the zone posterior shift-equivariant.
 */
export interface Tape {
  /** Active half hours, as a share of all. */
  readonly active: Float32Array
  /** First half hours after a pause of five hours, as a share of all such. */
  readonly starts: Float32Array
  /** Last half hours before such a pause. */
  readonly ends: Float32Array
  readonly halfHours: number
}

/** @param halfHours ascending half hours since 1970 */
export function tape(halfHours: ArrayLike<number>): Tape {
  const active = new Float32Array(HALF_HOURS_PER_WEEK)
  const starts = new Float32Array(HALF_HOURS_PER_WEEK)
  const ends = new Float32Array(HALF_HOURS_PER_WEEK)
  const last = halfHours.length - 1
  for (let i = 0; i <= last; i++) {
    const here = halfHours[i] as number
    const bin = weekBin(here)
    active[bin]! += 1
    if (i === 0 || here - (halfHours[i - 1] as number) > PAUSE) starts[bin]! += 1
    if (i === last || (halfHours[i + 1] as number) - here > PAUSE) ends[bin]! += 1
  }
  return { active: smoothShare(active), starts: smoothShare(starts), ends: smoothShare(ends), halfHours: last + 1 }
}

/** Square root of the counts, so that one busy hour does not speak for the week; spread to the neighbours; sum 1. */
function smoothShare(counts: Float32Array): Float32Array {
  const out = new Float32Array(HALF_HOURS_PER_WEEK)
  let total = 0
  for (let bin = 0; bin < HALF_HOURS_PER_WEEK; bin++) {
    const weight = Math.sqrt(counts[bin]!)
    if (weight === 0) continue
    total += weight
    out[bin]! += weight * 0.5
    out[(bin + 1) % HALF_HOURS_PER_WEEK]! += weight * 0.25
    out[(bin + HALF_HOURS_PER_WEEK - 1) % HALF_HOURS_PER_WEEK]! += weight * 0.25
  }
  if (total > 0) for (let bin = 0; bin < HALF_HOURS_PER_WEEK; bin++) out[bin]! /= total
  return out
}

/** Monday to Thursday, Friday, Saturday, Sunday: the days whose rhythms differ. */
const DAY_TYPE = [0, 0, 0, 0, 1, 2, 3] as const
/** Starts and ends of days are few, so they are told apart only by working day or weekend. */
const EDGE_TYPE = [0, 0, 0, 0, 0, 1, 1] as const

/** Inputs of the scorer: 4 day types × 48 half hours, then starts and ends, 2 day types × 24 hours each. */
export const VIEW_LENGTH = 4 * 48 + 2 * 2 * 24

/**
 * The tape seen at an offset, as the scorer's input. Values are shares times 48, so that they are of order one.
 *
 * @param shift offset in half hours
 * @param out   filled from `at`; VIEW_LENGTH values
 */
export function view(of: Tape, shift: number, out: Float32Array, at = 0): void {
  out.fill(0, at, at + VIEW_LENGTH)
  for (let bin = 0; bin < HALF_HOURS_PER_WEEK; bin++) {
    const active = of.active[bin]!
    const start = of.starts[bin]!
    const end = of.ends[bin]!
    if (active === 0 && start === 0 && end === 0) continue
    const local = modulo(bin + shift, HALF_HOURS_PER_WEEK)
    const day = Math.floor(local / HALF_HOURS_PER_DAY)
    const half = local % HALF_HOURS_PER_DAY
    const edge = at + 192 + EDGE_TYPE[day]! * 24 + (half >> 1)
    out[at + DAY_TYPE[day]! * 48 + half]! += active * 48
    out[edge]! += start * 24
    out[edge + 48]! += end * 24
  }
}
