import { SallyportError } from '../../src/core/errors.ts'
import { seededRandom } from '../../src/core/random.ts'
import shipped from '../../src/measure/typing/population.json' with { type: 'json' }
import { readPopulation } from '../../src/measure/typing/population.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import type { BenchOptions, BenchResult, Metric } from '../harness/bench.ts'
import { bootstrap, deviation, mean, rate } from '../harness/stats.ts'
import { alternation } from './alternation.ts'
import { readFixedText, readFreeTexts } from './files.ts'
import type { FixedText, Typist } from './files.ts'
import { fixedRates, nearestRecent, scaledManhattan } from './fixed.ts'
import type { FixedRates } from './fixed.ts'
import { isSentences, scoreFree, sentenceConditions, sessionConditions } from './free.ts'
import type { Scored } from './free.ts'
import { drawRepeaters, drawTypists, wanders } from './generator.ts'
import { machineMetrics } from './machine-rules.ts'
import { costOfRatios, fitCalibration, globalErrorRate, missRate } from './rates.ts'
import type { Trial } from './rates.ts'
import { searchSpeed } from './speed.ts'
import { train } from './train.ts'

/** With fewer people than this a population cannot be learned from the others in the file, and the shipped one is used. */
const enoughToLearn = 40

/** The whole `typing` benchmark. `--train NAME --to FILE` learns the shipped population from one file instead. */
export async function runTyping(options: BenchOptions): Promise<BenchResult> {
  const { data, seed, quick, flags, say } = options
  const population = readPopulation(shipped)
  const random = seededRandom(seed)
  const texts = data === null ? made(population, seed, quick) : readFreeTexts(data)
  const fixed = data === null ? drawRepeaters(population, seededRandom(seed + 1), quick ? 8 : 30) : readFixedText(data)
  if (fixed === null && texts.size === 0)
    throw new SallyportError('SP_BENCH_DATA', 'Neither tie5Roanl.csv nor free-*.csv is there.')
  if (flags['train'] !== undefined) {
    const wanted = texts.get(flags['train'])
    if (wanted === undefined || flags['to'] === undefined)
      throw new SallyportError('SP_BENCH_DATA', '--train needs the name of a free-<name>.csv, and --to a file.')
    train(new Map([[flags['train'], wanted]]), flags['to'], say)
    return { metrics: {} }
  }

  const metrics: Record<string, Metric> = {}
  const baseline: Record<string, Metric> = {}
  fixedMetrics(fixed, metrics, baseline, quick, seed)
  const costs: number[] = []
  for (const [name, people] of texts) freeMetrics(name, people, population, options, metrics, costs)
  metrics['cllr'] = costs.length > 0 ? { value: mean(costs) } : { value: null, why: 'no free text' }
  machineMetrics(fixed, [...texts.values()], seed, quick, metrics)
  alternationMetrics(texts, population, seed, metrics)
  metrics['profiles200_ms'] = searchSpeed(population, random)
  return { metrics, baselines: { scaled_manhattan: baseline } }
}

function fixedMetrics(
  fixed: FixedText | null,
  metrics: Record<string, Metric>,
  baseline: Record<string, Metric>,
  quick: boolean,
  seed: number,
): void {
  const names = {
    cmu_eer: 'exact',
    cmu_eer_practised: 'practised',
    cmu_eer_10: 'ten',
    cmu_eer_fused5: 'fused5',
  } as const
  for (const [into, enrol] of [
    [metrics, fixed === null ? null : nearestRecent(fixed)],
    [baseline, scaledManhattan],
  ] as const) {
    const rates: FixedRates[] = fixed === null || enrol === null ? [] : fixedRates(fixed, enrol, quick)
    for (const [metric, key] of Object.entries(names)) {
      into[metric] =
        rates.length === 0
          ? { value: null, why: 'no tie5Roanl.csv with people of 250 repetitions' }
          : bootstrap(rates, (sample) => mean(sample.map((one) => one[key])), seededRandom(seed))
    }
    into['cmu_eer_sd'] =
      rates.length === 0
        ? { value: null, why: 'no tie5Roanl.csv' }
        : { value: deviation(rates.map((one) => one.exact)), n: rates.length }
  }
}

function freeMetrics(
  name: string,
  people: readonly Typist[],
  shippedPopulation: Population,
  options: BenchOptions,
  metrics: Record<string, Metric>,
  costs: number[],
): void {
  const conditions = isSentences(people) ? sentenceConditions : sessionConditions
  const headline = conditions[conditions.length - 1]!.name
  if (people.length < 3) {
    metrics[`free.${name}.eer`] = { value: null, why: `${people.length} people` }
    return
  }
  const learning = people.length >= enoughToLearn || options.data === null
  options.say(
    `free-${name}: ${people.length} people; ${learning ? 'population learned from the others in the file, blocks of people left out in pairs' : `fewer than ${enoughToLearn} people: compared with the shipped population (${shippedPopulation.training.source})`}`,
  )
  const scored = scoreFree(people, conditions, {
    seed: options.seed,
    blocks: options.quick ? 3 : learning ? 6 : 4,
    normalise: !options.quick,
    ...(learning ? {} : { population: shippedPopulation }),
  })
  const random = seededRandom(options.seed)
  for (const [condition, list] of scored) {
    const trials = list.map(({ trial }) => trial)
    const within = condition === headline ? `free.${name}` : `free.${name}.${condition}`
    metrics[`${within}.eer`] = globalErrorRate(trials, people.length, random)
    metrics[`${within}.miss_at_1`] = missRate(trials, 0.01, people.length, random)
    if (!options.quick) {
      const normed = list.map(({ trial, normalised }) => ({ ...trial, score: normalised }))
      metrics[`${within}.eer_snorm`] = globalErrorRate(normed, people.length, random)
      metrics[`${within}.miss_at_1_snorm`] = missRate(normed, 0.01, people.length, random)
    }
    const cost = calibratedCost(list)
    if (cost === null) continue
    metrics[`${within}.cllr`] = { value: cost, n: trials.length }
    if (condition === headline) costs.push(cost)
  }
}

/** Cost of ratios calibrated on the trials of other blocks of people. Null when a block lacks either kind of trial. */
function calibratedCost(list: readonly Scored[]): number | null {
  const bounded = list.map((one) => ({ ...one, trial: { ...one.trial, score: Math.max(-15, one.trial.score) } }))
  const groups = Map.groupBy(bounded, ({ block }) => [...block].sort().join())
  const out: Trial[] = []
  for (const group of groups.values()) {
    const [a, b] = group[0]!.block
    const others = bounded.flatMap(({ trial, block }) => (block.includes(a) || block.includes(b) ? [] : [trial]))
    const { slope, offset } = fitCalibration(others)
    out.push(...group.map(({ trial }) => ({ ...trial, score: slope * trial.score + offset })))
  }
  const cost = costOfRatios(out)
  return Number.isFinite(cost) ? cost : null
}

function alternationMetrics(
  texts: ReadonlyMap<string, readonly Typist[]>,
  population: Population,
  seed: number,
  metrics: Record<string, Metric>,
): void {
  const total = { detected: 0, shared: 0, falseAlarms: 0, single: 0 }
  for (const [name, people] of texts) {
    const result = alternation(people, seed, people.length >= enoughToLearn ? null : population)
    if (result === null) continue
    metrics[`alternation_at_1.${name}`] = rate(result.detected, result.shared)
    for (const key of ['detected', 'shared', 'falseAlarms', 'single'] as const) total[key] += result[key]
  }
  metrics['alternation_at_1'] =
    total.shared === 0 ? { value: null, why: 'nobody with 1,200 keys' } : rate(total.detected, total.shared)
  metrics['alternation_false_alarms'] = rate(total.falseAlarms, total.single)
}

/** Made-up people, when no data are given. */
function made(population: Population, seed: number, quick: boolean): Map<string, Typist[]> {
  const random = seededRandom(seed)
  const many = quick ? 24 : 60
  return new Map([
    ['made-sentences', drawTypists(population, random, many, 15, [30, 75], 3, wanders.sitting)],
    ['made-sessions', drawTypists(population, random, many, 6, [500, 500], 3)],
  ])
}
