import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { SallyportError } from '../../src/core/errors.ts'

/** One account's activity with the question asked of it, and the answer. Layout: bench/data/work.md. */
export interface Trial {
  readonly id: string
  /** `zone`, `claim`, `share` or `handover`. */
  readonly task: string
  /** `180d/n100`, `n200` … */
  readonly variant: string
  readonly kind: string
  readonly claimed: number | null
  readonly before: readonly number[]
  /** Second half of a hand-over trial; empty otherwise. */
  readonly after: readonly number[]
  readonly label: number
  readonly person: string
}

interface TrialLine {
  readonly id: string
  readonly task: string
  readonly claimed_offset_min?: number
  readonly events: readonly number[] | { readonly before: readonly number[]; readonly after: readonly number[] }
}

interface LabelLine {
  readonly id: string
  readonly kind: string
  readonly label: number
  readonly person?: string
}

/** Reads `trials.jsonl[.gz]` and `labels.jsonl[.gz]`; trials without a label are left out. */
export function readTrials(folder: string): Trial[] {
  const labels = new Map(lines<LabelLine>(folder, 'labels.jsonl').map((label) => [label.id, label]))
  return lines<TrialLine>(folder, 'trials.jsonl').flatMap((line) => {
    const label = labels.get(line.id)
    if (label === undefined) return []
    const [task = '', ...variant] = line.task.split('/')
    const { before, after } = 'before' in line.events ? line.events : { before: line.events, after: [] }
    const { kind, label: truth, person } = label
    const trial = {
      id: line.id,
      task: task.replace('-', ''),
      variant: variant.join('/'),
      kind,
      claimed: line.claimed_offset_min ?? null,
    }
    return [{ ...trial, before, after, label: truth, person: person ?? line.id }]
  })
}

function lines<T>(folder: string, name: string): T[] {
  const file = [join(folder, name), join(folder, `${name}.gz`)].find(existsSync)
  if (file === undefined) throw new SallyportError('SP_BENCH_DATA', `There is no ${name} or ${name}.gz in the folder.`)
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as T]))
}
