import { z } from 'zod'

const system = z.enum(['windows', 'macos', 'linux', 'android', 'ios'])

/** What the browser said of its machine, compared with itself. Coarse classes; nothing that singles a device out. */
export const deviceFacts = z.object({
  /** System by the user agent, by the client hints, by the engine's own platform name, by the first packet. */
  systems: z.object({ agent: system.nullable(), hints: system.nullable(), platform: system.nullable(), packet: z.enum(['windows', 'unix']).nullable() }),
  /** Pairs of those that cannot both be true: "agent windows, platform linux". */
  contradictions: z.array(z.string()),
  /** Whether the script engine is the one the user agent names. */
  engineAgrees: z.boolean().nullable(),
  gpu: z.enum(['hardware', 'software', 'virtual', 'remote']).nullable(),
  automation: z.boolean().nullable(),
  /** Whether permissions contradict each other, as scripted browsers' do. */
  permissionsContradict: z.boolean().nullable(),
  audioOutputs: z.number().nullable(),
  cameras: z.number().nullable(),
  virtualCamera: z.boolean().nullable(),
  framesPerSecond: z.number().nullable(),
  touchAgrees: z.boolean().nullable(),
  /** The key that this browser keeps for us, against the keys of the person's earlier sessions. */
  continuity: z.object({ earlierSessions: z.number(), sameKey: z.boolean(), keys: z.number(), deletable: z.boolean() }).nullable(),
  /** Hash of the public key. */
  key: z.string().nullable(),
})
export type DeviceFacts = z.infer<typeof deviceFacts>
