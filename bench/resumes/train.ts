import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/core/random.ts'
import { channels } from '../../src/measure/resume/layout/channels.ts'
import type { Model, Weights } from '../../src/measure/resume/layout/score.ts'
import { producerClasses, type ProducerClass } from '../../src/measure/resume/producer.ts'
import { bestThreshold, correct, countPairs } from './evaluate.ts'
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
/** Weight of the cohort correction: set between values compared on an early, smaller corpus; 0.4 itself was not tried apart. */
const cohort = 0.4
const home = join(import.meta.dirname, '../../src/measure/resume/layout')

/** Files a family: more would weigh large families heavier and teach nothing new. */
const perFamily = Number(
  process.argv.includes('--per-family') ? process.argv[process.argv.indexOf('--per-family') + 1] : 8,
)

const sheets = await readCorpus(dir, console.log, undefined, perFamily)
console.log('comparing all pairs')
const table = tabulatePairs(sheets)
const all = sheets.map((_, i) => i)

const half = new Set([...new Set(sheets.map((sheet) => sheet.family))].filter((_, i) => i % 2 === 0))
const trained = learn(all.filter((i) => half.has((sheets[i] as Sheet).family)))
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
  const model = learn(all.filter((i) => (sheets[i] as Sheet).folder !== folder))
  lines.push(line(`left out: ${folder}`, model, own))
  if ((producerClasses as readonly string[]).includes(folder)) without[folder as ProducerClass] = model
}
const full = learn(all)
const model: Model = {
  version: 1,
  trained: `${new Set(sheets.map((sheet) => sheet.family)).size} families, ${sheets.length} files`,
  channels: channels.map(({ name }) => name),
  weights: full.weights,
  threshold: full.threshold,
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

function learn(used: readonly number[]): { weights: Weights; threshold: number } {
  const random = seededRandom(1)
  const rough = fit(table, lesson(table, sheets, used, 30_000, random, null), random, 5)
  const weights = fit(table, lesson(table, sheets, used, 30_000, random, rough), random, 8)
  const { scores, some } = part(weights, used)
  return { weights, threshold: Number(bestThreshold(scores, some).toFixed(3)) }
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
