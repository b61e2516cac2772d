import { existsSync, readdirSync } from 'node:fs'
import { SallyportError } from '../src/core/errors.ts'
import type { Bench, BenchOptions } from './harness/bench.ts'
import { showMetric, table } from './harness/table.ts'

/** Subjects are the files of this folder: `bench/<subject>.ts`. */
export function subjects(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'main.ts')
    .map((name) => name.slice(0, -3))
    .sort()
}

/** `npm run bench -- <subject> [--data DIR] [--seed N] [--quick] [--json]`. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [subject, ...rest] = args
  if (subject === undefined || subject.startsWith('-') || !subjects().includes(subject)) {
    process.stderr.write(`Usage: npm run bench -- <subject> [--data DIR] [--seed N] [--quick] [--json]\nSubjects: ${subjects().join(', ')}\n`)
    return 2
  }
  const flags = readFlags(rest)
  const data = flags['data'] ?? null
  if (data !== null && !existsSync(data)) throw new SallyportError('SP_BENCH_DATA', `There is no folder ${data}.`)
  const json = 'json' in flags
  const seed = Number(flags['seed'] ?? 1)
  const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`)

  const { bench } = (await import(`./${subject}.ts`)) as { bench: Bench }
  say(`${bench.subject}: ${bench.about}`)
  const options: BenchOptions = { data, seed, quick: 'quick' in flags, flags, say }
  const result = await bench.run(options)
  const rows = Object.entries(result.metrics).map(([name, metric]) => [name, showMetric(metric)])
  for (const [peer, metrics] of Object.entries(result.baselines ?? {})) {
    rows.push(...Object.entries(metrics).map(([name, metric]) => [`${peer} · ${name}`, showMetric(metric)]))
  }
  say(`\n${table(['metric', 'value [95 % interval] trials'], rows)}\n`)
  const line = { subject, data, seed, node: process.versions.node, metrics: result.metrics, ...(result.baselines ? { baselines: result.baselines } : {}) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  return 0
}

function readFlags(args: readonly string[]): Record<string, string> {
  const flags: Record<string, string> = {}
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (!arg.startsWith('--')) throw new SallyportError('SP_INPUT', `Unexpected argument "${arg}".`)
    const next = args[i + 1]
    if (next === undefined || next.startsWith('--')) flags[arg.slice(2)] = ''
    else {
      flags[arg.slice(2)] = next
      i++
    }
  }
  return flags
}
