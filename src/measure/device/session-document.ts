import { z } from 'zod'
import { browserPayload } from './payload.ts'
import { typingFacts } from '../typing/facts.ts'
import { tlsFamilies } from '../network/client-hello.ts'
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

/** When of the way into the company a visit was made. */
export const stages = ['application', 'test', 'interview', 'first-week'] as const
export type Stage = (typeof stages)[number]

/** How this visit's typing compares with what was kept, as reckoned when it came in: the templates can be deleted. */
const hands = z.object({ facts: typingFacts.pick({ hands: true, several: true, accounts: true }), unavailable: z.record(z.string(), z.string()), stage: z.enum(stages).nullable() })

export const sessionDocument = z.looseObject({
  sallyport: z.literal('session/1'),
  at: z.number().default(0),
  stage: z.enum(stages).default('application'),
  /** What was agreed to, and in which words. */
  consent: z.object({ at: z.number(), version: z.string().max(40), identity: z.boolean() }).nullable().default(null),
  network: z.object({
    answer: answer.nullable(),
    listed: listed.nullable(),
    listedAsOf: z.string(),
    trace: z
      .object({
        probes: z.array(z.object({ sentMs: milliseconds.optional(), ackMs: milliseconds, answerMs: milliseconds })).max(160),
        lostAnswers: z.int().min(0).max(160).optional(),
        handshakeMs: milliseconds.nullable(),
        echoMs: z.array(milliseconds).max(64),
        tlsMs: milliseconds.nullable(),
        terminated: z.boolean(),
        exitMs: milliseconds.nullable().optional(),
      })
      .nullable(),
    syn: z.object({ mss: z.number().nullable(), system: z.enum(['windows', 'unix']).nullable() }).nullable(),
    claim: z.object({ zone: z.string().max(64).nullable(), country: z.string().length(2).nullable() }).nullable(),
    leak: answer.nullable(),
    /** What the TLS hello showed; the connection is the browser's own, whatever lies between. */
    tls: z.object({ family: z.enum(tlsFamilies), ja4: z.string().max(64) }).nullable().default(null),
    /** Keyed hash of a household's address: the same one under two names is a tie. The address itself is not kept. */
    egress: z.string().regex(/^[0-9a-f]{32}$/).nullable().default(null),
    places: z.array(place).max(8),
  }).nullable().default(null),
  browser: browserPayload.nullable().default(null),
  typing: typingPayload.nullable().default(null),
  hands: hands.nullable().default(null),
  before: z.object({ at: z.number(), places: z.array(place).max(8), sameDevice: z.boolean().nullable(), anonymous: z.boolean() }).nullable().default(null),
  earlierKeys: z.array(z.string().nullable()).max(100).default([]),
})
export type SessionDocument = z.infer<typeof sessionDocument>
