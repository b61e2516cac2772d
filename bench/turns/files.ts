import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import { questions, sources } from '../../src/measure/turns/call.ts'
import type { Call, NetworkSample, Question, Source, Turn } from '../../src/measure/turns/call.ts'

/** A call of which it is known whether something stood between. */
export interface LabelledCall {
  readonly id: string
  readonly label: 'direct' | 'processed'
  /** `ordinary`, `slow`, `stutter`, `satellite`, … */
  readonly kind: string
  readonly addedMs: number
  readonly call: Call
  /** Where it is known: response and added delay of each answer, in order. */
  readonly truth?: readonly { readonly gapMs: number; readonly addedMs: number }[]
}

/** Reads every `*.json` of a folder: a call, a list of calls, or `{ calls: […] }`. */
export function readCalls(folder: string): LabelledCall[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const value = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Loose | Loose[]
      const list = Array.isArray(value) ? value : Array.isArray(value['calls']) ? (value['calls'] as Loose[]) : [value]
      return list.filter((one) => Array.isArray(one['turns'])).map((one, k) => readCall(one, `${name}#${k}`))
    })
}

type Loose = Record<string, unknown>

/** Nobody is interviewed for ten hours, and no round trip takes twenty seconds: larger numbers are milliseconds. */
const MOST_SECONDS = { time: 36_000, span: 20 } as const

/**
 * A number in ms under the first of the names that holds one. `start_ms` and `startMs` are ms; a bare `start` is seconds,
 * unless its numbers are too large for that.
 *
 * @param isMs whether bare times of this call are milliseconds; null: it is told by the number's size
 */
function ms(from: Loose, names: string | readonly string[], isMs: boolean | null = null): number | null {
  for (const name of typeof names === 'string' ? [names] : names) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    for (const key of [`${name}Ms`, `${snake}_ms`]) if (typeof from[key] === 'number') return from[key]
    if (typeof from[`${snake}_s`] === 'number') return 1000 * (from[`${snake}_s`] as number)
    for (const key of [name, snake]) {
      const value = from[key]
      if (typeof value === 'number') return (isMs ?? Math.abs(value) >= MOST_SECONDS.span) ? value : 1000 * value
    }
  }
  return null
}

/** Whether the bare times of a call are milliseconds. */
function inMilliseconds(one: Loose): boolean {
  return (one['turns'] as Loose[]).some(({ start, end }) => [start, end].some((value) => typeof value === 'number' && value > MOST_SECONDS.time))
}

function readCall(one: Loose, id: string): LabelledCall {
  const label = one['label'] === 'processed' ? 'processed' : one['label'] === 'direct' ? 'direct' : null
  if (label === null) throw new SallyportError('SP_BENCH_DATA', `${id}: label must be "direct" or "processed".`)
  const source = one['source']
  return {
    id: typeof one['id'] === 'string' ? one['id'] : id,
    label,
    kind: kindOf(one),
    addedMs: ms(one, ['added', 'addedDelay', 'delay']) ?? 0,
    call: {
      source: typeof source === 'string' && source in sources ? (source as Source) : 'room',
      turns: readTurns(one['turns'] as Loose[], inMilliseconds(one)),
      network: readNetwork(one),
    },
  }
}

/** What is unusual about the speaker or the line; `ordinary` where a file says nothing or says so in other words. */
function kindOf(one: Loose): string {
  const named = ['kind', 'profile', 'condition', 'scenario', 'speaker', 'speaker_kind', 'speakerKind', 'group']
    .map((key) => one[key])
    .find((value): value is string => typeof value === 'string')
  return named === undefined || /^(ordinary|normal|typical|usual|regular|direct|processed|plain|none|default)\b/i.test(named) ? 'ordinary' : named
}

function readTurns(turns: readonly Loose[], isMs: boolean): Turn[] {
  const names = [...new Set(turns.map((turn) => String(turn['speaker'])))]
  const candidate = names.find((name) => /^(candidate|interviewee|applicant|guest|answerer|b|remote)$/i.test(name)) ?? 'candidate'
  const read = turns
    .map((turn): Turn => ({
      speaker: String(turn['speaker']) === candidate ? 'candidate' : 'interviewer',
      startMs: ms(turn, 'start', isMs) ?? Number.NaN,
      endMs: ms(turn, 'end', isMs) ?? Number.NaN,
      question: questionOf(turn),
    }))
    .toSorted((a, b) => a.startMs - b.startMs)
  // Some write the kind of question on its answer: it belongs to the turn before.
  return withShortOnes(
    read.some(({ speaker, question }) => speaker === 'interviewer' && question !== null)
      ? read
      : read.map((turn, t) => ({ ...turn, question: turn.speaker === 'interviewer' ? (read[t + 1]?.question ?? null) : null })),
  )
}

/** Where a file names no question that needs no thought, its easy ones stand for them; where it names none, all do. */
function withShortOnes(turns: readonly Turn[]): Turn[] {
  const asked = turns.filter(({ speaker }) => speaker === 'interviewer')
  if (asked.some(({ question }) => question === 'zero-think')) return [...turns]
  const stand = asked.some(({ question }) => question === 'easy') ? 'easy' : null
  return turns.map((turn) => (turn.speaker === 'interviewer' && turn.question === stand ? { ...turn, question: 'zero-think' } : turn))
}

/** The kind of question under the names it may go by. */
function questionOf(turn: Loose): Question | null {
  const named = ['question', 'questionKind', 'question_kind', 'questionType', 'question_type', 'kind', 'type'].map((key) => turn[key]).find((value): value is string => typeof value === 'string')
  if (named === undefined) return null
  const word = named.toLowerCase().replaceAll('_', '-')
  if (questions.includes(word as Question)) return word as Question
  if (/zero|no-think|yes|spell|repeat|number|short|echo|back/.test(word)) return 'zero-think'
  if (/shadow/.test(word)) return 'shadow'
  if (/interrupt|cut-in|barge/.test(word)) return 'interrupt'
  if (/hard|think|difficult|complex|technical|explain|long/.test(word)) return 'hard'
  return /none|null|statement|other/.test(word) ? null : 'easy'
}

/** Samples of the line for the call, or one for each turn, or one for all. */
function readNetwork(one: Loose): NetworkSample[] {
  const isMs = inMilliseconds(one)
  const sample = (from: Loose, atMs: number): NetworkSample[] => {
    const rttMs = ms(from, ['rtt', 'roundTrip'])
    return rttMs === null
      ? []
      : [
          {
            atMs: ms(from, ['at', 't', 'time'], isMs) ?? atMs,
            rttMs,
            playoutMs: ms(from, ['playout', 'playoutDelay', 'jitterBuffer']),
            remotePlayoutMs: ms(from, ['remotePlayout', 'remotePlayoutDelay', 'remoteJitterBuffer']),
          },
        ]
  }
  const whole = one['network']
  if (Array.isArray(whole)) return (whole as Loose[]).flatMap((from) => sample(from, 0))
  const perTurn = (one['turns'] as Loose[]).flatMap((turn) =>
    turn['network'] !== undefined ? sample(turn['network'] as Loose, ms(turn, 'start', isMs) ?? 0) : 'rtt_ms' in turn || 'rttMs' in turn ? sample({ ...turn, at: undefined, t: undefined, time: undefined }, ms(turn, 'start', isMs) ?? 0) : [],
  )
  if (perTurn.length > 0) return perTurn
  if (whole !== null && typeof whole === 'object') {
    const inside = (whole as Loose)['samples']
    return Array.isArray(inside) ? (inside as Loose[]).flatMap((from) => sample(from, 0)) : sample(whole as Loose, 0)
  }
  return sample({ ...one, at: undefined, t: undefined, time: undefined }, 0)
}
