import { SallyportError } from '../../src/core/errors.ts'
import { seededRandom } from '../../src/core/random.ts'
import type { Call } from '../../src/measure/turns/call.ts'
import { exchangeOf } from '../../src/measure/turns/answers.ts'
import { cleanCall } from '../../src/measure/turns/call.ts'
import { measureTurns } from '../../src/measure/turns/measure.ts'
import type { BenchOptions, BenchResult, Metric } from '../harness/bench.ts'
import { mean, quantile, rate } from '../harness/stats.ts'
import { onsetError } from './audio.ts'
import { heldOutCall } from './held-out.ts'
import { roomDelay } from './room.ts'
import { readCalls } from './files.ts'
import type { LabelledCall } from './files.ts'
import { simulateCall } from './simulator.ts'
import type { Speaker } from './simulator.ts'

const delays = [500, 1000, 1500, 2500] as const
const lengths = [8, 12, 20] as const

/** Where the playbook's rule `interview/turns-added-delay` begins to speak, decibans. */
const ruleThreshold = 8

type Score = (call: Call) => number

const ours: Score = (call) => measureTurns(call).facts.delay?.decibans ?? Number.NEGATIVE_INFINITY
const lowerQuartile: Score = (call) => measureTurns(call).facts.zeroThink?.lowerQuartileMs ?? Number.NEGATIVE_INFINITY
/** Gaps as they are heard, with the line in them: what a stopwatch would give. */
const meanGap: Score = (call) => {
  const gaps = exchangeOf(cleanCall(call.turns).turns, zeroLine(call)).answers.filter(
    (answer) => answer.question === 'zero-think',
  )
  return gaps.length === 0 ? Number.NEGATIVE_INFINITY : mean(gaps.map((answer) => answer.gapMs))
}
const zeroLine = (call: Call): Call['network'] =>
  call.turns.slice(0, 1).map((turn) => ({ atMs: turn.startMs, rttMs: 0, playoutMs: 0, remotePlayoutMs: 0 }))

/** The whole `turns` benchmark. */
export async function runTurns(options: BenchOptions): Promise<BenchResult> {
  const { data, seed, quick, say } = options
  const calls = data === null ? simulated(seed, quick) : readCalls(data)
  if (calls.length === 0) throw new SallyportError('SP_BENCH_DATA', 'There is no *.json with turns.')
  say(
    `${calls.length} calls: ${[...Map.groupBy(calls, (one) => (one.label === 'direct' ? `direct ${one.kind}` : `+${one.addedMs} ms`))].map(([name, list]) => `${name} ${list.length}`).join(', ')}`,
  )

  const metrics: Record<string, Metric> = {}
  for (const length of lengths) Object.assign(metrics, detections(calls, length, ours, ''))
  Object.assign(
    metrics,
    detections(
      calls.map((one) => ({ ...one, call: withoutProbes(one.call) })),
      8,
      ours,
      'without_probes.',
    ),
  )
  Object.assign(metrics, detections(calls.map(shortAlone), 8, ours, 'zero_think_alone.'))
  Object.assign(metrics, detections(calls, 8, lowerQuartile, 'lower_quartile.'))
  if (data === null) Object.assign(metrics, detections(heldOut(seed, quick), 8, ours, 'held_out.'))
  atRule(calls, metrics, 'at_rule.')
  atRule(calls.map((one) => ({ ...one, call: withoutProbes(one.call) })), metrics, 'at_rule.without_probes.')
  if (options.flags['room'] !== undefined) Object.assign(metrics, await roomDelay(options))
  metrics['added_error_p50_ms'] = addedError(calls)
  metrics['gap_error_p50_ms'] = await onsetError(options)
  const baselines = { mean_gap: detections(calls, 8, meanGap, ''), mean_latency: naive(calls) }
  return { metrics, baselines }
}

/** A call with only its first so many zero-think questions asked. */
function first(call: Call, length: number): Call {
  let seen = 0
  return {
    ...call,
    turns: call.turns.map((turn) =>
      turn.question === 'zero-think' && ++seen > length ? { ...turn, question: null } : turn,
    ),
  }
}

/** Only the short questions and their answers: a call in which nothing else was said. */
function shortAlone(one: LabelledCall): LabelledCall {
  const { turns } = one.call
  const kept = turns.filter((turn, t) => {
    const asked = turn.speaker === 'interviewer' ? turn : turns.slice(0, t).findLast(({ speaker }) => speaker === 'interviewer')
    return asked?.question === 'zero-think'
  })
  return { ...one, call: { ...one.call, turns: kept } }
}

function withoutProbes(call: Call): Call {
  return { ...call, turns: call.turns.filter((turn) => turn.question !== 'shadow' && turn.question !== 'interrupt') }
}

/**
 * Detection where 1 % of ordinary direct calls alarm and 1.5 % of direct calls with slow speakers, blocks in speech or a
 * satellite line. The threshold for each half of the calls is set on the other half, so no call helps to set its own.
 */
function detections(
  calls: readonly LabelledCall[],
  length: number,
  score: Score,
  prefix: string,
): Record<string, Metric> {
  const scored = calls
    .map((one, k) => ({ one, half: k % 2, score: score(first(one.call, length)) }))
    .filter(({ score: value }) => Number.isFinite(value))
  const out: Record<string, Metric> = {}
  const thresholds = [0, 1].map((half) => {
    const direct = scored.filter((s) => s.half !== half && s.one.label === 'direct')
    const scoresOf = (unusual: boolean): number[] => direct.filter((s) => odd(s.one) === unusual).map((s) => s.score)
    return Math.max(
      quantile(scoresOf(false), 0.99),
      scoresOf(true).length < 25 ? Number.NEGATIVE_INFINITY : quantile(scoresOf(true), 0.985),
    )
  })
  const flagged = (list: typeof scored): Metric =>
    rate(list.filter((s) => s.score > thresholds[s.half]!).length, list.length)
  for (const delay of delays) {
    const near = scored.filter((s) => s.one.label === 'processed' && Math.abs(s.one.addedMs - delay) <= 200)
    if (near.length > 0) out[`${prefix}detection.${delay}ms.${length}turns`] = flagged(near)
    else
      out[`${prefix}detection.${delay}ms.${length}turns`] = {
        value: null,
        why: `no processed call with about ${delay} ms and ${length} zero-think answers`,
      }
  }
  if (length !== 8) return out
  out[`${prefix}false_alarms`] = flagged(scored.filter((s) => s.one.label === 'direct' && !odd(s.one)))
  const unusual = scored.filter((s) => s.one.label === 'direct' && odd(s.one))
  out[`${prefix}slow_honest_flagged`] = flagged(unusual)
  for (const [kind, list] of Map.groupBy(unusual, (s) => s.one.kind))
    out[`${prefix}slow_honest_flagged.${kind}`] = flagged(list)
  return out
}

const odd = (one: LabelledCall): boolean => one.kind !== 'ordinary'

/** What the shipped rule does, at its own threshold. */
function atRule(calls: readonly LabelledCall[], metrics: Record<string, Metric>, prefix: string): void {
  const scored = calls
    .map((one) => ({ one, score: ours(first(one.call, 8)) }))
    .filter(({ score }) => Number.isFinite(score))
  const spoke = (keep: (one: LabelledCall) => boolean): Metric => {
    const list = scored.filter(({ one }) => keep(one))
    return rate(list.filter(({ score }) => score >= ruleThreshold).length, list.length)
  }
  for (const delay of delays)
    metrics[`${prefix}detection.${delay}ms.8turns`] = spoke(
      (one) => one.label === 'processed' && Math.abs(one.addedMs - delay) <= 200,
    )
  metrics[`${prefix}false_alarms`] = spoke((one) => one.label === 'direct' && !odd(one))
  metrics[`${prefix}slow_honest_flagged`] = spoke((one) => one.label === 'direct' && odd(one))
}

function addedError(calls: readonly LabelledCall[]): Metric {
  const errors = calls.flatMap((one) => {
    const { delay } = measureTurns(one.call).facts
    return one.label === 'processed' && delay !== null ? [Math.abs(delay.addedMs - one.addedMs)] : []
  })
  return errors.length === 0
    ? { value: null, why: 'no processed calls' }
    : { value: quantile(errors, 0.5), low: quantile(errors, 0.25), high: quantile(errors, 0.75), n: errors.length }
}

/** "They are always delayed": flagged when answers come later than 300 ms on average, the line included. */
function naive(calls: readonly LabelledCall[]): Record<string, Metric> {
  const late = (keep: (one: LabelledCall) => boolean): Metric => {
    const list = calls.filter(keep)
    return rate(list.filter((one) => meanGap(first(one.call, 8)) > 300).length, list.length)
  }
  return {
    'detection.1500ms.8turns': late((one) => one.label === 'processed' && Math.abs(one.addedMs - 1500) <= 200),
    'detection.1000ms.8turns': late((one) => one.label === 'processed' && Math.abs(one.addedMs - 1000) <= 200),
    false_alarms: late((one) => one.label === 'direct' && !odd(one)),
    slow_honest_flagged: late((one) => one.label === 'direct' && odd(one)),
  }
}

/** Calls of a world on which nothing was tuned. */
function heldOut(seed: number, quick: boolean): LabelledCall[] {
  const random = seededRandom(seed + 7919)
  const many = quick ? 100 : 600
  const of = (speaker: Speaker, added: number, count: number): LabelledCall[] =>
    Array.from({ length: count }, (_, k) => heldOutCall(speaker, added, random, `${speaker}-${added}-${k}`))
  return [
    ...of('ordinary', 0, 2 * many),
    ...(['slow', 'stutter', 'satellite'] as const).flatMap((speaker) => of(speaker, 0, many / 2)),
    ...delays.flatMap((delay) => of('ordinary', delay / 1000, many / 2)),
  ]
}

function simulated(seed: number, quick: boolean): LabelledCall[] {
  const random = seededRandom(seed)
  const many = quick ? 120 : 800
  const calls: LabelledCall[] = []
  const add = (speaker: Speaker, added: number, count: number): void => {
    for (let k = 0; k < count; k++)
      calls.push(simulateCall({ speaker, added, zeroThink: 20, probes: 2 }, random, `${speaker}-${added}-${k}`))
  }
  add('ordinary', 0, 2 * many)
  for (const speaker of ['slow', 'stutter', 'satellite'] as const) add(speaker, 0, many / 2)
  for (const delay of delays) add('ordinary', delay / 1000, many / 2)
  return calls
}
