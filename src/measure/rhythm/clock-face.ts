import { dayBin, HALF_HOURS_PER_DAY } from './half-hours.ts'

/** Statistics of a person's day: how the active half hours lie on the 24-hour face. */

/** Counts of active half hours by half hour of the day, 48 bins, in the clock of the offset (half hours). */
export function clockFace(halfHours: ArrayLike<number>, offset = 0): Float64Array {
  const face = new Float64Array(HALF_HOURS_PER_DAY)
  for (let i = 0; i < halfHours.length; i++) face[dayBin(halfHours[i] as number, offset)]! += 1
  return face
}

/** The stretch of `hours` with the least activity: its share of all, and where it begins in hours after midnight. */
export function emptiest(face: Float64Array, hours: number): { share: number; fromHour: number } {
  const { low, at } = extremes(face, Math.round(hours * 2))
  return { share: low, fromHour: at / 2 }
}

/**
 * The longest stretch that holds at most the given share of the activity, in hours, and its middle. A fully empty
 * stretch would be brittle: one job that commits at night would end it.
 */
export function quietArc(face: Float64Array, share: number): { hours: number; middleHour: number } {
  const total = sum(face)
  const size = face.length
  if (total === 0) return { hours: 24, middleHour: 0 }
  let best = { length: 0, from: 0 }
  let inside = 0
  let end = 0
  for (let from = 0; from < size; from++) {
    if (end < from) {
      end = from
      inside = 0
    }
    while (end - from < size && inside + face[end % size]! <= share * total) inside += face[end++ % size]!
    if (end - from > best.length) best = { length: end - from, from }
    if (end > from) inside -= face[from]!
  }
  return { hours: best.length / 2, middleHour: ((best.from + best.length / 2) / 2) % 24 }
}

/**
 * (M10 − L5) / (M10 + L5) of the mean activity in the ten busiest and the five quietest hours in a row: 1 for somebody
 * who sleeps, 0 for a clock without a night.
 *
 * @see Van Someren et al. 1999, relative amplitude
 */
export function relativeAmplitude(face: Float64Array): number {
  const busiest = extremes(face, 20).high / 10
  const quietest = extremes(face, 10).low / 5
  return busiest + quietest === 0 ? 0 : (busiest - quietest) / (busiest + quietest)
}

/** Length and phase (hours) of the k-th circular moment: 1 when all activity falls into one half hour. */
export function harmonic(face: Float64Array, k: number): { length: number; phaseHour: number } {
  let x = 0
  let y = 0
  for (let bin = 0; bin < face.length; bin++) {
    const angle = (2 * Math.PI * k * (bin + 0.5)) / face.length
    x += face[bin]! * Math.cos(angle)
    y += face[bin]! * Math.sin(angle)
  }
  const total = sum(face)
  if (total === 0) return { length: 0, phaseHour: 0 }
  const phase = (Math.atan2(y, x) / (2 * Math.PI * k)) * 24
  return { length: Math.hypot(x, y) / total, phaseHour: (phase + 24 / k) % (24 / k) }
}

/** Shannon entropy of the face by whole hours, over its maximum: 0 one hour only, 1 evenly round the clock. */
export function entropy(face: Float64Array): number {
  const total = sum(face)
  if (total === 0) return 0
  let bits = 0
  for (let hour = 0; hour < 24; hour++) {
    const share = (face[2 * hour]! + face[2 * hour + 1]!) / total
    if (share > 0) bits -= share * Math.log2(share)
  }
  return bits / Math.log2(24)
}

function extremes(face: Float64Array, width: number): { low: number; high: number; at: number } {
  const total = sum(face)
  if (total === 0) return { low: 0, high: 0, at: 0 }
  let inside = 0
  for (let bin = 0; bin < width; bin++) inside += face[bin]!
  let low = inside
  let high = inside
  let at = 0
  for (let from = 1; from < face.length; from++) {
    inside += face[(from + width - 1) % face.length]! - face[from - 1]!
    if (inside < low) {
      low = inside
      at = from
    }
    high = Math.max(high, inside)
  }
  return { low: low / total, high: high / total, at }
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
