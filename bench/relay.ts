import { measurePath } from '../src/measure/network/path.ts'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { quantile, rate } from './harness/stats.ts'
import { table } from './harness/table.ts'
import { openLab, type LineProfile, type Session } from './relay/lab.ts'

/** One-way delay, mean jitter in each direction, loss. */
const lines: readonly (LineProfile & { readonly name: string })[] = [
  { name: 'fibre, 15 ms', oneWayMs: 7.5, jitterMs: 0.3, loss: 0 },
  { name: 'wireless, 40 ms', oneWayMs: 20, jitterMs: 2, loss: 0.005 },
  { name: '4G, 60 ms', oneWayMs: 30, jitterMs: 6, loss: 0.01 },
  { name: 'far, 100 ms', oneWayMs: 50, jitterMs: 2, loss: 0.002 },
  { name: 'satellite-like, 180 ms', oneWayMs: 90, jitterMs: 12, loss: 0.01 },
]
const hidden = [2, 10, 30, 60, 150, 200]
/** The threshold of the rule apply/path-split. */
const ruleMs = 5

async function run(options: BenchOptions): Promise<BenchResult> {
  const lab = await openLab(options.seed, options.say)
  const direct: Session[] = []
  const relayed = new Map<number, Session[]>(hidden.map((ms) => [ms, []]))
  const rows: string[][] = []
  const seconds: number[] = []
  const atOnce = options.quick ? 16 : 52
  try {
    for (const line of lab.kind === 'namespaces' ? lines : lines.slice(0, 1)) {
      await lab.setLine(line)
      const straight = await lab.visit(options.quick ? 16 : lab.kind === 'namespaces' ? 208 : 1040, 0, atOnce)
      direct.push(...straight)
      if (line.oneWayMs === 50 || lab.kind === 'loopback') seconds.push(...straight.map((session) => session.seconds))
      const leads = straight.map(leadOf).filter((lead) => lead !== null)
      rows.push([line.name, 'none', String(straight.length), quantile(leads, 0.5).toFixed(1), Math.max(...leads).toFixed(1)])
      for (const ms of hidden) {
        const behind = await lab.visit(options.quick ? 8 : 24, ms, options.quick ? 8 : 24)
        relayed.get(ms)?.push(...behind)
        const found = behind.map(leadOf).filter((lead) => lead !== null)
        rows.push([line.name, `${ms} ms`, String(behind.length), quantile(found, 0.5).toFixed(1), Math.min(...found).toFixed(1)])
      }
    }
  } finally {
    lab.close()
  }
  options.say(`\n${lab.kind}\n${table(['line', 'hidden leg', 'sessions', 'lead p50, ms', 'worst'], rows)}`)
  const far = [...relayed].filter(([ms]) => ms >= 10)
  const errors = far.flatMap(([ms, sessions]) => sessions.map((session) => hiddenOf(session)).filter((value) => value !== null).map((value) => Math.abs(value - ms)))
  const overLimit = far.flatMap(([ms, sessions]) => sessions.map((session) => Math.abs((hiddenOf(session) ?? Infinity) - ms) > Math.max(6, ms / 10)))
  const lead = counts(direct, far, (session) => (leadOf(session) ?? -1) > ruleMs)
  const gap = counts(direct, far, (session) => (gapOf(session) ?? -1) > 25)
  const lower = counts(direct, far, (session) => (lowerLeadOf(session) ?? -1) > ruleMs)
  const unknown = [...direct, ...far.flatMap(([, sessions]) => sessions)].filter((session) => leadOf(session) === null)
  const none: Metric = { value: null, why: 'the lab speaks HTTP/2 without TLS' }
  return {
    metrics: {
      detection_10ms: lead.detection,
      false_alarms: lead.alarms,
      hidden_leg_error_p50_ms: { value: quantile(errors, 0.5), n: errors.length },
      verdict_s: { value: quantile(seconds, 0.5), low: quantile(seconds, 0.05), high: quantile(seconds, 0.95), n: seconds.length },
      detection_10ms_by_p25: lower.detection,
      false_alarms_by_p25: lower.alarms,
      hidden_leg_outside_bar: rate(overLimit.filter(Boolean).length, overLimit.length),
      near_relay_2ms: rate((relayed.get(2) ?? []).filter((session) => (leadOf(session) ?? -1) > ruleMs).length, relayed.get(2)?.length ?? 0),
      unknown: rate(unknown.length, direct.length + overLimit.length),
      cpu_ms: { value: quantile(direct.map(({ cpuMs }) => cpuMs), 0.5) / atOnce, n: direct.length },
    },
    baselines: { rttgap: { detection_10ms: gap.detection, false_alarms: gap.alarms }, tls_minus_tcp: { detection_10ms: none, false_alarms: none } },
  }
}

function counts(direct: readonly Session[], far: readonly (readonly [number, readonly Session[]])[], flagged: (session: Session) => boolean): { detection: Metric; alarms: Metric } {
  const behind = far.flatMap(([, sessions]) => sessions)
  return { detection: rate(behind.filter(flagged).length, behind.length), alarms: rate(direct.filter(flagged).length, direct.length) }
}

function leadOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.leadMedianMs
}

function hiddenOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.hiddenLegMs
}

function lowerLeadOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.leadP25Ms
}

/** The published rule: least echo minus least TCP round trip. */
function gapOf({ trace }: Session): number | null {
  if (trace === null || trace.probes.length === 0 || trace.handshakeMs === null) return null
  return Math.min(...trace.probes.map(({ answerMs }) => answerMs)) - trace.handshakeMs
}

export const bench: Bench = { subject: 'relay', about: 'relays on the path by ACK-lead, in a lab of network namespaces with jitter and loss', run }
