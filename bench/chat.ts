import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { draftTypes, type DraftType } from '../src/circle/chat/draft.ts'
import { SallyportError } from '../src/core/errors.ts'
import { madeMessages } from './chat/generate.ts'
import type { LabelledMessage } from './chat/message.ts'
import { score } from './chat/score.ts'
import type { Bench, BenchOptions, BenchResult, Metrics } from './harness/bench.ts'

async function run(options: BenchOptions): Promise<BenchResult> {
  if (options.data !== null) return { metrics: shown(score(readMessages(options.data)), options) }
  const made = madeMessages(options.seed, options.quick ? 2 : 12)
  options.say(
    `${made.development.length} messages of the development templates, ${made.heldOut.length} of templates held out.`,
  )
  const development = shown(score(made.development), options)
  const heldOut = shown(score(made.heldOut), options)
  return {
    metrics: {
      ...heldOut,
      ...Object.fromEntries(
        ['precision', 'recall', 'tlp'].map((name) => [`development.${name}`, development[name] as Metrics[string]]),
      ),
    },
  }
}

function shown(result: ReturnType<typeof score>, options: BenchOptions): Metrics {
  if ('misses' in options.flags)
    for (const miss of result.misses.slice(0, 200)) options.say(`${miss.kind} ${miss.type} ${miss.value} (${miss.id})`)
  return result.metrics
}

/** Reads `messages.jsonl`; layout in bench/data/chat.md. */
function readMessages(folder: string): LabelledMessage[] {
  const file = join(folder, 'messages.jsonl')
  if (!existsSync(file)) throw new SallyportError('SP_BENCH_DATA', 'messages.jsonl is missing.')
  const known: ReadonlySet<string> = new Set(draftTypes)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const row = JSON.parse(line) as {
        id?: unknown
        text?: unknown
        indicators?: { type: string; value: string | number }[]
        tlp?: string | null
      }
      if (typeof row.text !== 'string') throw new SallyportError('SP_BENCH_DATA', `Line ${at + 1} has no text.`)
      const indicators = (row.indicators ?? [])
        .filter(({ type }) => known.has(type))
        .map(({ type, value }) => ({ type: type as DraftType, value: String(value) }))
      return { id: String(row.id ?? at), text: row.text, indicators, tlp: row.tlp ?? null }
    })
}

export const bench: Bench = {
  subject: 'chat',
  about: 'indicators read from group messages, per type, against labels',
  run,
}
