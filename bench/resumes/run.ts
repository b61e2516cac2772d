import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import { seededRandom } from '../../src/core/random.ts'
import model from '../../src/measure/resume/layout/model.json' with { type: 'json' }
import type { Model, Weights } from '../../src/measure/resume/layout/score.ts'
import type { ProducerClass } from '../../src/measure/resume/producer.ts'
import type { BenchOptions, BenchResult, Metric, Metrics } from '../harness/bench.ts'
import { bootstrap, detectionAt, quantile, rate } from '../harness/stats.ts'
import { baselines } from './baselines.ts'
import { correct, countPairs, openSet } from './evaluate.ts'
import { measureExtraction } from './extraction.ts'
import { onlineClusters } from './online.ts'
import { adjustedRand, averageLinkage, type Scores } from './group.ts'
import { scorePairs, tabulatePairs, type PairTable } from './pairs.ts'
import { readCorpus, type Sheet } from './read.ts'

const learnt = model as unknown as Model

/** Reads the corpus and prints how well templates are recognised in it. See bench/data/resumes.md. */
export async function runResumes({ data, seed, quick, say }: BenchOptions): Promise<BenchResult> {
  const dir = data ?? join(tmpdir(), 'sallyport-resumes')
  if (!existsSync(dir)) {
    throw new SallyportError(
      'SP_BENCH_DATA',
      `There is no corpus in ${dir}. Build one with: npm run bench -- resumes needs "node bench/resumes/corpus/build.ts --out ${dir}" first (bench/data/resumes.md).`,
    )
  }
  const sheets = await readCorpus(dir, say, quick ? 300 : undefined)
  say('comparing all pairs')
  const table = tabulatePairs(sheets)
  const scores = correct(scorePairs(table, learnt.weights), sheets, learnt.cohort)
  const group = averageLinkage(scores, learnt.threshold)
  say('assigning one after the other, as the product does')
  const online = await onlineClusters(sheets, seed)
  const asProduct = pairMetrics(sheets, online.group, seed)
  say('baselines')
  const peers = await baselines(dir, sheets)
  say('extraction, in a child process')
  const extraction = await measureExtraction(dir, sheets, quick ? 40 : 200)
  const metrics: Metrics = {
    ...pairMetrics(sheets, group, seed),
    ...rawMetrics(sheets, scores, learnt.threshold),
    ari: ariMetric(sheets, group, seed),
    ...leftOut(sheets, table, seed),
    ...openMetrics(scores, sheets),
    ...perturbationMetrics(sheets, group),
    'online.ari': ariMetric(sheets, online.group, seed),
    'online.pair_precision': asProduct['pair_precision'] as Metric,
    'online.pair_recall': asProduct['pair_recall'] as Metric,
    'online.assign_p95_ms': { value: quantile(online.times, 0.95), n: online.times.length },
    ...extraction,
  }
  return { metrics, baselines: peers }
}

/** Precision and recall of "these two are of one template", as the groups say it; intervals by families. */
export function pairMetrics(sheets: readonly Sheet[], group: ArrayLike<number>, seed: number): Metrics {
  const pairs = countPairs(sheets, (a, b) => group[a] === group[b])
  const families = [...Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).family).values()]
  const random = seededRandom(seed)
  const tally = families.map((members) => {
    let same = 0
    let hits = 0
    let said = 0
    for (const a of members) {
      for (let b = 0; b < sheets.length; b++) {
        if (a === b || group[a] !== group[b]) continue
        said++
        if ((sheets[b] as Sheet).family === (sheets[a] as Sheet).family) hits++
      }
      same += members.length - 1
    }
    return { same, hits, said }
  })
  const ratio =
    (top: 'hits', bottom: 'said' | 'same') =>
    (sample: readonly (typeof tally)[number][]): number =>
      sample.reduce((sum, one) => sum + one[top], 0) /
      Math.max(
        1,
        sample.reduce((sum, one) => sum + one[bottom], 0),
      )
  return {
    pair_precision:
      pairs.said === 0
        ? { value: null, why: 'no pair was joined' }
        : ({ ...bootstrap(tally, ratio('hits', 'said'), random), n: pairs.said } as Metric),
    pair_recall: { ...bootstrap(tally, ratio('hits', 'same'), random), n: pairs.true } as Metric,
  }
}

function rawMetrics(sheets: readonly Sheet[], scores: Scores, threshold: number): Metrics {
  const pairs = countPairs(sheets, (a, b) => (scores.at[a * scores.size + b] as number) >= threshold)
  return { 'single_pair.precision': rate(pairs.hits, pairs.said), 'single_pair.recall': rate(pairs.hits, pairs.true) }
}

function ariMetric(sheets: readonly Sheet[], group: ArrayLike<number>, seed: number): Metric {
  const families = [...Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).family).values()]
  const statistic = (sample: readonly number[][]): number => {
    // A family drawn twice is one family: its files stand once.
    const files = [...new Set(sample)].flat()
    return adjustedRand(
      files.map((i) => (sheets[i] as Sheet).family),
      files.map((i) => group[i] as number),
    )
  }
  return { ...bootstrap(families, statistic, seededRandom(seed), 100), n: sheets.length } as Metric
}

/** Each producer class among itself, under weights that were learnt without that class. */
function leftOut(sheets: readonly Sheet[], table: PairTable, seed: number): Metrics {
  const metrics: Record<string, Metric> = {}
  for (const [folder, members] of Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).folder)) {
    const own = members.map((i) => sheets[i] as Sheet)
    const kind = learnt.without[commonClass(own)] ?? learnt
    const scores = correct(part(scorePairs(table, kind.weights as Weights), members), own, learnt.cohort)
    metrics[`ari_left_out.${folder}`] = ariMetric(own, averageLinkage(scores, kind.threshold), seed)
  }
  const values = Object.values(metrics).flatMap((metric) => (metric.value === null ? [] : [metric]))
  const least = values.sort((a, b) => a.value - b.value)[0]
  return { ari_left_out_min: least ?? { value: null, why: 'no producer class' }, ...metrics }
}

/** The producer class most of the files are of, by their metadata. */
function commonClass(sheets: readonly Sheet[]): ProducerClass {
  const counts = Map.groupBy(
    sheets.filter((sheet) => !['redistilled', 'flow', 'unknown'].includes(sheet.print.producer)),
    (sheet) => sheet.print.producer,
  )
  return [...counts].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? 'unknown'
}

function part({ size, at }: Scores, members: readonly number[]): Scores {
  const out = new Float32Array(members.length ** 2)
  for (const [a, i] of members.entries())
    for (const [b, j] of members.entries()) out[a * members.length + b] = at[i * size + j] as number
  return { size: members.length, at: out }
}

function openMetrics(scores: Scores, sheets: readonly Sheet[]): Metrics {
  const { known, unknown } = openSet(scores, sheets)
  if (known.length === 0 || unknown.length === 0)
    return {
      open_set_at_0_5: { value: null, why: 'needs families with four plain files, known and unknown' },
      open_set_at_1: { value: null, why: 'the same' },
    }
  return {
    open_set_at_0_5: rate(detectionAt(known, unknown, 0.005).detected, known.length),
    open_set_at_1: rate(detectionAt(known, unknown, 0.01).detected, known.length),
  }
}

/** How often a changed file stands in one group with the unchanged files of its family. */
function perturbationMetrics(sheets: readonly Sheet[], group: ArrayLike<number>): Metrics {
  const trials = new Map<string, { hits: number; count: number }>()
  for (const members of Map.groupBy(sheets.keys(), (i) => (sheets[i] as Sheet).family).values()) {
    const plain = members.filter((i) => (sheets[i] as Sheet).change === '')
    for (const i of members) {
      const { change, path } = sheets[i] as Sheet
      const kind = change !== '' ? change : /\.docx$/i.test(path) ? 'docx' : null
      if (kind === null) continue
      const against = plain.filter((j) => j !== i && !/\.docx$/i.test((sheets[j] as Sheet).path))
      const tally = trials.get(kind) ?? { hits: 0, count: 0 }
      tally.hits += against.filter((j) => group[j] === group[i]).length
      tally.count += against.length
      trials.set(kind, tally)
    }
  }
  const rows = [...trials]
    .filter(([, { count }]) => count > 0)
    .map(([kind, { hits, count }]) => [kind, rate(hits, count)] as const)
  const worst = rows.map(([, metric]) => metric).sort((a, b) => (a.value ?? 1) - (b.value ?? 1))[0]
  return {
    worst_perturbation_recall: worst ?? { value: null, why: 'no file name says that it was changed' },
    ...Object.fromEntries(rows.map(([kind, metric]) => [`perturbation.${kind}`, metric])),
  }
}
