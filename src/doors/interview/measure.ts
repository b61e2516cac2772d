import { z } from 'zod'
import type { Measured } from '../../core/facts.ts'
import { faceFacts, measureFace } from '../../measure/challenge/face.ts'
import { countMarks, countObservations, markFacts, observedFacts } from '../../measure/challenge/marks.ts'
import { questions, type NetworkSample, type Question, type Turn } from '../../measure/turns/call.ts'
import { turnsFacts, type TurnsFacts } from '../../measure/turns/facts.ts'
import { measureTurns } from '../../measure/turns/measure.ts'
import { measureVoice, voiceFacts } from '../../measure/voice/facts.ts'
import type { CallRecord } from './record.ts'

export const callFacts = z.object({
  /** What the other facts rest on. */
  basis: z.object({
    candidate: z.string().nullable(),
    source: z.enum(['room', 'tracks', 'tapped', 'transcript']),
    resolutionMs: z.number(),
    durationMs: z.number(),
    turns: z.number(),
    notes: z.array(z.string()),
  }),
  turns: turnsFacts.nullable(),
  observed: observedFacts.nullable(),
  challenges: markFacts.nullable(),
  face: faceFacts.nullable(),
  voice: voiceFacts.nullable(),
})

export type CallFacts = z.infer<typeof callFacts>

/** Facts of a call. What was not watched, asked or recorded is missing with a reason, never "none". */
export function measureCall(record: CallRecord): Measured<CallFacts> {
  const timed = timing(record)
  const unavailable: Record<string, string> = {}
  const face = record.face === null ? null : measureFace(record.face)
  const voice = record.voice === null ? null : measureVoice(record.voice.call, record.voice.reference)
  if (record.observed === null) unavailable['call.observed'] = 'nobody kept the interview page beside this call'
  if (record.challenges === null) unavailable['call.challenges'] = 'no challenge was drawn in this call'
  if (face === null)
    unavailable['call.face'] = 'the face was not measured: the module is off, or the call ran elsewhere'
  if (voice === null)
    unavailable['call.voice'] = 'the voice was not measured: the biometric module is off, or there is no audio'
  return {
    facts: {
      basis: {
        candidate: record.candidate,
        source: record.source,
        resolutionMs: record.resolutionMs,
        durationMs: record.turns.reduce((latest, { endMs }) => Math.max(latest, endMs), 0),
        turns: record.turns.length,
        notes: record.notes,
      },
      turns: timed.facts,
      observed: record.observed === null ? null : countObservations(record.observed),
      challenges: record.challenges === null ? null : countMarks(record.challenges),
      face: face?.facts ?? null,
      voice: voice?.facts ?? null,
    },
    unavailable: { ...unavailable, ...timed.unavailable, ...face?.unavailable, ...voice?.unavailable },
  }
}

/** Turns of the two people and the line, as the measurement reads them. */
export function turnsOf(record: CallRecord): { turns: Turn[]; network: NetworkSample[] } {
  return {
    turns: record.turns.flatMap(({ speaker, startMs, endMs, kind }): Turn[] =>
      speaker === 'other' ? [] : [{ speaker, startMs, endMs, question: questionOf(kind) }],
    ),
    network: record.network.map(({ roundTripMs, ...sample }) => ({ ...sample, rttMs: roundTripMs })),
  }
}

/** Times the answers, where it is known who asked and who answered. */
function timing(record: CallRecord): Measured<TurnsFacts | null> {
  const { turns, network } = turnsOf(record)
  if (turns.length === 0) {
    const why = record.turns.length === 0 ? 'the record holds no turns' : 'who asked and who answered cannot be told'
    return { facts: null, unavailable: { 'call.turns': why } }
  }
  const { facts, unavailable } = measureTurns({
    source: record.source,
    turns,
    network,
    accommodated: record.accommodated,
  })
  const rooted = Object.entries(unavailable).map(([path, why]) => [
    path === 'turns' ? 'call.turns' : `call.turns.${path}`,
    why,
  ])
  return { facts, unavailable: Object.fromEntries(rooted) }
}

function questionOf(kind: string | null): Question | null {
  return questions.find((question) => question === kind) ?? null
}
