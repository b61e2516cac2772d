import type { Random } from '../../../src/core/random.ts'
import { activeHalfHours } from '../../../src/measure/rhythm/half-hours.ts'
import { forward, softmax, type Net } from '../../../src/measure/rhythm/net.ts'
import { offsetIndex, offsets } from '../../../src/measure/rhythm/offsets.ts'
import { tape, view, VIEW_LENGTH } from '../../../src/measure/rhythm/tape.ts'
import type { Activity } from '../people.ts'
import { zoneTrial } from '../simulate.ts'
import { freshNet, Learner } from './learn.ts'

export interface ZoneTraining {
  readonly steps: number
  readonly batch: number
  readonly hidden: number
  readonly rate: number
  readonly decay: number
}

/** Trains the shift-equivariant zone scorer: at every offset one score, a soft-max over the 53, cross entropy. */
export function trainZone(people: readonly Activity[], random: Random, training: ZoneTraining): Net {
  const net = freshNet(VIEW_LENGTH, training.hidden, 1, random)
  const learner = new Learner(net)
  const views = new Float32Array(offsets.length * VIEW_LENGTH)
  const scores = new Float64Array(offsets.length)
  const one = new Float64Array(1)
  const slope = [0]
  for (let step = 0; step < training.steps; step++) {
    const rate = training.rate * (0.5 + 0.5 * Math.cos((Math.PI * step) / training.steps)) + 1e-5
    for (let item = 0; item < training.batch;) {
      const person = people[Math.floor(random.next() * people.length)] as Activity
      const trial = zoneTrial(person, Math.round(40 * 2 ** (random.next() * 4)), random)
      if (trial === null) continue
      item++
      const target = softTarget(trial.offset, trial.near)
      viewAll(activeHalfHours(trial.moments), views)
      // Every second offset, on the grid of the true one: half the time, and the soft-max learns the same.
      const grid = offsetIndex(trial.offset) % 2
      scores.fill(Number.NEGATIVE_INFINITY)
      for (let o = grid; o < offsets.length; o += 2) {
        forward(net, views, o * VIEW_LENGTH, one)
        scores[o] = one[0]!
      }
      softmax(scores)
      for (let o = grid; o < offsets.length; o += 2) {
        slope[0] = (scores[o]! - target[o]!) / training.batch
        if (Math.abs(slope[0]) > 1e-6) learner.backward(views, o * VIEW_LENGTH, slope)
      }
    }
    learner.step({ rate, decay: training.decay })
  }
  return net
}

/** Half on the offset the commits carry, the rest where DST had it and on the neighbours: nobody's clock is that exact. */
function softTarget(offset: number, near: ReadonlyMap<number, number>): Float64Array {
  const target = new Float64Array(offsets.length)
  const centre = offsetIndex(offset)
  const add = (index: number, share: number): void => {
    const onGrid = index + ((index - centre) % 2)
    target[Math.min(offsets.length - 1, Math.max(0, onGrid))]! += share
  }
  let total = 0
  for (const count of near.values()) total += count
  for (const [minutes, count] of near) add(offsetIndex(minutes), (0.5 * count) / total)
  for (const [away, share] of [
    [0, 0.3],
    [-2, 0.1],
    [2, 0.1],
  ] as const) {
    if (centre + away >= 0 && centre + away < offsets.length) add(centre + away, share)
    else add(centre, share)
  }
  return target
}

function viewAll(halfHours: Int32Array, views: Float32Array): void {
  const seen = tape(halfHours)
  offsets.forEach((minutes, index) => view(seen, minutes / 30, views, index * VIEW_LENGTH))
}
