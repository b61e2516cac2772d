import type { Metric } from '../harness/bench.ts'
import { bootstrap, equalErrorRate, mean } from '../harness/stats.ts'
import type { Random } from '../../src/core/random.ts'
import { fitLinear, scoreLinear, type Example } from '../../src/measure/voice/logistic.ts'
import { absoluteInputs, withinInputs } from '../../src/measure/voice/pair.ts'
import type { Trial } from './material.ts'

export type Mode = 'absolute' | 'within'

/** One answer of a model that knew neither this person nor, where a family is named, that family. */
export interface Scored {
  readonly person: string
  readonly kind: string
  readonly codec: string
  /** The family that was left out of training; null: none. */
  readonly leftOut: string | null
  readonly genuine: boolean
  /** Higher: more genuine. */
  readonly score: number
}

const FOLDS = 4
/** A guess: nothing was cross-validated yet. The same for all models. */
export const penalties: Readonly<Record<Mode, number>> = { absolute: 0.03, within: 0.03 }

/** Trials of one codec as examples. Within: the unchanged half is the reference, the other half the call. */
export function examplesOf(trials: readonly Trial[], mode: Mode): (Example & { trial: Trial; test: boolean })[] {
  const genuine = new Map(trials.filter(({ kind }) => kind === 'genuine').map((trial) => [trial.person, trial]))
  return trials.flatMap((trial) => {
    const positive = trial.kind !== 'genuine'
    if (mode === 'absolute') {
      return [trial.whole, ...trial.halves].map((profile, i) => ({
        inputs: absoluteInputs(profile),
        positive,
        weight: 1,
        trial,
        test: i === 0,
      }))
    }
    const reference = genuine.get(trial.person)
    if (reference === undefined) return []
    return (
      [
        [0, 1],
        [1, 0],
      ] as const
    ).map(([from, to]) => ({
      inputs: withinInputs(trial.halves[to], reference.halves[from], trial.band),
      positive,
      weight: 1,
      trial,
      test: from === 0,
    }))
  })
}

/** Scores every trial by models of other people, with each family left out in turn and with none left out. */
export function crossScore(trials: readonly Trial[], mode: Mode): Scored[] {
  const people = [...new Set(trials.map(({ person }) => person))].sort()
  const foldOf = new Map(people.map((person, i) => [person, i % FOLDS]))
  const families = [...new Set(trials.map(({ family }) => family).filter((family) => family !== null))]
  const scored: Scored[] = []
  for (const codec of new Set(trials.map((trial) => trial.codec))) {
    const examples = examplesOf(
      trials.filter((trial) => trial.codec === codec),
      mode,
    )
    for (const leftOut of [null, ...families]) {
      for (let fold = 0; fold < FOLDS; fold++) {
        const mine = ({ trial }: { trial: Trial }): boolean => foldOf.get(trial.person) === fold
        const model = fitLinear(
          examples.filter((one) => !mine(one) && (leftOut === null || one.trial.family !== leftOut)),
          penalties[mode],
        )
        for (const one of examples) {
          if (
            !mine(one) ||
            !one.test ||
            (leftOut !== null && one.trial.family !== null && one.trial.family !== leftOut)
          )
            continue
          const { person, kind } = one.trial
          scored.push({ person, kind, codec, leftOut, genuine: !one.positive, score: -scoreLinear(model, one.inputs) })
        }
      }
    }
  }
  return scored
}

/** Mean over families (or the one "seen" run) and codecs of the equal error rate, with an interval over people. */
export function errorRate(scored: readonly Scored[], random: Random, keep: (one: Scored) => boolean): Metric {
  const byPerson = Map.groupBy(
    scored.filter((one) => one.genuine || keep(one)),
    ({ person }) => person,
  )
  const people = [...byPerson.values()]
  return bootstrap(
    people,
    (sample) => {
      const cells = Map.groupBy(sample.flat(), ({ codec, leftOut }) => `${codec} ${leftOut}`)
      const rates = [...cells.values()].flatMap((cell) => {
        const genuine = cell.filter((one) => one.genuine).map(({ score }) => score)
        const changed = cell.filter((one) => !one.genuine).map(({ score }) => score)
        return genuine.length === 0 || changed.length === 0 ? [] : [equalErrorRate(genuine, changed)]
      })
      return mean(rates)
    },
    random,
    200,
  )
}
