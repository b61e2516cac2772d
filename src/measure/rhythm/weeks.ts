import { around, modulo } from './half-hours.ts'
import { clockFace, harmonic } from './clock-face.ts'

/** A week's middle of activity on the 24-hour face, and how sharp it is. */
interface WeekPhase {
  readonly week: number
  readonly phaseHour: number
  readonly sharpness: number
  readonly events: number
}

/**
 * How far the middle of activity jumps from one active week to the next, and whether it jumps back: two people who take
 * turns by the week move it back and forth, a person who travels moves it once or twice.
 *
 * @param halfHours ascending; @param week the week of each, ascending from 0
 */
export function weekPhases(
  halfHours: Int32Array,
  week: Int32Array,
): { jumpHours: number; backHours: number; spreadHours: number; turns: number } {
  const phases = phasesOf(halfHours, week)
  let jump = 0
  let jumpWeight = 0
  let back = 0
  let backWeight = 0
  let turns = 0
  for (let i = 1; i < phases.length; i++) {
    const here = phases[i] as WeekPhase
    const before = phases[i - 1] as WeekPhase
    const weight = Math.min(weightOf(here), weightOf(before))
    const hours = Math.abs(around(here.phaseHour - before.phaseHour, 24))
    jump += weight * hours
    jumpWeight += weight
    if (hours >= 4) turns += 1
    const earlier = phases[i - 2]
    if (earlier === undefined) continue
    const across = Math.min(weight, weightOf(earlier))
    back += across * (hours - Math.abs(around(here.phaseHour - earlier.phaseHour, 24)))
    backWeight += across
  }
  return {
    jumpHours: jumpWeight === 0 ? 0 : jump / jumpWeight,
    backHours: backWeight === 0 ? 0 : back / backWeight,
    spreadHours: spread(phases),
    turns: phases.length < 2 ? 0 : turns / (phases.length - 1),
  }
}

function weightOf(phase: WeekPhase): number {
  return phase.sharpness * Math.sqrt(phase.events)
}

function phasesOf(halfHours: Int32Array, week: Int32Array): WeekPhase[] {
  const out: WeekPhase[] = []
  for (let from = 0; from < halfHours.length;) {
    let to = from
    while (to < halfHours.length && week[to] === week[from]) to++
    const { length, phaseHour } = harmonic(clockFace(halfHours.subarray(from, to)), 1)
    out.push({ week: week[from]!, phaseHour, sharpness: length, events: to - from })
    from = to
  }
  return out
}

/** Circular standard deviation of the weeks' phases in hours, sharp weeks counting more. */
function spread(phases: readonly WeekPhase[]): number {
  let x = 0
  let y = 0
  let total = 0
  for (const phase of phases) {
    const angle = (2 * Math.PI * modulo(phase.phaseHour, 24)) / 24
    const weight = weightOf(phase)
    x += weight * Math.cos(angle)
    y += weight * Math.sin(angle)
    total += weight
  }
  if (total === 0) return 0
  return (24 / (2 * Math.PI)) * Math.sqrt(-2 * Math.log(Math.max(1e-3, Math.hypot(x, y) / total)))
}
