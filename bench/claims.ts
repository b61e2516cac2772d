import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { rate } from './harness/stats.ts'
import { seededRandom } from '../src/core/random.ts'
import { readSamples } from './claims/data.ts'
import { generateSamples } from './claims/generate.ts'
import { claimRules, speaking } from './claims/judge.ts'

async function run({ data, seed, quick, flags, say }: BenchOptions): Promise<BenchResult> {
  const samples =
    data === null
      ? generateSamples(
          seededRandom(seed),
          quick ? 120 : 1200,
          flags['part'] === 'held-out' ? 'held-out' : 'development',
        )
      : readSamples(data)
  const rules = claimRules()
  const byKind = new Map<string, { spoke: number; of: number; label: string }>()
  for (const { id, text, label, asOf, kind } of samples) {
    const spoke = await speaking(rules, text, asOf)
    const key = `${label} ${kind}`
    const entry = byKind.get(key) ?? { spoke: 0, of: 0, label }
    byKind.set(key, { spoke: entry.spoke + (spoke.length > 0 ? 1 : 0), of: entry.of + 1, label })
    if ('confusions' in flags && spoke.length > 0 !== (label === 'contradiction'))
      say(
        `${label === 'clean' ? 'false alarm' : 'missed'}: ${id} ${kind} ${spoke.join(', ')}${'texts' in flags ? `\n${text}\n--------` : ''}`,
      )
  }
  const count = (label: string): { spoke: number; of: number } =>
    [...byKind.values()]
      .filter((one) => one.label === label)
      .reduce((sum, one) => ({ spoke: sum.spoke + one.spoke, of: sum.of + one.of }), { spoke: 0, of: 0 })
  const found = count('contradiction')
  const alarms = count('clean')
  const kinds =
    byKind.has('clean given') || byKind.has('contradiction given')
      ? []
      : [...byKind].toSorted(([a], [b]) => a.localeCompare(b))
  return {
    metrics: {
      recall: rate(found.spoke, found.of),
      false_alarms: rate(alarms.spoke, alarms.of),
      ...Object.fromEntries(
        kinds.map(([kind, { spoke, of, label }]) => [
          `${label === 'clean' ? 'false_alarms' : 'recall'}.${kind.slice(kind.indexOf(' ') + 1)}`,
          rate(spoke, of),
        ]),
      ),
    },
  }
}

export const bench: Bench = {
  subject: 'claims',
  about: 'seeded contradictions found by the shipped rules, against innocent look-alikes; from text to findings',
  run,
}
