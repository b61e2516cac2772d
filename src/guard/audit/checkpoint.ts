import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { Id } from '../../core/ids.ts'
import type { Hash } from './merkle.ts'

/** A signed statement of how long the log was and what it held. Sent outside, it is what a truncation cannot get round. */
export interface Checkpoint {
  readonly org: Id
  readonly size: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly root: Uint8Array
  readonly signature: Uint8Array
  /** First 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string
}

/** The signed bytes: four lines, readable by a person, in the manner of the transparency logs' checkpoint format. */
function statement(org: Id, size: number, at: number, root: Uint8Array): Buffer {
  return Buffer.from(`sallyport-audit ${org}\n${size}\n${Buffer.from(root).toString('base64')}\n${at}\n`)
}

export function signCheckpoint(
  key: KeyObject,
  org: Id,
  tree: { readonly size: number; root(): Hash },
  at: number,
): Checkpoint {
  const root = tree.root()
  const signature = sign(null, statement(org, tree.size, at, root), key)
  return { org, size: tree.size, at, root, signature, keyId: keyIdOf(createPublicKey(key)) }
}

export function isSigned(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const { org, size, at, root, signature } = checkpoint
  return publicKey.asymmetricKeyType === 'ed25519' && verify(null, statement(org, size, at, root), publicKey, signature)
}

export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}

/** One line to send outside (mail, webhook, a peer, a notice board) and to give to `verify-audit` later. */
export function checkpointToText({ org, size, at, root, signature, keyId }: Checkpoint): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
  return ['sallyport-audit', org, size, at, base64(root), keyId, base64(signature)].join(' ')
}

/** The checkpoint in such a line, or null. */
export function checkpointFromText(line: string): Checkpoint | null {
  const [, org, size, at, root, keyId, signature] =
    /^sallyport-audit (\S{1,64}) (\d{1,15}) (\d{1,15}) ([\w-]{43}) ([0-9a-f]{16}) ([\w-]{86})$/.exec(line.trim()) ?? []
  if (org === undefined || root === undefined || keyId === undefined || signature === undefined) return null
  return {
    org,
    size: Number(size),
    at: Number(at),
    root: Buffer.from(root, 'base64url'),
    keyId,
    signature: Buffer.from(signature, 'base64url'),
  }
}
