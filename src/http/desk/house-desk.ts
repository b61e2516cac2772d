import type { KeyObject } from 'node:crypto'
import { auditLog, readLog, type AuditStore } from '../../guard/audit/log.ts'
import { verifyAudit } from '../../guard/audit/verify.ts'
import { sandboxLimits, sandboxProtections } from '../../guard/sandbox/sandbox.ts'
import { rows, type House } from '../../jobs/house.ts'
import { evaluationBanner } from '../../store/open.ts'
import type { AuditRow, AuditVerdict, Health, Page, RuleRow } from '../contract.ts'

const auditPageSize = 100

export function auditDesk(house: House, store: AuditStore, keys: readonly KeyObject[]) {
  const log = auditLog(store, house.clock)
  return {
    record: (org: string, actor: string, action: string, target: string | null, outcome: 'allowed' | 'refused'): Promise<void> => log.record(org, { actor, action, object: target ?? 'house', outcome }),
    /** Newest first. */
    async page(org: string, cursor: string | undefined): Promise<Page<AuditRow>> {
      const tables = rows(house)
      const size = await tables.audit.size(org)
      const before = cursor === undefined ? size : Math.min(size, Number(cursor) || 0)
      const from = Math.max(0, before - auditPageSize)
      const people = new Map((await tables.users.list(org)).map(({ id, name }) => [id, name]))
      const entries = (await tables.audit.list(org, from, before - from)).toReversed()
      const items = entries.map(({ index, at, actor, action, object, entry }) => ({ index, at, actor: people.get(actor) ?? actor, action, target: object === 'house' ? null : object, outcome: outcomeIn(entry) }))
      return { items, next: from > 0 ? String(from) : null, total: size }
    },
    async verify(org: string): Promise<AuditVerdict> {
      const checkpoints = (await rows(house).audit.checkpoints(org)).map((checkpoint) => ({ ...checkpoint, org }))
      const { ok, entries, problem, checkpointAt } = await verifyAudit(readLog(store, org), checkpoints, keys)
      return { ok, entries, problem, checkpointAt }
    },
  }
}

function outcomeIn(entry: string): 'allowed' | 'refused' {
  return (JSON.parse(entry) as { outcome?: unknown }).outcome === 'refused' ? 'refused' : 'allowed'
}

/** The rules in force; sealed ones are named only to whoever may read them. */
export async function ruleRows(house: House, org: string, sealed: boolean): Promise<RuleRow[]> {
  const spoke = new Map((await rows(house).findings.tally(org)).filter(({ outcome }) => outcome === 'present').map(({ rule, count }) => [rule, count]))
  let hidden = 0
  return house.playbook.rules.map(({ rule }) => {
    const open = { id: rule.id, title: rule.title, door: rule.door, group: rule.group, status: rule.status, weight: rule.weight, verdict: rule.verdict, pack: rule.pack, sealed: rule.sealed, spoke: spoke.get(rule.id) ?? 0 }
    if (!rule.sealed || sealed) return { ...open, when: rule.when, innocent: rule.innocent, clears: rule.clears, sources: rule.sources }
    hidden += 1
    return { ...open, id: `sealed/S-${hidden}`, title: `Sealed rule S-${hidden}`, when: null, innocent: [], clears: [], sources: [] }
  })
}

export async function readHealth(house: House, org: string, version: string, faults: readonly string[]): Promise<Health> {
  const tables = rows(house)
  const counts = await tables.evidence.counts(org)
  const { sentence } = sandboxProtections()
  return {
    version,
    node: process.versions.node,
    store: house.store.kind,
    banner: house.store.kind === 'pglite' ? evaluationBanner : null,
    queue: await house.queue.stats(),
    evidence: { total: counts.received + counts.measured + counts.failed, last24h: await receivedSince(house, org, house.clock.now() - 86_400_000), failed: counts.failed },
    memoryMb: Math.round(process.memoryUsage().rss / 1e6),
    playbook: { version: house.playbook.version, rules: house.playbook.rules.length, sealed: house.playbook.rules.filter(({ rule }) => rule.sealed).length, faults },
    reference: [],
    sandbox: { limits: [sentence, `${sandboxLimits.wallMs / 1000} s by the clock`, `${sandboxLimits.cpuMs / 1000} s of processor time`, `${sandboxLimits.residentMb} MB resident`, `${sandboxLimits.inputBytes >> 20} MB a file`] },
  }
}

async function receivedSince(house: House, org: string, since: number): Promise<number> {
  const row = await house.store.db.selectFrom('evidence').select((e) => e.fn.countAll<number>().as('n')).where('org_id', '=', org).where('received_at', '>=', since).executeTakeFirstOrThrow()
  return row.n
}

/** Prometheus text format, written by hand: eight lines do not need a library. */
export async function metricsText(house: House): Promise<string> {
  const queue = await house.queue.stats()
  const lines: [name: string, help: string, value: number][] = [
    ['sallyport_queue_waiting', 'Jobs waiting.', queue.waiting],
    ['sallyport_queue_running', 'Jobs running.', queue.running],
    ['sallyport_queue_failed', 'Jobs given up.', queue.failed],
    ['sallyport_queue_oldest_seconds', 'Age of the oldest waiting job.', queue.oldestMs / 1000],
    ['sallyport_rules', 'Rules in force.', house.playbook.rules.length],
    ['process_resident_memory_bytes', 'Resident memory.', process.memoryUsage().rss],
    ['process_cpu_seconds_total', 'Processor time.', process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6],
  ]
  return lines.map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${name.endsWith('_total') ? 'counter' : 'gauge'}\n${name} ${value}\n`).join('')
}

