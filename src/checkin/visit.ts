import { createHash, createPublicKey, verify } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { SallyportError } from '../core/errors.ts'
import { browserPayload } from '../measure/device/payload.ts'
import { typingPayload } from '../measure/device/session-document.ts'

/** Words of the notice; a consent names the version it was given to. */
export const noticeVersion = '2026-11'

const base64 = z.string().regex(/^[A-Za-z0-9+/]{40,400}={0,2}$/)

/** What our page sends. */
export const visitSchema = z.strictObject({
  consent: z.literal(true),
  /** Whether this typing may be compared with the same person's, and kept for that. */
  identity: z.boolean().default(false),
  claim: z.strictObject({ zone: z.null(), country: z.string().regex(/^[A-Z]{2}$/) }).nullable(),
  browser: browserPayload.omit({ deviceKey: true }).nullable(),
  /** The browser's own key, and that it holds the private half: a signature over the link's token. */
  device: z.strictObject({ key: base64, signature: base64 }).nullable().default(null),
  /** Addresses that a peer connection showed. */
  reflexive: z.array(z.string().max(45).refine((text) => isIP(text) !== 0)).max(4).default([]),
  typing: typingPayload,
})
export type Visit = z.infer<typeof visitSchema>

/** @throws SP_INPUT naming the field */
export function readVisit(value: unknown): Visit {
  const read = visitSchema.safeParse(value)
  if (!read.success) throw new SallyportError('SP_INPUT', 'The visit has another form than our page sends.', { field: read.error.issues[0]?.path.join('.') ?? '' })
  return read.data
}

/** What the browser's key signs: the link is used up with it, so a signature cannot be played twice. */
export function deviceMessage(token: string): Uint8Array {
  return new TextEncoder().encode(`sallyport check-in ${token}`)
}

/**
 * The name of a browser's key: SHA-256 of its public half.
 *
 * @returns null when no key was sent
 * @throws SP_INPUT when the signature is not its own: somebody sent another browser's key
 */
export function deviceKeyOf(device: Visit['device'], token: string): string | null {
  if (device === null) return null
  const spki = Buffer.from(device.key, 'base64')
  let own = false
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    own = key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && verify('sha256', deviceMessage(token), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(device.signature, 'base64'))
  } catch {
    own = false
  }
  if (!own) throw new SallyportError('SP_INPUT', 'The signature is not that of the key it came with.', { field: 'device' })
  return createHash('sha256').update(spki).digest('hex')
}
