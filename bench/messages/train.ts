import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/core/random.ts'
import { parse } from '../../src/doors/messages/parsers/message.ts'
import { score, train, type HostModel } from '../../src/measure/host/model.ts'
import { pack } from '../../src/measure/host/shipped.ts'
import { learnedFrom, measureMessage } from '../../src/measure/message/measure.ts'
import { tableSize } from '../../src/measure/message/wording/features.ts'
import { composed } from './compose/compose.ts'
import { messagesOf, ownMessages, type Sample } from './data.ts'
import { isFlagged, judgeMessage, messageRules, speaking } from './judge.ts'

/**
 * Trains the model of wording: `node bench/messages/train.ts [HAM]`. Each set of blind/ is left out in turn, and what is
 * said of it comes from a model that never saw it; the held-out set is never read here. HAM: a folder of honest .eml.
 */
const heldOut = 'held-out.txt'
const settings = { size: tableSize, epochs: 6, rate: 0.04, decay: 1e-4 }
/** How much a message counts: written ones fully, filled and composed ones less, old mail least. */
const weightOf: Readonly<Record<string, number>> = { own: 0.5, composed: 0.2, ham: 0.3 }

interface Learned {
  readonly set: string
  readonly name: string
  readonly lure: boolean
  readonly features: Int32Array
  readonly sample: Sample
}

const blind = join(import.meta.dirname, 'blind')
const written = readdirSync(blind).filter((name) => name.endsWith('.txt') && name !== heldOut)
const sets: [string, Sample[]][] = [
  ['own', ownMessages(seededRandom(3), 3)],
  ['composed', composed(seededRandom(21), 12_000)],
  ...written.map((name): [string, Sample[]] => [name, messagesOf(readFileSync(join(blind, name), 'utf8'))]),
]
const ham = process.argv[2]
if (ham !== undefined)
  sets.push([
    'ham',
    readdirSync(ham)
      .sort()
      .filter((_, at) => at % 2 === 0)
      .map((name) => ({ name: `${name}.eml`, bytes: readFileSync(join(ham, name)), malicious: false })),
  ])

const all: Learned[] = []
for (const [set, samples] of sets)
  for (const sample of samples) {
    const { name, bytes, malicious } = sample
    all.push({ set, name, lure: malicious, features: learnedFrom(await parse(bytes, name)), sample })
  }

/** What stands in one message only teaches that message: it is left out. */
function learn(from: readonly Learned[]): Pick<HostModel, 'bias' | 'weights'> {
  const seen = new Map<number, number>()
  for (const { features } of from) for (const one of features) seen.set(one, (seen.get(one) ?? 0) + 1)
  const examples = from.map(({ set, lure, features }) => ({
    features: features.filter((one) => (seen.get(one) as number) > 1),
    lure,
    weight: weightOf[set] ?? 1,
  }))
  return train(examples, { ...settings, random: seededRandom(5) })
}

const rules = messageRules()
const judged = []
for (const held of written) {
  const model = learn(all.filter(({ set }) => set !== held))
  for (const one of all.filter(({ set }) => set === held)) {
    const { facts, unavailable } = measureMessage(await parse(one.sample.bytes, one.name), { authservIds: ['sallyport'] })
    const odds = Math.round(100 * score(model, one.features)) / 100
    const judgement = judgeMessage(rules, { message: { ...facts, wording: { ...facts.wording, score: odds } } }, unavailable)
    judged.push({ ...one, score: odds, flagged: isFlagged(judgement), said: [judgement.verdict, facts.words, ...speaking(judgement)].join(' ') })
  }
}
const report: Record<string, number> = {}
for (const set of [...written, 'all'] as const) {
  const here = judged.filter((one) => set === 'all' || one.set === set)
  const honest = here.filter(({ lure }) => !lure).map((one) => one.score)
  const lures = here.filter(({ lure }) => lure)
  const name = set.replace('.txt', '')
  report[`${name}_recall`] = round(lures.filter((one) => one.flagged).length / lures.length)
  report[`${name}_false_alarms`] = round(
    here.filter((one) => !one.lure && one.flagged).length / Math.max(1, honest.length),
  )
  report[`${name}_auc`] = round(
    lures.reduce((sum, one) => sum + honest.filter((other) => other < one.score).length, 0) /
      (lures.length * honest.length),
  )
}
if (process.argv.includes('--show'))
  for (const one of judged.filter(({ lure, flagged, score: odds }) => lure !== flagged || (lure && odds < 1)))
    process.stdout.write(`${one.lure ? 'missed' : 'ALARM '} ${one.score.toFixed(2)} ${one.set} ${one.name} ${one.said}\n`)

const about =
  'Hashed weights of the model of wording. Written by bench/messages/train.ts; the report is of sets left out in turn.'
writeFileSync(
  join(import.meta.dirname, '../../src/measure/message/wording/weights.json'),
  `${JSON.stringify({ about, report, ...pack(learn(all)) }, null, 1)}\n`,
)
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`)

function round(value: number): number {
  return Math.round(1000 * value) / 1000
}
