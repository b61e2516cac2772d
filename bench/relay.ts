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
const ruleMs = 4.5
/** Sessions at a time: each is looked at every millisecond, by one process. */
const atOnce = 12

interface Run {
  readonly direct: Session[]
  readonly relayed: Map<number, Session[]>
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const lab = await openLab(options.seed, options.say)
  const node: Run = { direct: [], relayed: new Map(hidden.map((ms) => [ms, []])) }
  const browser: Run = { direct: [], relayed: new Map(hidden.map((ms) => [ms, []])) }
  const rows: string[][] = []
  const seconds: number[] = []
  try {
    for (const line of lab.kind === 'namespaces' ? lines : lines.slice(0, 1)) {
      await lab.setLine(line)
      for (const ms of [0, ...hidden]) {
        const many = ms === 0 ? (options.quick ? 12 : lab.kind === 'namespaces' ? 208 : 1040) : options.quick ? 6 : ms < 10 ? 12 : 24
        const found = [...(await lab.visit(many, ms, atOnce))]
        keep(node, ms, found)
        if (ms === 0 && (line.oneWayMs === 50 || lab.kind === 'loopback')) seconds.push(...found.map((session) => session.seconds))
        const browsed = lab.browse === null || options.quick ? [] : [...(await lab.browse(ms === 0 ? 12 : ms < 10 ? 0 : 3, ms))]
        keep(browser, ms, browsed)
        const leads = [...found, ...browsed].map(leadOf).filter((lead) => lead !== null)
        rows.push([line.name, ms === 0 ? 'none' : `${ms} ms`, String(leads.length), quantile(leads, 0.5).toFixed(1), (ms === 0 ? Math.max(...leads) : Math.min(...leads)).toFixed(1), quantile(found.map((session) => session.trace?.probes.length ?? 0), 0.5).toFixed(0), quantile(found.map((session) => session.seconds), 0.5).toFixed(1)])
        options.say(`${line.name}, ${ms} ms: ${found.length} by program, ${browsed.length} by browser`)
      }
    }
  } finally {
    lab.close()
  }
  options.say(`\n${lab.kind}\n${table(['line', 'hidden leg', 'sessions', 'lead p50, ms', 'worst', 'probes', 'seconds'], rows)}`)
  const direct = [...node.direct, ...browser.direct]
  const far = hidden.filter((ms) => ms >= 10).map((ms) => [ms, [...(node.relayed.get(ms) ?? []), ...(browser.relayed.get(ms) ?? [])]] as const)
  const errors = far.flatMap(([ms, sessions]) => sessions.map((session) => hiddenOf(session)).filter((value) => value !== null).map((value) => Math.abs(value - ms)))
  const overLimit = far.flatMap(([ms, sessions]) => sessions.map((session) => Math.abs((hiddenOf(session) ?? Infinity) - ms) > Math.max(6, ms / 10)))
  const unknown = [...direct, ...far.flatMap(([, sessions]) => sessions)].filter((session) => leadOf(session) === null)
  const rule = (flagged: (session: Session) => boolean): { detection: Metric; alarms: Metric } => counts(direct, far, flagged)
  const lead = rule((session) => (leadOf(session) ?? -1) > ruleMs)
  const median = rule((session) => (medianOf(session) ?? -1) > 5)
  const gap = rule((session) => (gapOf(session) ?? -1) > 25)
  const tls = rule((session) => (tlsGapOf(session) ?? -1) > 50)
  const only = browser.direct.length === 0 ? null : counts(browser.direct, hidden.filter((ms) => ms >= 10).map((ms) => [ms, browser.relayed.get(ms) ?? []] as const), (session) => (leadOf(session) ?? -1) > ruleMs)
  const nothing: Metric = { value: null, why: 'no Chromium here, or a quick run' }
  return {
    metrics: {
      detection_10ms: lead.detection,
      false_alarms: lead.alarms,
      hidden_leg_error_p50_ms: { value: quantile(errors, 0.5), n: errors.length },
      verdict_s: { value: quantile(seconds, 0.5), low: quantile(seconds, 0.05), high: quantile(seconds, 0.95), n: seconds.length },
      chromium_detection_10ms: only?.detection ?? nothing,
      chromium_false_alarms: only?.alarms ?? nothing,
      detection_10ms_by_median: median.detection,
      false_alarms_by_median: median.alarms,
      hidden_leg_outside_bar: rate(overLimit.filter(Boolean).length, overLimit.length),
      near_relay_2ms: rate((node.relayed.get(2) ?? []).filter((session) => (leadOf(session) ?? -1) > ruleMs).length, node.relayed.get(2)?.length ?? 0),
      unknown: rate(unknown.length, direct.length + overLimit.length),
      cpu_ms: { value: quantile(node.direct.map(({ cpuMs }) => cpuMs), 0.5) / atOnce, n: node.direct.length },
      bytes: { value: quantile(direct.map(({ bytes }) => bytes), 0.5), n: direct.length },
    },
    baselines: { rttgap: { detection_10ms: gap.detection, false_alarms: gap.alarms }, tls_minus_tcp: { detection_10ms: tls.detection, false_alarms: tls.alarms } },
  }
}

function keep(run: Run, ms: number, sessions: readonly Session[]): void {
  if (ms === 0) run.direct.push(...sessions)
  else run.relayed.get(ms)?.push(...sessions)
}

function counts(direct: readonly Session[], far: readonly (readonly [number, readonly Session[]])[], flagged: (session: Session) => boolean): { detection: Metric; alarms: Metric } {
  const behind = far.flatMap(([, sessions]) => sessions)
  return { detection: rate(behind.filter(flagged).length, behind.length), alarms: rate(direct.filter(flagged).length, direct.length) }
}

function leadOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.leadMeanMs
}

function medianOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.leadMedianMs
}

function hiddenOf({ trace }: Session): number | null {
  return trace === null ? null : measurePath(trace).facts.hiddenLegMs
}

/** The published rule: least echo minus least TCP round trip. */
function gapOf({ trace }: Session): number | null {
  if (trace === null || trace.probes.length === 0 || trace.handshakeMs === null) return null
  return Math.min(...trace.probes.map(({ answerMs }) => answerMs)) - trace.handshakeMs
}

/** The other: the TLS handshake lasts that much longer than TCP's. */
function tlsGapOf({ trace }: Session): number | null {
  return trace === null || trace.tlsMs === null || trace.handshakeMs === null ? null : trace.tlsMs - trace.handshakeMs
}

export const bench: Bench = { subject: 'relay', about: 'relays on the path by ACK-lead, in a lab of network namespaces with jitter and loss', run }
