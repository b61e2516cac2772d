import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../../src/core/random.ts'
import { pack, packNet } from '../../../src/measure/rhythm/net.ts'
import { readActivity } from '../people.ts'
import { trainCommittee } from './committee.ts'
import { handoverSamples } from './handover.ts'
import { sharingSamples, trainTemplate } from './sharing.ts'
import { trainZone } from './zone.ts'

/**
 * Trains what `src/measure/rhythm/model` ships: `node bench/work/train/main.ts <zone|sharing|handover> <activity.csv.gz>
 * [--out DIR] [--without repo,repo]`. The last leaves repositories out, for the figures of the training report.
 */
const [model, file, ...rest] = process.argv.slice(2)
if (model === undefined || file === undefined)
  throw new Error('usage: main.ts <zone|sharing|handover> <activity.csv.gz> [--out DIR] [--without repo,…]')
const option = (name: string): string | undefined => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined)
const without = option('--without')?.split(',') ?? []
const out = option('--out') ?? join(import.meta.dirname, '../../../src/measure/rhythm/model')
const people = readActivity(file).filter(({ human, repo }) => human && !without.includes(repo))
mkdirSync(out, { recursive: true })

const trained = { people: people.length, repositories: new Set(people.map(({ repo }) => repo)).size }
if (model === 'zone') {
  const nets = [7, 8, 9].map((seed) =>
    trainZone(people, seededRandom(seed), { steps: 700, batch: 16, hidden: 32, rate: 0.003, decay: 0.02 }),
  )
  writeFileSync(join(out, 'zone.json'), `${JSON.stringify({ trained, nets: nets.map(packNet) })}\n`)
}
if (model === 'sharing' || model === 'handover') {
  const template = trainTemplate(people)
  writeFileSync(
    join(out, 'template.json'),
    `${JSON.stringify({ trained, logShare: pack(Float32Array.from(template)) })}\n`,
  )
  const make = model === 'sharing' ? sharingSamples : handoverSamples
  const { file: committee, report } = trainCommittee(people, {
    ...(model === 'sharing'
      ? { outputs: 3, hidden: 16, epochs: 10, nets: 4, samples: 20_000 }
      : { outputs: 2, hidden: 12, epochs: 12, nets: 4, samples: 10_000 }),
    decay: 0.1,
    make: (those, count, seed) => make(those, template, count, seededRandom(seed)),
  })
  writeFileSync(join(out, `${model}.json`), `${JSON.stringify({ trained: { ...trained, ...report }, ...committee })}\n`)
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
process.stdout.write(`${model}: ${JSON.stringify(trained)}\n`)
