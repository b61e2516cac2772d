import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'

/** An Ed25519 key with minisign's eight-byte key id. */
export interface SigningKey {
  readonly id: Uint8Array
  readonly private: KeyObject
  /** Raw, 32 bytes. */
  readonly public: Uint8Array
}

export interface VerifyingKey {
  readonly id: Uint8Array
  readonly public: Uint8Array
}

export interface Verified {
  /** Covered by the second signature: time, file name, TLP. */
  readonly trustedComment: string
}

const prehashed = Buffer.from('ED')
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    id: randomBytes(8),
    private: privateKey,
    public: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  }
}

/** A key as bytes to be sealed in the vault, and back: id, then the seed. */
export function exportKey(key: SigningKey): Uint8Array {
  return Buffer.concat([key.id, key.private.export({ format: 'der', type: 'pkcs8' }).subarray(-32)])
}

export function importKey(bytes: Uint8Array): SigningKey {
  if (bytes.length !== 40) throw new SallyportError('SP_INPUT', 'A signing key has 40 bytes.')
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, bytes.subarray(8)]), format: 'der', type: 'pkcs8' })
  return {
    id: bytes.subarray(0, 8),
    private: key,
    public: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  }
}

/** The text of a `.pub` file of minisign. */
export function publicKeyFile(key: VerifyingKey, name: string): string {
  return `untrusted comment: ${oneLine(name)}\n${publicKeyText(key)}\n`
}

/** The line that stands in peer descriptors and after `minisign -P`. */
export function publicKeyText(key: VerifyingKey): string {
  return Buffer.concat([Buffer.from('Ed'), key.id, key.public]).toString('base64')
}

/** @throws SP_INPUT */
export function readPublicKey(text: string): VerifyingKey {
  const line = text.trim().split('\n').at(-1) ?? ''
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length !== 42 || bytes.toString('latin1', 0, 2) !== 'Ed')
    throw new SallyportError('SP_INPUT', 'This is no public key of minisign.')
  return { id: bytes.subarray(2, 10), public: bytes.subarray(10) }
}

/**
 * A `.minisig` file for exactly these bytes: Ed25519 over their BLAKE2b-512, and over the signature with its trusted
 * comment. The ordinary `minisign -V` verifies it.
 *
 * @see https://jedisct1.github.io/minisign/#signature-format
 */
export function signFile(bytes: Uint8Array, key: SigningKey, trustedComment: string): string {
  const comment = oneLine(trustedComment)
  const signature = sign(null, blake(bytes), key.private)
  const over = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key.private)
  return `untrusted comment: signature of a Sallyport advisory\n${Buffer.concat([prehashed, key.id, signature]).toString('base64')}\ntrusted comment: ${comment}\n${over.toString('base64')}\n`
}

/** @throws SP_CIRCLE_SIGNATURE when anything does not fit: form, key, bytes or trusted comment */
export function verifyFile(bytes: Uint8Array, signatureFile: string, key: VerifyingKey): Verified {
  const [, first = '', comment = '', second = '', ...rest] = signatureFile.slice(0, 4000).split('\n')
  const line = strictBase64(first, 74)
  const over = strictBase64(second, 64)
  const trusted = comment.startsWith('trusted comment: ') ? comment.slice('trusted comment: '.length) : null
  const fits =
    line !== null &&
    over !== null &&
    trusted !== null &&
    rest.join('').trim() === '' &&
    line.subarray(0, 2).equals(prehashed) &&
    line.subarray(2, 10).equals(key.id) &&
    verify(null, blake(bytes), asKey(key.public), line.subarray(10)) &&
    verify(null, Buffer.concat([line.subarray(10), Buffer.from(trusted)]), asKey(key.public), over)
  if (!fits) throw new SallyportError('SP_CIRCLE_SIGNATURE', 'The signature does not fit these bytes and this key.')
  return { trustedComment: trusted as string }
}

/** Id of the key that says it made a signature; null when it is no signature. Only `verifyFile` tells whether it did. */
export function signerOf(signatureFile: string): Uint8Array | null {
  const line = strictBase64(signatureFile.slice(0, 4000).split('\n')[1] ?? '', 74)
  return line === null ? null : line.subarray(2, 10)
}

function asKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
}

function blake(bytes: Uint8Array): Uint8Array {
  return hash('blake2b512', bytes, 'buffer')
}

/** Base64 has several texts for one value; only the usual one is taken, so that a signature cannot be altered unseen. */
function strictBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}
