import { SallyportError } from '../../core/errors.ts'
import { verifyFile, type VerifyingKey } from '../signing/minisign.ts'
import { observableId } from '../stix/ids.ts'
import type { Bundle, StixObject } from '../stix/object.ts'
import { definitionsFor, signatureExtension } from './extensions.ts'

/** The bundle as its author wrote it, byte for byte, with its `.minisig`. */
export interface SignedFile {
  readonly bytes: Uint8Array
  readonly signature: string
}

/** What the trusted comment says: which advisory, which revision, when it was signed. */
export interface SignedHead {
  readonly advisory: string
  readonly revision: number
  readonly at: number
}

/** Of a peer's file. Ours hold a few hundred objects at most. */
const longest = 4 * 1024 * 1024

/**
 * The signed file as an `artifact`, so that it passes through any TAXII server: what others index are the objects beside
 * it, what a receiver believes are these bytes.
 */
export function signedArtifact(file: SignedFile, markings: readonly string[]): StixObject[] {
  const body = {
    type: 'artifact',
    spec_version: '2.1',
    mime_type: 'application/json',
    payload_bin: Buffer.from(file.bytes).toString('base64'),
  }
  const artifact = {
    ...body,
    id: observableId(body),
    object_marking_refs: markings,
    extensions: { [signatureExtension]: { extension_type: 'property-extension', minisig: file.signature } },
  } as StixObject
  return [...definitionsFor([artifact]), artifact]
}

/** The signed files among objects that came from somewhere. Nothing is verified yet. */
export function signedFiles(objects: readonly StixObject[]): SignedFile[] {
  return objects.flatMap((object) => {
    const extension = object.extensions?.[signatureExtension] as { minisig?: unknown } | undefined
    const payload = object['payload_bin']
    if (object.type !== 'artifact' || typeof extension?.minisig !== 'string' || typeof payload !== 'string') return []
    if (payload.length > (longest * 4) / 3) return []
    return [{ bytes: Buffer.from(payload, 'base64'), signature: extension.minisig }]
  })
}

/** What stands in front of `.stix.json` and in the trusted comment. */
export function headText(head: SignedHead, tlp: string): string {
  return `timestamp:${Math.floor(head.at / 1000)} file:${head.advisory}.stix.json tlp:${tlp.toLowerCase()} revision:${head.revision}`
}

/**
 * Opens a signed file with the keys of a peer.
 *
 * @throws SP_CIRCLE_SIGNATURE when none of them made it, or it is no bundle
 */
export function openSigned(file: SignedFile, keys: readonly VerifyingKey[]): { head: SignedHead; objects: readonly StixObject[] } {
  if (file.bytes.length > longest) throw refuse('The signed file is too large.')
  const comment = keys.reduce<string | null>((found, key) => found ?? verified(file, key), null)
  if (comment === null) throw refuse('The advisory was not signed by a key of this peer.')
  const head = /^timestamp:(\d{1,12}) file:([0-9a-f-]{36})\.stix\.json tlp:[a-z+]+ revision:(\d{1,6})$/.exec(comment)
  const bundle = parsed(file.bytes)
  if (head === null || bundle === null) throw refuse('The signed file is no advisory.')
  return {
    head: { advisory: head[2] as string, revision: Number(head[3]), at: 1000 * Number(head[1]) },
    objects: bundle.objects,
  }
}

function verified(file: SignedFile, key: VerifyingKey): string | null {
  try {
    return verifyFile(file.bytes, file.signature, key).trustedComment
  } catch {
    return null
  }
}

function parsed(bytes: Uint8Array): Bundle | null {
  try {
    const json = JSON.parse(Buffer.from(bytes).toString('utf8')) as Bundle | null
    return json?.type === 'bundle' && Array.isArray(json.objects) ? json : null
  } catch {
    return null
  }
}

function refuse(what: string): SallyportError {
  return new SallyportError('SP_CIRCLE_SIGNATURE', what)
}
