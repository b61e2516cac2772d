import { writeFile } from 'node:fs/promises'
import { seededRandom } from '../src/core/random.ts'
import { fitLinear } from '../src/measure/voice/logistic.ts'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { changers, codecs } from './voice/changers.ts'
import { crossScore, errorRate, examplesOf, penalties, type Mode } from './voice/evaluate.ts'
import { makeTrials, readSpeech, type Trial } from './voice/material.ts'
import { synthesiseSpeech } from './voice/synthetic.ts'
import { missingTools } from './voice/tools.ts'

const NAMES = ['eer_absolute', 'eer_within', 'eer_left_out', 'eer_left_out.within'] as const
const FEWEST_PEOPLE = 8

async function run(options: BenchOptions): Promise<BenchResult> {
  const missing = await missingTools(['ffmpeg', 'sox', 'rubberband', 'soundstretch'])
  // Codecs need ffmpeg, and two families are needed to leave one out; the others are left out with a word.
  if (missing.includes('ffmpeg') || missing.includes('sox'))
    return nothing(`the bench changes voices with ${missing.join(', ')}, which is not installed`)
  const here = changers.filter(({ tool }) => !missing.includes(tool))
  if (missing.length > 0) options.say(`not here, so not tried: ${missing.join(', ')}`)
  const people = Number(options.flags['people'] ?? (options.quick ? 12 : 1000))
  const speech =
    options.data === null
      ? synthesiseSpeech(options.seed, Math.min(people, 24))
      : (await readSpeech(options.data)).slice(0, people)
  if (new Set(speech.map(({ person }) => person)).size < FEWEST_PEOPLE)
    return nothing(`at least ${FEWEST_PEOPLE} people are needed to train on some and test on others`)
  const only = options.flags['codec']
  const trials = await makeTrials(
    speech,
    options.say,
    only === undefined ? codecs : codecs.filter(({ name }) => name === only),
    here,
  )
  if ('train' in options.flags) await writeWeights(trials)
  return { metrics: judge(trials, options) }
}

function nothing(why: string): BenchResult {
  return { metrics: Object.fromEntries(NAMES.map((name) => [name, { value: null, why }])) }
}

/** All figures: people never seen in training; `left_out`: the tool's whole family not either. */
export function judge(trials: readonly Trial[], options: Pick<BenchOptions, 'seed'>): Record<string, Metric> {
  const random = seededRandom(options.seed)
  const metrics: Record<string, Metric> = {}
  const scores = { absolute: crossScore(trials, 'absolute'), within: crossScore(trials, 'within') }
  const seen = (mode: Mode): Metric =>
    errorRate(
      scores[mode].filter(({ leftOut }) => leftOut === null),
      random,
      () => true,
    )
  const unseen = (mode: Mode) => scores[mode].filter(({ leftOut }) => leftOut !== null)
  metrics['eer_absolute'] = seen('absolute')
  metrics['eer_within'] = seen('within')
  metrics['eer_left_out'] = errorRate(unseen('absolute'), random, () => true)
  metrics['eer_left_out.within'] = errorRate(unseen('within'), random, () => true)
  for (const codec of new Set(trials.map((trial) => trial.codec))) {
    for (const kind of new Set(trials.map((trial) => trial.kind))) {
      if (kind === 'genuine') continue
      for (const mode of ['absolute', 'within'] as const) {
        const those = unseen(mode).filter((one) => one.codec === codec)
        metrics[`eer_left_out.${mode}.${kind}.${codec}`] = errorRate(those, random, (one) => one.kind === kind)
      }
    }
  }
  return metrics
}

/** Trains the shipped models on everybody: the figures above stay those of people left out. */
async function writeWeights(trials: readonly Trial[]): Promise<void> {
  const short = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(5)))
  const model = (band: string, mode: Mode) => {
    const { mean, scale, weights, bias } = fitLinear(
      examplesOf(
        trials.filter((trial) => trial.band === band),
        mode,
      ),
      penalties[mode],
    )
    return { mean: short(mean), scale: short(scale), weights: short(weights), bias: short([bias])[0] }
  }
  const bands = ['wide', 'narrow'].map((band) => [
    band,
    trials.some((trial) => trial.band === band)
      ? { absolute: model(band, 'absolute'), within: model(band, 'within') }
      : null,
  ])
  await writeFile(
    new URL('../src/measure/voice/weights.json', import.meta.url),
    `${JSON.stringify(Object.fromEntries(bands))}\n`,
  )
}

export const bench: Bench = {
  subject: 'voice',
  about: 'telling a changed voice from an unchanged one after a call codec: alone, and against the same person',
  run,
}
