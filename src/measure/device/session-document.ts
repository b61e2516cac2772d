import { z } from 'zod'
import { browserPayload } from './payload.ts'
import { addressClasses } from '../network/ip-table.ts'

/**
 * A check-in as it is kept: what the browser sent, checked, and what the server saw and looked up at that moment. The
 * look-ups lie in the record, so that measuring it again next year gives the same facts.
 */
const milliseconds = z.number().min(0).max(1e9)
const answer = z.object({
  asn: z.number().nullable(),
  organisation: z.string().max(200).nullable(),
  registered: z.string().max(2).nullable(),
  located: z.string().max(2).nullable(),
  class: z.enum(addressClasses),
  asOf: z.string().max(32),
})
const listed = z.object({
  range: z.string(),
  grade: z.enum(['certain', 'documented', 'context', 'stale', 'misplaced']),
  name: z.string(),
  basis: z.string(),
  source: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
})
const place = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })

const key = z.strictObject({ key: z.string().max(40), down: z.number(), up: z.number() })
const input = z.strictObject({ at: z.number(), type: z.string().max(60), length: z.int().nonnegative() })

/** Times and names of keys in our two boxes, never the text. */
export const typingPayload = z.strictObject({ strokes: z.array(key).max(60_000), inputs: z.array(input).max(20_000) })

export const sessionDocument = z.looseObject({
  sallyport: z.literal('session/1'),
  at: z.number().default(0),
  network: z.object({
    answer: answer.nullable(),
    listed: listed.nullable(),
    listedAsOf: z.string(),
    trace: z
      .object({
        probes: z.array(z.object({ ackMs: milliseconds, answerMs: milliseconds })).max(64),
        lostAnswers: z.int().min(0).max(64).optional(),
        handshakeMs: milliseconds.nullable(),
        echoMs: z.array(milliseconds).max(64),
        tlsMs: milliseconds.nullable(),
        terminated: z.boolean(),
      })
      .nullable(),
    syn: z.object({ mss: z.number().nullable(), system: z.enum(['windows', 'unix']).nullable() }).nullable(),
    claim: z.object({ zone: z.string().max(64).nullable(), country: z.string().length(2).nullable() }).nullable(),
    leak: answer.nullable(),
    places: z.array(place).max(8),
  }).nullable().default(null),
  browser: browserPayload.nullable().default(null),
  typing: typingPayload.nullable().default(null),
  before: z.object({ at: z.number(), places: z.array(place).max(8), sameDevice: z.boolean().nullable(), anonymous: z.boolean() }).nullable().default(null),
  earlierKeys: z.array(z.string().nullable()).max(100).default([]),
})
export type SessionDocument = z.infer<typeof sessionDocument>
