import { clockFace, emptiest, harmonic } from '../../src/measure/rhythm/clock-face.ts'
import { around } from '../../src/measure/rhythm/half-hours.ts'

/** The rules of thumb we are compared with: each guesses a zone from one number of the day in UTC. */
export interface FolkRule {
  readonly name: string
  /** Guessed offset in minutes. */
  readonly zone: (halfHours: Int32Array) => number
  /** Larger: more like two people. */
  readonly shared: (halfHours: Int32Array) => number
}

/** The seven quietest hours are the night, and a night's middle is at 03:30. */
export const quietCentre: FolkRule = {
  name: 'quiet_centre',
  zone: (halfHours) => fromHours(3.5 - (emptiest(clockFace(halfHours), 7).fromHour + 3.5)),
  shared: (halfHours) => emptiest(clockFace(halfHours), 7).share,
}

/** The circular mean of activity is at 14:30. */
export const circularMean: FolkRule = {
  name: 'circular_mean',
  zone: (halfHours) => fromHours(14.5 - harmonic(clockFace(halfHours), 1).phaseHour),
  shared: (halfHours) => 1 - harmonic(clockFace(halfHours), 1).length,
}

function fromHours(hours: number): number {
  return Math.round(around(hours, 24) * 2) * 30
}
