import { writeFileSync } from 'node:fs'
import { learn, learnDefaults } from '../../src/measure/typing/learn.ts'
import { storePopulation } from '../../src/measure/typing/population.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import type { Typist } from './files.ts'
import { background, isSentences, scoreFree, sentenceConditions, sessionConditions } from './free.ts'
import { costOfRatios, fitCalibration, globalErrorRate } from './rates.ts'
import type { Trial } from './rates.ts'
import { seededRandom } from '../../src/core/random.ts'

/** Hands wander more between keyboards and months than within one sitting: see docs of `Population.wander`. */
const options = { ...learnDefaults, wander: 0.02 }

/**
 * Learns the population that is shipped, from all files, and writes it: aggregates over all people only. Calibration
 * and the printed error rates come from halves: learned on one half of the people, scored on the other.
 */
export function train(files: ReadonlyMap<string, readonly Typist[]>, to: string, say: (line: string) => void): void {
  const trials: Trial[] = []
  for (const half of [0, 1]) {
    const population = learn(
      [...files.values()].flatMap((people) => people.filter((_, k) => k % 2 === half).map(background)),
      options,
    )
    for (const [name, people] of files) {
      const strangers = people.filter((_, k) => k % 2 !== half)
      const scored = scoreFree(strangers, conditionOf(people), { seed: 1, blocks: 1, population, normalise: false })
      for (const [condition, list] of scored) {
        const bounded = list.map(({ trial }) => ({ ...trial, score: Math.max(-15, trial.score) }))
        const rate = globalErrorRate(bounded, strangers.length, seededRandom(1), 50)
        say(
          `half ${half}: ${name} ${condition}: equal error rate ${rate.value?.toFixed(4)} over ${list.length} trials of strangers`,
        )
        for (const trial of bounded) trials.push(trial)
      }
    }
  }
  const { slope, offset } = fitCalibration(trials)
  say(
    `calibration: slope ${slope.toFixed(3)}, offset ${offset.toFixed(3)}; cost ${costOfRatios(trials.map((trial) => ({ ...trial, score: slope * trial.score + offset }))).toFixed(3)} bit`,
  )
  const source = [...files].map(([name, people]) => `${people.length} people of free-${name}`).join(', ')
  const population: Population = {
    ...learn(
      [...files.values()].flatMap((people) => people.map(background)),
      options,
      source,
    ),
    calibration: {
      slope: Number(slope.toPrecision(3)),
      offset: Number(offset.toPrecision(3)),
      floor: -20,
      ceiling: 20,
    },
  }
  writeFileSync(to, `${JSON.stringify(storePopulation(population))}\n`)
  say(`${to}: ${population.training.people} people, ${population.training.keys} keys`)
}

/** The longest comparison of each file: what a calibrated ratio is given for. */
function conditionOf(people: readonly Typist[]): typeof sentenceConditions {
  return (isSentences(people) ? sentenceConditions : sessionConditions).slice(-1)
}
