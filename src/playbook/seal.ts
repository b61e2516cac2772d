import { createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { SallyportError } from '../core/errors.ts'
import type { SourceFile } from './read-rule.ts'

/** A pack as one signed file. Sealed packs travel between a company's own servers, never into a browser. */
const archive = z.strictObject({
  format: z.literal('sallyport-pack/1'),
  files: z.array(z.strictObject({ path: z.string().max(300), text: z.string().max(200_000) })).max(5_000),
  publisher: z.string(),
  signature: z.string(),
})

/** @param privateKey Ed25519 in PEM */
export function sealPack(files: readonly SourceFile[], privateKey: string): string {
  const key = createPrivateKey(privateKey)
  const publisher = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
  const sorted = [...files].sort((a, b) => a.path.localeCompare(b.path)).map(({ path, text }) => ({ path, text }))
  const signature = sign(null, signedBytes(sorted, publisher), key).toString('base64')
  return JSON.stringify({ format: 'sallyport-pack/1', files: sorted, publisher, signature })
}

/**
 * The files of a signed pack.
 *
 * @param trusted publisher keys (base64 SPKI) the operator configured
 * @throws SP_PACK_INVALID, SP_PACK_SIGNATURE
 */
export function openPack(text: string, trusted: readonly string[]): SourceFile[] {
  const read = archive.safeParse(parseJson(text))
  if (!read.success) throw new SallyportError('SP_PACK_INVALID', 'This is not a signed pack.')
  const { files, publisher, signature } = read.data
  if (!trusted.includes(publisher)) throw new SallyportError('SP_PACK_SIGNATURE', 'The publisher of this pack is not one you trust.')
  const key = createPublicKey({ key: Buffer.from(publisher, 'base64'), type: 'spki', format: 'der' })
  if (!verify(null, signedBytes(files, publisher), key, Buffer.from(signature, 'base64'))) {
    throw new SallyportError('SP_PACK_SIGNATURE', 'The pack was changed after it was signed.')
  }
  return files
}

/** What the audit log keeps of a sealed rule: an auditor with the key can later check which rule it was. */
export function commitment(rule: string, version: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${rule}\n${version}`).digest('hex')
}

function signedBytes(files: readonly SourceFile[], publisher: string): Buffer {
  return Buffer.from(JSON.stringify(['sallyport-pack/1', publisher, files.map(({ path, text }) => [path, text])]))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
