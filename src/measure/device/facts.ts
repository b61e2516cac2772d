import { z } from 'zod'
import { tlsFamilies } from '../network/client-hello.ts'

const system = z.enum(['windows', 'macos', 'linux', 'android', 'ios'])

export const screenClasses = ['phone', 'small', 'hd', 'full-hd', 'large', 'unusual'] as const

/** What the browser said of its machine, compared with itself. Coarse classes; nothing that singles a device out. */
export const deviceFacts = z.object({
  /** System by the user agent, the client hints, the engine's own platform name, the graphics, the first packet. */
  systems: z.object({ agent: system.nullable(), hints: system.nullable(), platform: system.nullable(), graphics: system.nullable().optional(), packet: z.enum(['windows', 'unix']).nullable() }),
  /** Pairs of those that cannot both be true: "user agent windows, platform linux". */
  contradictions: z.array(z.string()),
  /** Whether the script engine is the one the user agent names. */
  engineAgrees: z.boolean().nullable(),
  /** Kind of program by its TLS hello, and whether the user agent names such a one. */
  tls: z.object({ family: z.enum(tlsFamilies), ja4: z.string() }).nullable().optional(),
  tlsAgrees: z.boolean().nullable().optional(),
  /** Whether a worker of the page tells another system, zone or user agent than the page. */
  workerContradicts: z.boolean().nullable().optional(),
  /** Functions of the browser that were replaced by scripts. */
  patchedFunctions: z.number().nullable().optional(),
  gpu: z.enum(['hardware', 'software', 'virtual', 'remote']).nullable(),
  screen: z.object({ class: z.enum(screenClasses), extended: z.boolean().nullable() }).nullable().optional(),
  automation: z.boolean().nullable(),
  /** Whether permissions contradict each other, as scripted browsers' do. */
  permissionsContradict: z.boolean().nullable(),
  audioInputs: z.number().nullable().optional(),
  audioOutputs: z.number().nullable(),
  cameras: z.number().nullable(),
  virtualCamera: z.boolean().nullable(),
  /** Whether the camera has neither focus nor exposure to set and keeps one steady rate, as made pictures do. */
  fixedCamera: z.boolean().nullable().optional(),
  framesPerSecond: z.number().nullable(),
  touchAgrees: z.boolean().nullable(),
  /** The key that this browser keeps for us, against the keys of the person's earlier sessions. */
  continuity: z.object({ earlierSessions: z.number(), sameKey: z.boolean(), keys: z.number(), deletable: z.boolean() }).nullable(),
  /** Hash of the public key, whose private half the browser proved to hold. */
  key: z.string().nullable(),
})
export type DeviceFacts = z.infer<typeof deviceFacts>
