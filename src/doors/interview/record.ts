import { z } from 'zod'
import { challengeMark, observation } from '../../measure/challenge/marks.ts'
import { faceTrack } from '../../measure/challenge/track.ts'
import { voiceProfile } from '../../measure/voice/profile.ts'

/** What a call record may hold at most; a four-hour call has a tenth of it. */
const MOST = { turns: 20_000, network: 40_000, marks: 500, people: 50 } as const

const ms = z.number().min(0).max(86_400_000)

export const callTurn = z.strictObject({
  speaker: z.enum(['interviewer', 'candidate', 'other']),
  startMs: ms,
  endMs: ms,
  /** What kind of question opened the answer: `zero-think`, `hard`, `shadow`, `interrupt` …; null: not known. */
  kind: z.string().max(40).nullable().default(null),
})

export const networkSample = z.strictObject({
  atMs: ms,
  roundTripMs: z.number().min(0).max(60_000),
  /** What the jitter buffer holds back here, and at the other end; null: not known. */
  playoutMs: z.number().min(0).max(60_000).nullable().default(null),
  remotePlayoutMs: z.number().min(0).max(60_000).nullable().default(null),
})

/**
 * One call as the door takes it in: who spoke when, what people saw and marked, and scalars of face and voice. No
 * media, no words that were spoken. Times in milliseconds since the call began.
 */
export const callRecord = z.strictObject({
  sallyport: z.literal('call/1'),
  /** Where the times come from, and how exact they are. */
  source: z.enum(['room', 'tracks', 'tapped', 'transcript']),
  resolutionMs: z.number().min(0).max(5000),
  candidate: z.string().max(200).nullable().default(null),
  stage: z.string().max(60).nullable().default(null),
  /** An agreed interpreter or accommodation: then nothing at all is concluded from delay. */
  accommodated: z.boolean().default(false),
  turns: z.array(callTurn).max(MOST.turns).default([]),
  network: z.array(networkSample).max(MOST.network).default([]),
  /** null: nobody kept the page beside the call, so nothing was watched for. */
  observed: z.array(observation).max(MOST.marks).nullable().default(null),
  /** null: no challenge was drawn. */
  challenges: z.array(challengeMark).max(MOST.marks).nullable().default(null),
  face: faceTrack.nullable().default(null),
  voice: z
    .strictObject({ reference: voiceProfile.nullable().default(null), call: voiceProfile })
    .nullable()
    .default(null),
  /** Sentences on what of the file could not be used. */
  notes: z.array(z.string().max(300)).max(50).default([]),
})

export type CallRecord = z.infer<typeof callRecord>
export type CallTurn = z.infer<typeof callTurn>
