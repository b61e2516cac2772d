import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'
import { tlpLabels, type Tlp } from '../chat/draft.ts'
import type { SignedDescriptor } from '../signing/peer.ts'

/**
 * What one company hands to another so that it can join: addresses, a token, and the descriptor whose words are then
 * compared. It holds a secret: it goes by a way one would send a password.
 */
export interface Invitation {
  readonly sallyport: 'circle invitation 1'
  readonly from: SignedDescriptor
  readonly read: string
  readonly write: string
  readonly circle: string
  readonly token: string
  readonly clearance: Tlp
}

const address = z.url({ protocol: /^https?$/ }).max(500)

export const descriptorForm = z.strictObject({
  descriptor: z.strictObject({
    name: z.string().min(1).max(80),
    taxii: z.array(address).max(8),
    contact: z.string().max(200),
    signingKey: z.string().max(200),
    matching: z
      .array(z.strictObject({ epoch: z.int(), from: z.int(), until: z.int(), key: z.string().max(64) }))
      .max(16),
    serial: z.int().min(0),
  }),
  signature: z.string().max(200),
  previous: z.string().max(200).exactOptional(),
})

const form = z.strictObject({
  sallyport: z.literal('circle invitation 1'),
  from: descriptorForm,
  read: address,
  write: address,
  circle: address,
  token: z.string().min(8).max(500),
  clearance: z.enum(tlpLabels),
})

/** @throws SP_INPUT */
export function readInvitation(text: string): Invitation {
  const read = form.safeParse(parsed(text))
  if (!read.success) throw new SallyportError('SP_INPUT', 'This is no invitation to a circle.', { field: 'invitation' })
  return read.data
}

/** @throws SP_INPUT */
export function readDescriptor(json: unknown): SignedDescriptor {
  const read = descriptorForm.safeParse(json)
  if (!read.success) throw new SallyportError('SP_INPUT', 'This is no descriptor of a peer.')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 50_000))
  } catch {
    return null
  }
}
