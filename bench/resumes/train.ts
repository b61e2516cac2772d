import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/core/random.ts'
import { channels, compareLayouts } from '../../src/measure/resume/layout/channels.ts'
import { backgroundOf, normalised, type Background } from '../../src/measure/resume/layout/cohort.ts'
import { scoreOf, type Model, type Weights } from '../../src/measure/resume/layout/score.ts'
import { producerClasses, type ProducerClass } from '../../src/measure/resume/producer.ts'
import { bestThreshold, correct, countPairs, tabulate } from './evaluate.ts'
import { lesson, fit } from './fit.ts'
import { adjustedRand, averageLinkage } from './group.ts'
import { scorePairs, tabulatePairs, type PairTable } from './pairs.ts'
import { readCorpus, type Sheet } from './read.ts'

/**
 * Learns the weights of the layout comparison: `node bench/resumes/train.ts --data DIR`. Writes the model beside the
 * code that uses it, and a report of how it does on families it did not learn from (every second family) and on each
 * producer class that was left out.
 */
const dir = process.argv[process.argv.indexOf('--data') + 1] ?? ''
/** Weight of the cohort correction: of 0.2, 0.4 and 0.7 the one under which distinct and near-copied templates want most nearly one threshold (families not learnt from). */
const cohort = 0.7
const home = join(import.meta.dirname, '../../src/measure/resume/layout')

/** Files a family: more would weigh large families heavier and teach nothing new. */
const perFamily = Number(
  process.argv.includes('--per-family') ? process.argv[process.argv.indexOf('--per-family') + 1] : 8,
)

const sheets = await readCorpus(dir, console.log, undefined, perFamily)
console.log('comparing all pairs')
const table = tabulatePairs(sheets)
const all = sheets.map((_, i) => i)

const bases = [...new Set(sheets.map((sheet) => baseOf(sheet.family)))]
const half = new Set([...new Set(sheets.map((sheet) => sheet.family))].filter((family) => bases.indexOf(baseOf(family)) % 2 === 0))
const trained = learn(all.filter((i) => half.has((sheets[i] as Sheet).family)), 'family')
const lines = [
  `families learnt from: ${half.size} of ${new Set(sheets.map((sheet) => sheet.family)).size}; files: ${sheets.length}`,
  '',
  line(
    'every second family',
    trained,
    all.filter((i) => !half.has((sheets[i] as Sheet).family)),
  ),
]
const without: Partial<Record<ProducerClass, { weights: Weights; threshold: number }>> = {}
for (const folder of new Set(sheets.map((sheet) => sheet.folder))) {
  const own = all.filter((i) => (sheets[i] as Sheet).folder === folder)
  const model = learn(all.filter((i) => (sheets[i] as Sheet).folder !== folder), 'class')
  lines.push(line(`left out: ${folder}`, model, own))
  if ((producerClasses as readonly string[]).includes(folder)) without[folder as ProducerClass] = model
}
const full = learn(all, 'class')
const shown = cohortOf(all.filter((i) => (sheets[i] as Sheet).change === ''))
writeFileSync(join(home, 'cohort.json'), `${JSON.stringify(shown.map(({ print }) => print))}\n`)
const online = onlineThreshold(full.weights, shown)
const model: Model = {
  version: 1,
  trained: `${new Set(sheets.map((sheet) => sheet.family)).size} families, ${sheets.length} files`,
  channels: channels.map(({ name }) => name),
  weights: full.weights,
  threshold: full.threshold,
  online,
  cohort,
  without,
}
writeFileSync(join(home, 'model.json'), `${JSON.stringify(model)}\n`)
const worths = channels
  .map(({ name, means }, c) => ({
    name,
    means,
    nats: (full.weights.rises[c] ?? []).reduce((sum, rise) => sum + rise, 0),
  }))
  .sort((a, b) => b.nats - a.nats)
writeFileSync(
  join(home, 'training.md'),
  `# Training report of the layout model, version 1

Made by \`node bench/resumes/train.ts\` on the generated corpus of \`bench/resumes/corpus\`. Precision and recall are of
the groups that average linkage makes; figures of families, or of a producer class, that were not learnt from.

\`\`\`
${lines.join('\n')}
\`\`\`

What full likeness in a channel is worth, in nats:

| channel | means | nats |
|---|---|---:|
${worths.map(({ name, means, nats }) => `| ${name} | ${means} | ${nats.toFixed(2)} |`).join('\n')}
`,
)
console.log(lines.join('\n'))

/**
 * Weights from all of `used`; the threshold from files that the weights it is set by did not see: on the training files
 * themselves a model is surer than it will ever be again. Folds are whole families or, to be ready for a class of
 * producers nobody has shown us, whole producer classes.
 */
function learn(used: readonly number[], folds: 'family' | 'class'): { weights: Weights; threshold: number } {
  const files = used.map((i) => sheets[i] as Sheet)
  const names = [...new Set(files.map(({ family }) => baseOf(family)))]
  const byFamily = (i: number): number => names.indexOf(baseOf((sheets[i] as Sheet).family)) % 3
  const folders = [...new Set(files.map(({ folder }) => folder))]
  const byFolder = (i: number): number => folders.indexOf((sheets[i] as Sheet).folder)
  const threshold = folds === 'family' ? thresholdOver(used, byFamily, 3) : thresholdOver(used, byFolder, folders.length)
  return { weights: weightsOf(used), threshold: Number(threshold.toFixed(3)) }
}

/** Children of one template are learnt from, or judged, together. */
function baseOf(family: string): string {
  return family.replace(/(?<=\d)[b-h]$/, '')
}

function weightsOf(used: readonly number[]): Weights {
  const random = seededRandom(1)
  const rough = fit(table, lesson(table, sheets, used, 60_000, random, null), random, 8, 0.85)
  return fit(table, lesson(table, sheets, used, 60_000, random, rough), random, 40, 0.94)
}

/** The threshold that does best on the folds that were left out, each scored by weights from the others. */
function thresholdOver(used: readonly number[], foldOf: (i: number) => number, folds: number): number {
  // Half of the weight on distinct templates alone, half on the same among their near copies: what comes may be either.
  const judged = Array.from({ length: folds }, (_, fold) => {
    const weights = weightsOf(used.filter((i) => foldOf(i) !== fold))
    const own = used.filter((i) => foldOf(i) === fold)
    return [own, own.filter((i) => baseOf((sheets[i] as Sheet).family) === (sheets[i] as Sheet).family)].map((files) => part(weights, files))
  })
  return bestThreshold(judged.flat())
}

/** One plain file of every so many families of each producer class, for the shipped cohort. */
function cohortOf(plain: readonly number[]): Sheet[] {
  return [...Map.groupBy(plain, (i) => (sheets[i] as Sheet).folder).values()].flatMap((members) => {
    const firsts = [...Map.groupBy(members, (i) => (sheets[i] as Sheet).family).values()].map((own) => own[0] as number)
    const step = Math.max(1, Math.floor(firsts.length / 12))
    return firsts.filter((_, i) => i % step === 0).slice(0, 12).map((i) => sheets[i] as Sheet)
  })
}

/** The threshold when each page is measured against the shipped cohort, as the running product does it. */
function onlineThreshold(weights: Weights, cohortSheets: readonly Sheet[]): number {
  const raw = scorePairs(table, weights)
  const backgrounds = sheets.map(({ print }) => {
    const own = cohortSheets.filter((one) => one.print.producer === print.producer)
    const against = own.length >= 8 ? own : cohortSheets
    return backgroundOf(against.map((one) => scoreOf(compareLayouts(print, one.print), weights)), 0.05)
  })
  const scores = tabulate(raw.size, (a, b) =>
    normalised(raw.at[a * raw.size + b] as number, backgrounds[a] as Background, backgrounds[b] as Background, cohort),
  )
  return Number(bestThreshold([{ scores, some: sheets }]).toFixed(3))
}

/** Corrected scores of some of the files among themselves. */
function part(weights: Weights, used: readonly number[]): { scores: ReturnType<typeof correct>; some: Sheet[] } {
  const some = used.map((i) => sheets[i] as Sheet)
  const raw = scorePairs(table, weights)
  const at = new Float32Array(used.length * used.length)
  for (const [a, i] of used.entries())
    for (const [b, j] of used.entries()) at[a * used.length + b] = raw.at[i * raw.size + j] as number
  return { scores: correct({ size: used.length, at }, some, cohort), some }
}

function line(
  name: string,
  { weights, threshold }: { weights: Weights; threshold: number },
  used: readonly number[],
): string {
  const { scores, some } = part(weights, used)
  const group = averageLinkage(scores, threshold)
  const pairs = countPairs(some, (a, b) => group[a] === group[b])
  const raw = countPairs(some, (a, b) => (scores.at[a * scores.size + b] as number) >= threshold)
  const show = (hits: number, of: number): string => (hits / of).toFixed(3)
  return `${name.padEnd(22)} precision ${show(pairs.hits, pairs.said)}  recall ${show(pairs.hits, pairs.true)}  ARI ${adjustedRand(
    some.map((sheet) => sheet.family),
    group,
  ).toFixed(
    3,
  )}  (pair by pair: ${show(raw.hits, raw.said)}, ${show(raw.hits, raw.true)})  threshold ${threshold}  files ${some.length}`
}

export type { PairTable }
