import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { EvidenceClass } from './entry.ts'

/** What a hit tells: nothing of the person, only whom to ask. */
export interface Label {
  /** The identity was stolen or lent: the person behind it is a victim, and a hit is no reproach. */
  readonly victim: boolean
  readonly evidence: EvidenceClass
  /** `2026-11`. */
  readonly month: string
  /** Whom to write to at the peer. */
  readonly contact: string
}

const plainBytes = 96
export const labelBytes = 12 + plainBytes + 16

/** Sealed under the output itself: only who already holds the value, and was answered, can read it. All are of one size. */
export function sealLabel(label: Label, output: Uint8Array): Uint8Array {
  const plain = Buffer.alloc(plainBytes)
  const text = JSON.stringify([label.victim ? 1 : 0, label.evidence, label.month, label.contact])
  if (Buffer.byteLength(text) > plainBytes) throw new RangeError('The contact of a label is too long.')
  plain.write(text)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(output), nonce)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Null when the label was not sealed under this output. */
export function openLabel(sealed: Uint8Array, output: Uint8Array): Label | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(output), sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
      .toString('utf8')
      .replace(/\0+$/, '')
    const [victim, evidence, month, contact] = JSON.parse(plain) as [number, EvidenceClass, string, string]
    return { victim: victim === 1, evidence, month, contact }
  } catch {
    return null
  }
}

function keyOf(output: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', output, new Uint8Array(0), 'sallyport label 1', 32))
}
