import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'

/**
 * One sealed value: version (1 byte) · id of its data key (16) · nonce (12) · ciphertext · tag (16). AES-256-GCM. The
 * place it belongs to is authenticated with it, so a sealed value that was moved to another row does not open.
 */
const version = 1
const head = 1 + 16 + 12
const tagBytes = 16

/** A 256-bit key with the id under which `data_keys` knows it. */
export interface DataKey {
  readonly id: string
  readonly key: Buffer
}

/** Where a sealed value stands. */
export interface SealPlace {
  readonly org: string
  readonly table: string
  readonly column: string
  /** Primary key within the organisation. */
  readonly row: string
}

export function seal(key: DataKey, plain: Uint8Array, place: SealPlace): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce)
  cipher.setAAD(placeText(place))
  const body = cipher.update(plain)
  return Buffer.concat([Buffer.of(version), idBytes(key.id), nonce, body, cipher.final(), cipher.getAuthTag()])
}

/** @throws SP_VAULT_KEY when key or place is another one, or the value was changed */
export function unseal(key: DataKey, sealed: Uint8Array, place: SealPlace): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(17, head))
    decipher.setAAD(placeText(place))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(head, bytes.length - tagBytes)), decipher.final()])
  } catch (error) {
    throw new SallyportError(
      'SP_VAULT_KEY',
      `A value of ${place.table}.${place.column} does not open.`,
      { table: place.table },
      { cause: error },
    )
  }
}

/** Id of the data key a value was sealed with. @throws SP_VAULT_KEY when it is no sealed value of this version */
export function keyIdOf(sealed: Uint8Array): string {
  if (sealed.length < head + tagBytes || sealed[0] !== version) {
    throw new SallyportError('SP_VAULT_KEY', 'This is not a value that the vault sealed.')
  }
  const hex = Buffer.from(sealed.subarray(1, 17)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

// Lengths first: no two places have the same text.
function placeText(place: SealPlace): Buffer {
  return Buffer.from(
    [place.org, place.table, place.column, place.row].map((part) => `${part.length}:${part}`).join('/'),
  )
}
