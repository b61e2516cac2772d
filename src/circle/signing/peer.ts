import { createPublicKey, sign, verify } from 'node:crypto'
import type { Json } from '../../core/facts.ts'
import { SallyportError } from '../../core/errors.ts'
import { canonicalJson } from '../../guard/audit/canonical.ts'
import type { Tlp } from '../chat/draft.ts'
import { publicKeyText, readPublicKey, type SigningKey, type VerifyingKey } from './minisign.ts'
import { fingerprint } from './words.ts'

/** What a peer says of itself, once by hand and then by itself. */
export interface PeerDescriptor {
  readonly name: string
  readonly taxii: readonly string[]
  readonly contact: string
  /** minisign's public key line. */
  readonly signingKey: string
  /** Keys for private matching, base64, by epoch. */
  readonly matching: readonly {
    readonly epoch: number
    readonly from: number
    readonly until: number
    readonly key: string
  }[]
  /** Rises with each change: an older descriptor never replaces a newer one. */
  readonly serial: number
}

export interface SignedDescriptor {
  readonly descriptor: PeerDescriptor
  readonly signature: string
  /** On a change of key: the same by the old one. */
  readonly previous?: string
}

/** A peer as we know it. */
export interface KnownPeer {
  readonly descriptor: PeerDescriptor
  readonly clearance: Tlp
  readonly revoked: boolean
}

export function signDescriptor(
  descriptor: Omit<PeerDescriptor, 'signingKey'>,
  key: SigningKey,
  old?: SigningKey,
): SignedDescriptor {
  const full: PeerDescriptor = { ...descriptor, signingKey: publicKeyText(key) }
  const bytes = bytesOf(full)
  return {
    descriptor: full,
    signature: sign(null, bytes, key.private).toString('base64'),
    ...(old === undefined ? {} : { previous: sign(null, bytes, old.private).toString('base64') }),
  }
}

/** The words two people compare before a first descriptor is believed. */
export function wordsOf(descriptor: PeerDescriptor): string {
  return fingerprint(readPublicKey(descriptor.signingKey).public)
}

/**
 * Takes a descriptor: the first one with the words that were compared, later ones signed by the key we know.
 *
 * @throws SP_CIRCLE_SIGNATURE
 */
export function acceptDescriptor(
  given: SignedDescriptor,
  known: KnownPeer | null,
  spoken: string | null,
): PeerDescriptor {
  const key = readPublicKey(given.descriptor.signingKey)
  if (!signedBy(key, given.descriptor, given.signature)) throw refuse('The descriptor is not signed by the key in it.')
  if (known === null) {
    if (spoken === null || normal(spoken) !== wordsOf(given.descriptor))
      throw refuse('The words are not those of this key.')
    return given.descriptor
  }
  if (known.revoked) throw refuse('This peer was revoked.')
  if (given.descriptor.name !== known.descriptor.name) throw refuse('The descriptor is of another peer.')
  if (given.descriptor.serial <= known.descriptor.serial) throw refuse('A newer descriptor is known.')
  if (
    given.descriptor.signingKey !== known.descriptor.signingKey &&
    (given.previous === undefined ||
      !signedBy(readPublicKey(known.descriptor.signingKey), given.descriptor, given.previous))
  )
    throw refuse('The new key is not signed by the old one.')
  return given.descriptor
}

function signedBy(key: VerifyingKey, descriptor: PeerDescriptor, signature: string): boolean {
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.public]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, bytesOf(descriptor), publicKey, Buffer.from(signature, 'base64'))
}

function bytesOf(descriptor: PeerDescriptor): Uint8Array {
  return Buffer.from(`sallyport descriptor 1\n${canonicalJson(descriptor as unknown as Json)}`)
}

function normal(words: string): string {
  return words.trim().toLowerCase().split(/\s+/).join(' ')
}

function refuse(what: string): SallyportError {
  return new SallyportError('SP_CIRCLE_SIGNATURE', what)
}
