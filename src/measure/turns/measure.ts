import type { Measured } from '../../core/facts.ts'
import { exchangeOf } from './answers.ts'
import type { Answer, Exchange } from './answers.ts'
import { cleanCall, sources } from './call.ts'
import type { Call, Source } from './call.ts'
import { delayEvidence } from './delay.ts'
import type { TurnsFacts } from './facts.ts'
import { lineDelay } from './network.ts'

/** Fewer zero-think answers say too little about a delay (detection at +1.5 s falls from 96 to 41 % with three). */
export const leastAnswers = 8

/** Measures the turns of a call. Broken times give reasons, never an exception. */
export function measureTurns(call: Call): Measured<TurnsFacts> {
  const { turns, broken, unusable } = cleanCall(call.turns)
  const unavailable: Record<string, string> = {}
  const used = unusable === null ? turns : []
  const exchange = exchangeOf(used, call.network)
  const zero = exchange.answers.filter((answer) => answer.question === 'zero-think')
  const late = sources[call.source]
  if (unusable !== null) unavailable['turns'] = unusable
  if (!exchange.measuredLine)
    unavailable['line.rttMs'] = 'the line was not measured; a usual one was assumed, with its uncertainty'

  const zeroThink = zeroThinkOf(zero, late)
  if (zeroThink === null) unavailable['zeroThink'] = unusable ?? 'no zero-think question was marked and answered'
  const within = withinOf(exchange.answers)
  if (within === null)
    unavailable['within'] = 'needs three answers to easy and three to hard questions, or to zero-think and hard ones'
  const lively = livelyOf(exchange)
  if (lively === null) unavailable['lively'] = 'nobody was listened to for half a minute'
  const probes = probesOf(exchange)
  if (probes.interruptStopMs === null)
    unavailable['probes.interruptStopMs'] = 'the candidate was not cut into as a probe'
  if (probes.shadowLagMs === null) unavailable['probes.shadowLagMs'] = 'no sentence was repeated while it was spoken'

  let delay: TurnsFacts['delay'] = null
  if (call.accommodated === true)
    unavailable['delay'] = 'an agreed interpreter or accommodation: nothing is concluded from delay'
  else if (zero.length < leastAnswers)
    unavailable['delay'] = unusable ?? `${zero.length} zero-think answers; ${leastAnswers} are needed`
  else delay = delayOf(exchange, zero.length, late, call.source)

  const rtts = call.network.map((sample) => sample.rttMs).filter((rtt) => rtt >= 0 && rtt < 20_000)
  const line = lineDelay(call.network, zero[0]?.atMs ?? used[0]?.startMs ?? 0)
  return {
    facts: {
      source: call.source,
      turns: used.length,
      brokenTurns: broken,
      accommodated: call.accommodated === true,
      line: {
        measured: line.measured,
        rttMs: rtts.length === 0 ? null : quantile(rtts, 0.5),
        takenOffMs: round(line.ms),
        uncertaintyMs: round(line.uncertaintyMs),
      },
      zeroThink,
      within,
      delay,
      lively,
      probes,
    },
    unavailable,
  }
}

function zeroThinkOf(zero: readonly Answer[], late: number): TurnsFacts['zeroThink'] {
  if (zero.length === 0) return null
  const gaps = zero.map((answer) => answer.gapMs)
  const slowest = zero.toSorted((a, b) => b.gapMs - a.gapMs).slice(0, 3)
  const line = quantile(
    zero.map((answer) => answer.uncertaintyMs),
    0.5,
  )
  return {
    answers: zero.length,
    lowerQuartileMs: quantile(gaps, 0.25),
    medianMs: quantile(gaps, 0.5),
    floorMs: round(Math.min(...gaps)),
    spreadMs: round(quantile(gaps, 0.75) - quantile(gaps, 0.25)),
    // What the source errs averages out over answers; what is not known of the line does not.
    uncertaintyMs: round(Math.hypot((1.36 * late) / Math.sqrt(zero.length), line)),
    slowest: slowest.map((answer) => ({
      in: 'call',
      turn: answer.turn,
      atMs: answer.atMs,
      text: `${Math.round(answer.gapMs)} ms`,
    })),
  }
}

function withinOf(answers: readonly Answer[]): TurnsFacts['within'] {
  const gapsOf = (kind: Answer['question']): number[] =>
    answers.filter((answer) => answer.question === kind).map((answer) => answer.gapMs)
  const [zero, easy, hard] = [gapsOf('zero-think'), gapsOf('easy'), gapsOf('hard')]
  if (hard.length < 3 || (easy.length < 3 && zero.length < 3)) return null
  const median = quantile(hard, 0.5)
  const quick = zero.length < 3 ? null : quantile(zero, 0.5)
  return {
    hardMinusEasyMs: easy.length < 3 ? null : round(median - quantile(easy, 0.5)),
    difficultyRatio: quick === null || quick < 50 ? null : round(median / quick),
  }
}

function livelyOf(exchange: Exchange): TurnsFacts['lively'] {
  if (exchange.listenedMs < 30_000 || exchange.transitions === 0) return null
  return {
    transitions: exchange.transitions,
    overlapShare: round(exchange.overlaps / exchange.transitions),
    backChannels: exchange.backChannels,
    backChannelsPerMinute: round((60_000 * exchange.backChannels) / exchange.listenedMs),
    listenedSeconds: round(exchange.listenedMs / 1000),
  }
}

function probesOf(exchange: Exchange): TurnsFacts['probes'] {
  return {
    interruptStopMs: bestProbe(exchange, 'interrupt'),
    shadowLagMs: bestProbe(exchange, 'shadow'),
    count: exchange.probes.length,
    places: exchange.probes.slice(0, 6).map((probe) => ({
      in: 'call',
      turn: probe.turn,
      atMs: probe.atMs,
      text: `${probe.kind} ${Math.round(probe.ms)} ms`,
    })),
  }
}

function bestProbe(exchange: Exchange, kind: 'shadow' | 'interrupt'): number | null {
  const times = exchange.probes.filter((probe) => probe.kind === kind).map((probe) => probe.ms)
  return times.length === 0 ? null : round(Math.min(...times))
}

function delayOf(exchange: Exchange, answers: number, late: number, source: Source): TurnsFacts['delay'] {
  // Transcripts leave short sounds out, and keys are not pressed for them: that there are none says nothing there.
  const listened = exchange.listenedMs >= 30_000 && source !== 'transcript' && source !== 'tapped'
  const evidence = delayEvidence(
    exchange.answers.map(({ question, gapMs, uncertaintyMs }) => ({
      question,
      gap: gapMs / 1000,
      uncertainty: Math.hypot(late, uncertaintyMs) / 1000,
    })),
    (['interrupt', 'shadow'] as const).flatMap((kind) => {
      const best = bestProbe(exchange, kind)
      return best === null ? [] : [{ kind, seconds: best / 1000 }]
    }),
    listened
      ? {
          backChannels: exchange.backChannels,
          listenedMinutes: exchange.listenedMs / 60_000,
          overlaps: exchange.overlaps,
          transitions: exchange.transitions,
        }
      : null,
  )
  if (evidence === null) return null
  const ms = (seconds: number): number => Math.round(1000 * seconds)
  return {
    answers,
    decibans: round(evidence.decibans),
    addedMs: ms(evidence.added),
    lowMs: ms(evidence.low),
    highMs: ms(evidence.high),
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * part
  const low = Math.floor(at)
  const below = sorted[low] ?? Number.NaN
  return round(below + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN) - below))
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
