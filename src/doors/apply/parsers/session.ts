import { z } from 'zod'
import { SallyportError } from '../../../core/errors.ts'

const key = z.strictObject({ key: z.string().max(40), down: z.number(), up: z.number() })
const input = z.strictObject({ at: z.number(), type: z.string().max(60), length: z.int().nonnegative() })

/** What a check-in session holds: times and names of keys, never the text that was typed. */
export const sessionPayload = z.looseObject({
  sallyport: z.literal('session/1'),
  typing: z.strictObject({ strokes: z.array(key).max(60_000), inputs: z.array(input).max(20_000) }).nullable().default(null),
})

export type SessionPayload = z.infer<typeof sessionPayload>

/** @throws SP_INPUT when it is no session payload */
export function parse(bytes: Uint8Array): SessionPayload {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SallyportError('SP_INPUT', 'The session payload is not JSON.')
  }
  const read = sessionPayload.safeParse(value)
  if (!read.success) throw new SallyportError('SP_INPUT', `The session payload: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}`)
  return read.data
}
