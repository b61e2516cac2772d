import { pick, type Random } from '../../../src/core/random.ts'
import { activeHalfHours, HALF_HOURS_PER_WEEK, weekBin } from '../../../src/measure/rhythm/half-hours.ts'
import { forward, softmax, type Net } from '../../../src/measure/rhythm/net.ts'
import { SHARING_FEATURES, sharingFeatures } from '../../../src/measure/rhythm/sharing-features.ts'
import type { Template } from '../../../src/measure/rhythm/two-clocks.ts'
import type { Activity } from '../people.ts'
import { merged, thin, window, type Window } from '../simulate.ts'
import { freshNet, Learner } from './learn.ts'

/** 0 one person (or two in one zone: the clock cannot see that), 1 two shifts every day, 2 turns by the week. */
export type SharingClass = 0 | 1 | 2

export interface Sample {
  readonly features: Float32Array
  readonly class: SharingClass
}

/** Log probability of activity by local half hour of the week over all people, each counting once, smoothed. */
export function trainTemplate(people: readonly Activity[]): Template {
  const template = new Float64Array(HALF_HOURS_PER_WEEK)
  for (const person of people) {
    const own = new Float64Array(HALF_HOURS_PER_WEEK)
    let previous = -1
    person.epoch.forEach((second, index) => {
      const half = Math.floor(second / 1800)
      if (half !== previous) own[weekBin(half, Math.round((person.offset[index] as number) / 30))]! += 1
      previous = half
    })
    const total = own.reduce((sum, count) => sum + count, 0)
    own.forEach((count, bin) => (template[bin]! += count / total / people.length))
  }
  return smoothed(template).map((share) => Math.log(0.9 * share + 0.1 / HALF_HOURS_PER_WEEK))
}

function smoothed(values: Float64Array): Float64Array {
  return values.map((_, bin) => {
    let sum = 0
    for (let away = -2; away <= 2; away++)
      sum += values[(bin + away + values.length) % values.length]! * (3 - Math.abs(away))
    return sum / 9
  })
}

/** Simulated accounts of the protocol: half honest, the rest shared in one of the ways. */
export function sharingSamples(
  people: readonly Activity[],
  template: Template,
  count: number,
  random: Random,
): Sample[] {
  const out: Sample[] = []
  while (out.length < count) {
    const days = random.next() < 0.72 ? 180 : 28
    const n = days === 180 ? Math.round(40 * 2 ** (random.next() * 2.5)) : Math.round(45 + random.next() * 50)
    const made = one(people, days, n, random)
    if (made === null) continue
    out.push({
      features: sharingFeatures(activeHalfHours(made.moments), Math.round(made.offset / 30), template),
      class: made.class,
    })
  }
  return out
}

function one(
  people: readonly Activity[],
  days: number,
  n: number,
  random: Random,
): { moments: number[]; offset: number; class: SharingClass } | null {
  const draw = random.next()
  const a = window(pick(random, people), days, draw < 0.45 ? n : Math.round(n * 0.5), random)
  if (a === null) return null
  if (draw < 0.45) return honest(thin(a.moments, n, random), a, days, random)
  const b = window(pick(random, people), days, Math.round(n * 0.3), random)
  if (b === null || b.person === a.person) return null
  const same = draw < 0.57
  const kind = draw < 0.78 ? 'shift' : draw < 0.81 ? 'minor' : 'alt'
  const away = same ? (random.next() - 0.5) * 4 : (5 + 7 * random.next()) * (random.next() < 0.5 ? -1 : 1)
  // The second clock is put `away` hours from the first, in half hours, wherever the person really lives.
  const turn = b.offset * 60 - a.offset * 60 - Math.round(away * 2) * 1800
  const moments = merged(a, b, days, same && random.next() < 0.4 ? 'alt' : same ? 'shift' : kind, n, turn, random)
  return moments === null ? null : { moments, offset: a.offset, class: same ? 0 : kind === 'alt' ? 2 : 1 }
}

/**
 * One person; some travel for a while or claim a wrong zone. Both look like a second clock and are the largest source
 * of false alarms in other companies' data, so the scorer must have met them as honest.
 */
function honest(
  moments: number[],
  from: Window,
  days: number,
  random: Random,
): { moments: number[]; offset: number; class: SharingClass } {
  const draw = random.next()
  const away = Math.round((4 + 16 * random.next()) * (random.next() < 0.5 ? -1 : 1))
  if (draw < 0.03) return { moments, offset: from.offset + away * 30, class: 0 }
  if (draw > 0.13) return { moments, offset: from.offset, class: 0 }
  const length = Math.min(days * 0.5, 4 + 50 * random.next()) * 86_400
  const start = from.from + random.next() * (days * 86_400 - length)
  const inside = (moment: number): boolean => moment >= start && moment < start + length
  return {
    moments: moments.map((moment) => (inside(moment) ? moment - away * 1800 : moment)).sort((x, y) => x - y),
    offset: from.offset,
    class: 0,
  }
}

export interface Scaling {
  readonly mean: Float32Array
  readonly scale: Float32Array
}

export function scalingOf(samples: readonly Sample[], length = SHARING_FEATURES): Scaling {
  const mean = new Float32Array(length)
  const scale = new Float32Array(length)
  for (const { features } of samples) features.forEach((value, i) => (mean[i]! += value / samples.length))
  for (const { features } of samples)
    features.forEach((value, i) => (scale[i]! += (value - mean[i]!) ** 2 / samples.length))
  return { mean, scale: scale.map((variance) => 1 / Math.sqrt(variance + 1e-4)) }
}

/** Cross entropy over the classes; the inputs are scaled first. */
export function trainClassifier(
  samples: readonly Sample[],
  scaling: Scaling,
  outputs: number,
  hidden: number,
  epochs: number,
  decay: number,
  random: Random,
): Net {
  const inputs = scaling.mean.length
  const net = freshNet(inputs, hidden, outputs, random)
  const learner = new Learner(net)
  const scaled = samples.map(({ features }) =>
    features.map((value, i) => (value - scaling.mean[i]!) * scaling.scale[i]!),
  )
  const batch = 32
  const steps = Math.floor((epochs * samples.length) / batch)
  const scores = new Float64Array(outputs)
  for (let step = 0; step < steps; step++) {
    for (let item = 0; item < batch; item++) {
      const at = Math.floor(random.next() * samples.length)
      const input = scaled[at] as Float32Array
      forward(net, input, 0, scores)
      softmax(scores)
      scores[(samples[at] as Sample).class]! -= 1
      learner.backward(
        input,
        0,
        scores.map((slope) => slope / batch),
      )
    }
    learner.step({ rate: 0.003 * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-5, decay })
  }
  return net
}
