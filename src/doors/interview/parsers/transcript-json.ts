import { SallyportError } from '../../../core/errors.ts'
import type { Spoken } from './roles.ts'

type Fields = Readonly<Record<string, unknown>>

/** Most entries that are read; a day of talking has fewer. */
const MOST = 20_000

/**
 * Diarised JSON: Meet's `transcriptEntries` (participant, startTime, endTime in RFC 3339), Teams' and Azure's
 * `recognizedPhrases` (speaker, offsetMilliseconds, durationMilliseconds), and bots' lists of
 * `{participant: {name}, words: [{start_timestamp: {relative}, end_timestamp: {relative}}]}` in seconds.
 *
 * @throws SP_INPUT when it is none of them
 */
export function readTranscriptJson(json: unknown): Spoken[] {
  const entries = listIn(json)
  if (entries === null)
    throw new SallyportError('SP_INPUT', 'The JSON is no call record and no transcript of a known form.')
  const spoken = entries
    .slice(0, MOST)
    .flatMap((entry) => (isFields(entry) ? [fromEntry(entry)] : []))
    .filter((one) => one !== null)
  // Absolute times become times since the first word.
  const first = spoken.reduce((least, { startMs }) => Math.min(least, startMs), Infinity)
  return first > 86_400_000
    ? spoken.map((one) => ({ ...one, startMs: one.startMs - first, endMs: one.endMs - first }))
    : spoken
}

function listIn(json: unknown): readonly unknown[] | null {
  if (Array.isArray(json)) return json
  if (!isFields(json)) return null
  const list = json['transcriptEntries'] ?? json['recognizedPhrases'] ?? json['turns']
  return Array.isArray(list) ? list : null
}

function fromEntry(entry: Fields): Spoken | null {
  const [startMs, endMs] = span(entry)
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || startMs < 0 || endMs < startMs) return null
  const text = entry['text']
  return { speaker: speakerOf(entry), startMs, endMs, asks: typeof text === 'string' && /\?\s*$/.test(text) }
}

function speakerOf(entry: Fields): string | null {
  const named = entry['participant'] ?? entry['speaker']
  const name = isFields(named) ? named['name'] : named
  return typeof name === 'string' || typeof name === 'number' ? String(name).slice(0, 200) : null
}

function span(entry: Fields): [start: number, end: number] {
  const words = entry['words']
  if (Array.isArray(words) && words.length > 0) {
    const seconds = (word: unknown, key: string): number => {
      const at = isFields(word) ? word[key] : undefined
      return isFields(at) ? Number(at['relative']) : Number(at)
    }
    return [seconds(words[0], 'start_timestamp') * 1000, seconds(words.at(-1), 'end_timestamp') * 1000]
  }
  const offset = entry['offsetMilliseconds']
  if (typeof offset === 'number') return [offset, offset + Number(entry['durationMilliseconds'] ?? 0)]
  return [Date.parse(String(entry['startTime'])), Date.parse(String(entry['endTime']))]
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
