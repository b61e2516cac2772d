import { clockFace, emptiest, entropy, harmonic, quietArc } from './clock-face.ts'
import { circularDistance } from './earth-mover.ts'
import { around, HALF_HOURS_PER_DAY, weekBin } from './half-hours.ts'
import { SHIFTS, shiftScores, type Template } from './two-clocks.ts'

/** Number of values `handoverFeatures` returns. */
export const HANDOVER_FEATURES = 27

/**
 * What the hand-over scorer sees: how far two stretches of one account's activity are apart, beside how much each
 * wanders by itself. Symmetric in time as far as the clock goes; volume is not among them.
 *
 * @param before, after ascending half hours since 1970
 * @param claimed claimed offset in half hours
 */
export function handoverFeatures(
  before: Int32Array,
  after: Int32Array,
  claimed: number,
  template: Template,
): Float32Array {
  const faceB = clockFace(before, claimed)
  const faceA = clockFace(after, claimed)
  const distance = circularDistance(faceB, faceA)
  const within = Math.max(wander(before, claimed), wander(after, claimed))
  const firstB = harmonic(faceB, 1)
  const firstA = harmonic(faceA, 1)
  const quietB = quietArc(faceB, 0.05)
  const quietA = quietArc(faceA, 0.05)
  const scoreB = shiftTotals(before, claimed, template)
  const scoreA = shiftTotals(after, claimed, template)
  const together = scoreB.map((score, shift) => score + scoreA[shift]!)
  const events = Math.max(1, before.length + after.length)
  return Float32Array.from([
    distance / 3,
    (distance - within) / 3,
    within / 3,
    Math.log((distance + 0.3) / (within + 0.3)),
    circularDistance(workDays(before, claimed), workDays(after, claimed)) / 3,
    Math.abs(around(firstB.phaseHour - firstA.phaseHour, 24)) / 3,
    (Math.abs(around(firstB.phaseHour - firstA.phaseHour, 24)) * Math.min(firstB.length, firstA.length)) / 3,
    Math.min(firstB.length, firstA.length) * 2,
    Math.abs(around(quietB.middleHour - quietA.middleHour, 24)) / 3,
    (quietB.hours + quietA.hours) / 16,
    overlap(faceB, faceA) * 2,
    overlap(faceB, faceA, 8) * 2,
    ((Math.max(...scoreB) + Math.max(...scoreA) - Math.max(...together)) / events) * 10,
    expectedShift(scoreB, scoreA, 0.15) / 3,
    expectedShift(scoreB, scoreA, 0.4) / 3,
    farMass(scoreB, scoreA, 0.15) * 3,
    farMass(scoreB, scoreA, 0.4) * 3,
    ...[12, 16, 20, 0, 4, 8].map(
      (shift) => Math.abs(scoreB[shift]! / Math.max(1, before.length) - scoreA[shift]! / Math.max(1, after.length)) * 4,
    ),
    Math.max(emptiest(faceB, 6).share, emptiest(faceA, 6).share) * 8,
    Math.max(entropy(faceB), entropy(faceA)) * 4,
    Math.abs(weekendShare(before, claimed) - weekendShare(after, claimed)) * 3,
    emptiest(
      faceB.map((count, bin) => count / Math.max(1, before.length) + faceA[bin]! / Math.max(1, after.length)),
      6,
    ).share * 8,
  ])
}

/** Distance between the halves of one stretch, events taken in turn by day: what chance and habit alone give. */
function wander(halfHours: Int32Array, claimed: number): number {
  const middle = halfHours.length >> 1
  return circularDistance(
    clockFace(halfHours.subarray(0, middle), claimed),
    clockFace(halfHours.subarray(middle), claimed),
  )
}

function workDays(halfHours: Int32Array, claimed: number): Float64Array {
  return clockFace(
    halfHours.filter((half) => weekBin(half, claimed) < 5 * HALF_HOURS_PER_DAY),
    claimed,
  )
}

function weekendShare(halfHours: Int32Array, claimed: number): number {
  return (
    halfHours.filter((half) => weekBin(half, claimed) >= 5 * HALF_HOURS_PER_DAY).length / Math.max(1, halfHours.length)
  )
}

/** Shared mass of two faces smoothed over `width` half hours: 1 when equal. */
function overlap(a: Float64Array, b: Float64Array, width = 4): number {
  const smoothA = moving(a, width)
  const smoothB = moving(b, width)
  return smoothA.reduce((sum, value, bin) => sum + Math.min(value, smoothB[bin]!), 0)
}

function moving(face: Float64Array, width: number): Float64Array {
  const total = Math.max(
    1,
    face.reduce((sum, value) => sum + value, 0),
  )
  return face.map((_, bin) => {
    let sum = 0
    for (let i = 0; i < width; i++) sum += face[(bin + i) % face.length]!
    return sum / total / width
  })
}

function shiftTotals(halfHours: Int32Array, claimed: number, template: Template): Float64Array {
  const total = new Float64Array(SHIFTS)
  shiftScores(halfHours, claimed, template).forEach((score, i) => (total[i % SHIFTS]! += score))
  return total
}

function soft(scores: Float64Array, temper: number): Float64Array {
  const top = Math.max(...scores)
  const raised = scores.map((score) => Math.exp((score - top) * temper))
  const total = raised.reduce((sum, value) => sum + value, 0)
  return raised.map((value) => value / total)
}

function expectedShift(a: Float64Array, b: Float64Array, temper: number): number {
  return overShifts(a, b, temper, (hours) => hours)
}

function farMass(a: Float64Array, b: Float64Array, temper: number): number {
  return overShifts(a, b, temper, (hours) => (hours >= 5 ? 1 : 0))
}

function overShifts(a: Float64Array, b: Float64Array, temper: number, worth: (hours: number) => number): number {
  const p = soft(a, temper)
  const q = soft(b, temper)
  let sum = 0
  for (let i = 0; i < SHIFTS; i++)
    for (let j = 0; j < SHIFTS; j++) sum += p[i]! * q[j]! * worth(Math.abs(around(i - j, SHIFTS)))
  return sum
}
