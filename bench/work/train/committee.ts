import { seededRandom } from '../../../src/core/random.ts'
import { forward, packNet, pack, softmax, type Net } from '../../../src/measure/rhythm/net.ts'
import type { CommitteeFile } from '../../../src/measure/rhythm/committee.ts'
import type { Activity } from '../people.ts'
import { scalingOf, trainClassifier, type Sample, type Scaling } from './sharing.ts'

export interface Recipe {
  readonly outputs: number
  readonly hidden: number
  readonly epochs: number
  readonly decay: number
  readonly nets: number
  readonly samples: number
  readonly make: (people: readonly Activity[], count: number, seed: number) => Sample[]
}

/**
 * Trains several scorers whose mean is shipped. How sure they may be is learned on people none of them has seen:
 * trained on two thirds of the people, judged on the rest, three times.
 */
export function trainCommittee(
  people: readonly Activity[],
  recipe: Recipe,
): { file: CommitteeFile; report: Record<string, number> } {
  const samples = recipe.make(people, recipe.samples, 11)
  const scaling = scalingOf(samples, (samples[0] as Sample).features.length)
  const nets = several(samples, scaling, recipe)
  const unseen = [0, 1, 2].flatMap((fold) => {
    const others = people.filter(({ person }) => foldOf(person) !== fold)
    const seen = recipe.make(others, Math.round(recipe.samples / 2), 21 + fold)
    const scaled = scalingOf(seen, scaling.mean.length)
    const judges = several(seen, scaled, recipe)
    const test = recipe.make(
      people.filter(({ person }) => foldOf(person) === fold),
      Math.round(recipe.samples / 6),
      31 + fold,
    )
    return test.map((sample) => ({ scores: judge(judges, scaled, sample.features), class: sample.class }))
  })
  const temperature = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2].reduce(
    (best, t) => (loss(unseen, t) < loss(unseen, best) ? t : best),
    1,
  )
  const right = unseen.filter(({ scores, class: truth }) => scores.indexOf(Math.max(...scores)) === truth).length
  return {
    file: { mean: pack(scaling.mean), scale: pack(scaling.scale), temperature, nets: nets.map(packNet) },
    report: {
      unseenSamples: unseen.length,
      unseenLoss: loss(unseen, temperature),
      unseenAccuracy: right / unseen.length,
      temperature,
    },
  }
}

/** Three parts of the people by the hash they are named with. */
export function foldOf(person: string): number {
  let sum = 0
  for (const letter of person) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return sum % 3
}

function several(samples: readonly Sample[], scaling: Scaling, recipe: Recipe): Net[] {
  return Array.from({ length: recipe.nets }, (_, index) =>
    trainClassifier(
      samples,
      scaling,
      recipe.outputs,
      recipe.hidden,
      recipe.epochs,
      recipe.decay,
      seededRandom(100 + index),
    ),
  )
}

function judge(nets: readonly Net[], scaling: Scaling, features: Float32Array): Float64Array {
  const input = features.map((value, i) => (value - scaling.mean[i]!) * scaling.scale[i]!)
  const out = new Float64Array((nets[0] as Net).outputs)
  const sum = new Float64Array(out.length)
  for (const net of nets) {
    forward(net, input, 0, out)
    out.forEach((value, i) => (sum[i]! += value / nets.length))
  }
  return sum
}

function loss(unseen: readonly { scores: Float64Array; class: number }[], temperature: number): number {
  let total = 0
  for (const { scores, class: truth } of unseen)
    total -= Math.log(Math.max(1e-9, softmax(scores.map((score) => score * temperature))[truth]!))
  return total / unseen.length
}
