import { SallyportError } from '../../../core/errors.ts'
import { callRecord, type CallRecord } from '../record.ts'
import { readTranscriptJson } from './transcript-json.ts'
import { assignRoles, type Spoken } from './roles.ts'
import { readVtt } from './vtt.ts'

/** What a written transcript says of when somebody spoke is no better than this (own comparison: ±300 to 1,000 ms). */
const TRANSCRIPT_RESOLUTION_MS = 700

/**
 * Reads a call: our own record, WebVTT as Zoom, Meet and Teams export it, or a diarised JSON transcript.
 *
 * @throws SP_INPUT when it is none of these, or nothing is said in it
 */
export function parse(bytes: Uint8Array, _name: string): CallRecord {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\uFEFF/, '')
  if (text.startsWith('WEBVTT')) return fromSpoken(readVtt(text))
  const json = parsed(text)
  if (json !== null && typeof json === 'object' && Object.hasOwn(json, 'sallyport')) return ownRecord(json)
  return fromSpoken(readTranscriptJson(json))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SallyportError(
      'SP_INPUT',
      'The file is neither a call record nor a transcript: it is no JSON and no WebVTT.',
    )
  }
}

function ownRecord(json: unknown): CallRecord {
  const read = callRecord.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    const field = issue?.path.join('.') || 'the record'
    throw new SallyportError('SP_INPUT', `The call record is wrong at ${field}.`, { field })
  }
  const backwards = read.data.turns.findIndex(({ startMs, endMs }) => endMs < startMs)
  if (backwards !== -1)
    throw new SallyportError('SP_INPUT', 'A turn of the call record ends before it starts.', {
      field: `turns.${backwards}`,
    })
  return { ...read.data, turns: read.data.turns.toSorted((a, b) => a.startMs - b.startMs) }
}

function fromSpoken(spoken: readonly Spoken[]): CallRecord {
  if (spoken.length === 0) throw new SallyportError('SP_INPUT', 'The transcript holds no line that somebody spoke.')
  const { turns, candidate, notes } = assignRoles(spoken)
  return callRecord.parse({
    sallyport: 'call/1',
    source: 'transcript',
    resolutionMs: TRANSCRIPT_RESOLUTION_MS,
    candidate,
    turns,
    notes,
  })
}
