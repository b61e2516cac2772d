import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Environment } from '@marcbachmann/cel-js'
import { parse } from 'yaml'
import { seededRandom } from '../../src/core/random.ts'
import { clean } from '../../src/measure/typing/keystrokes.ts'
import { clockStep } from '../../src/measure/typing/clock.ts'
import { machineFacts } from '../../src/measure/typing/machine.ts'
import type { Metric } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import type { FixedText, Typist } from './files.ts'
import { automated, forgeries, humanPayloads } from './machine.ts'
import type { Payload } from './machine.ts'

interface Condition {
  readonly id: string
  readonly needs: readonly string[]
  readonly holds: (facts: unknown) => boolean
}

/** The rules of the playbook that name machine typing: the benchmark judges with what is shipped. */
function machineRules(): Condition[] {
  const folder = join(import.meta.dirname, '../../playbook/apply')
  const environment = new Environment({ unlistedVariablesAreDyn: true })
  return readdirSync(folder)
    .filter((name) => name.startsWith('typing-machine-'))
    .map((name) => {
      const rule = parse(readFileSync(join(folder, name), 'utf8')) as { id: string; needs: string[]; when: string }
      const condition = environment.parse(rule.when)
      return { id: rule.id, needs: rule.needs, holds: (facts) => condition(facts as Record<string, unknown>) === true }
    })
}

/** Whether any of the rules speaks; a rule whose facts are missing is silent. */
function flagged(payload: Payload, rules: readonly Condition[]): boolean {
  const { runs, unusable } = clean(payload.strokes)
  if (unusable !== null) return false
  const facts = { session: { typing: { clockStepMs: clockStep(runs), machine: machineFacts(runs, payload.inputs) } } }
  return rules.some((rule) => rule.needs.every((path) => at(facts, path) !== null) && rule.holds(facts))
}

function at(facts: unknown, path: string): unknown {
  return path.split('.').reduce((here, key) => (here as Record<string, unknown> | null)?.[key] ?? null, facts)
}

export function machineMetrics(
  fixed: FixedText | null,
  free: readonly (readonly Typist[])[],
  seed: number,
  quick: boolean,
  metrics: Record<string, Metric>,
): void {
  const rules = machineRules()
  const random = seededRandom(seed)
  let caught = 0
  let all = 0
  const count = (payloads: readonly Payload[]): number => payloads.filter((payload) => flagged(payload, rules)).length
  for (const [kind, payloads] of automated(random, quick ? 20 : 100)) {
    const hits = count(payloads)
    metrics[`machine_recall.${kind}`] = rate(hits, payloads.length)
    caught += hits
    all += payloads.length
  }
  metrics['machine_recall'] = rate(caught, all)
  for (const [kind, payloads] of forgeries(random, quick ? 20 : 100))
    metrics[`machine_forged.${kind}`] = rate(count(payloads), payloads.length)
  const people = humanPayloads(fixed, free)
  metrics['machine_false_alarms'] = rate(count(people), people.length)
}
