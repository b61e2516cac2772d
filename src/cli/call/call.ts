import { writeFileSync } from 'node:fs'
import { SallyportError } from '../../core/errors.ts'
import { callRecord, type CallRecord } from '../../doors/interview/record.ts'
import { sources } from '../../measure/turns/call.ts'
import { turnsOfTracks } from '../../measure/turns/tracks.ts'
import { readArguments } from '../arguments.ts'
import { steps } from '../steps.ts'
import { levelsOf } from './decode.ts'

const usage = `Usage: sallyport call --interviewer FILE --candidate FILE [--short FROM-TO]… [--out FILE]
       sallyport call --stereo FILE [--short FROM-TO]… [--out FILE]

Reads a recording with a track of its own for each person (Zoom: "record a separate audio file for each participant"; the
audio_*.m4a files) and writes who spoke when, as a call record that the console takes as evidence. The sound stays on this
machine and nothing of it is kept. Needs ffmpeg for anything but transcripts.

  --interviewer FILE  the interviewer's track (m4a, wav, mp4, webm …)
  --candidate FILE    the candidate's track
  --stereo FILE       one file: interviewer left, candidate right
  --short FROM-TO     when the short questions were asked, as 03:10-05:40; may stand several times. Without it no delay is
                      measured: only short questions tell a delay from thinking.
  --name NAME         whom the call was with
  --out FILE          where the record goes (default: standard output)
`

/** `sallyport call`. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    interviewer: { type: 'string' },
    candidate: { type: 'string' },
    stereo: { type: 'string' },
    short: { type: 'string', multiple: true },
    name: { type: 'string' },
    out: { type: 'string' },
  })
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  const say = steps(process.stderr)
  const spans = (values.short ?? []).map(spanOf)
  const [interviewer, candidate] =
    values.stereo !== undefined
      ? [await say('Reading the left channel', () => levelsOf(values.stereo as string, 'left')), await say('Reading the right channel', () => levelsOf(values.stereo as string, 'right'))]
      : values.interviewer !== undefined && values.candidate !== undefined
        ? [await say('Reading the interviewer', () => levelsOf(values.interviewer as string)), await say('Reading the candidate', () => levelsOf(values.candidate as string))]
        : [null, null]
  if (interviewer === null || candidate === null) throw new SallyportError('SP_INPUT', 'Two tracks are needed: --interviewer and --candidate, or --stereo.')
  const record = recordOfTracks(interviewer, candidate, spans, values.name ?? null)
  const text = `${JSON.stringify(record)}\n`
  if (values.out === undefined) process.stdout.write(text)
  else writeFileSync(values.out, text, { mode: 0o600 })
  process.stderr.write(`${record.turns.length} turns. ${record.notes.join(' ')}\n`)
  return 0
}

type Span = readonly [fromMs: number, toMs: number]

/**
 * The call record of two tracks.
 *
 * @throws SP_UNSUPPORTED "cannot be measured, because …"
 */
export function recordOfTracks(interviewer: Float32Array, candidate: Float32Array, short: readonly Span[], name: string | null): CallRecord {
  const read = turnsOfTracks({ levels: interviewer }, { levels: candidate })
  if ('why' in read) throw new SallyportError('SP_UNSUPPORTED', `The recording cannot be measured, because ${read.why}.`)
  const isShort = (ms: number): boolean => short.some(([from, to]) => ms >= from && ms <= to)
  return callRecord.parse({
    sallyport: 'call/1',
    source: 'tracks',
    resolutionMs: sources.tracks,
    candidate: name,
    turns: read.turns.map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs, kind: speaker === 'interviewer' && isShort(endMs) ? 'zero-think' : null })),
    notes: ['Read from a recording: the line was not measured.', ...read.notes],
  })
}

/** `03:10-05:40`, hours allowed. @throws SP_INPUT */
export function spanOf(text: string): Span {
  const [from, to, more] = text.split('-').map((part) => {
    const numbers = part.trim().split(':').map(Number)
    return numbers.length >= 2 && numbers.length <= 3 && numbers.every((n) => Number.isFinite(n) && n >= 0) ? numbers.reduce((sum, n) => 60 * sum + n, 0) * 1000 : null
  })
  if (from === null || from === undefined || to === null || to === undefined || more !== undefined || to <= from) throw new SallyportError('SP_INPUT', `"${text}" is no span of time. Write it as 03:10-05:40.`)
  return [from, to]
}
