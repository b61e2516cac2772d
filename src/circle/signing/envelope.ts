import { createPublicKey, sign, verify } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { SigningKey, VerifyingKey } from './minisign.ts'

/** Bytes with their signature for machines: DSSE's form, over the exact bytes; nothing is canonicalised. */
export interface SignedEnvelope {
  readonly payloadType: string
  /** Base64. */
  readonly payload: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

const window = 10 * 60_000

/** What is signed beside the payload: who it is for, when, and an id to tell repeats. */
interface Head {
  readonly id: string
  readonly at: number
  readonly to: string
}

/** @see https://github.com/secure-systems-lab/dsse/blob/master/protocol.md (PAE) */
export function seal(payload: Uint8Array, head: Head, key: SigningKey): SignedEnvelope {
  const payloadType = `application/vnd.sallyport+json; id=${head.id}; at=${head.at}; to=${encodeURIComponent(head.to)}`
  return {
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [
      {
        keyid: Buffer.from(key.id).toString('hex'),
        sig: sign(null, pae(payloadType, payload), key.private).toString('base64'),
      },
    ],
  }
}

/** Opens envelopes of one peer: signature, addressee, age, and no id twice within the window. */
export class EnvelopeReader {
  #clock: Clock
  #self: string
  #keys: () => readonly VerifyingKey[]
  #seen = new Map<string, number>()

  /** @param keys the peer's present keys; a revoked one is not among them */
  constructor(clock: Clock, self: string, keys: () => readonly VerifyingKey[]) {
    this.#clock = clock
    this.#self = self
    this.#keys = keys
  }

  /** @throws SP_CIRCLE_SIGNATURE */
  open(envelope: SignedEnvelope): { payload: Uint8Array; id: string; at: number } {
    const payload = Buffer.from(envelope.payload, 'base64')
    const given = envelope.signatures.slice(0, 4)
    const right = this.#keys().some((key) =>
      given.some(
        ({ keyid, sig }) =>
          keyid === Buffer.from(key.id).toString('hex') &&
          verify(null, pae(envelope.payloadType, payload), publicKey(key.public), Buffer.from(sig, 'base64')),
      ),
    )
    if (!right) throw refuse('The signature is not one of this peer.')
    const head = /^application\/vnd\.sallyport\+json; id=([\w-]{1,64}); at=(\d{1,15}); to=(\S{1,300})$/.exec(
      envelope.payloadType,
    )
    if (head === null) throw refuse('The envelope has no head.')
    const [, id = '', at = '', to = ''] = head
    const now = this.#clock.now()
    if (decodeURIComponent(to) !== this.#self) throw refuse('The envelope is for somebody else.')
    if (Math.abs(now - Number(at)) > window) throw refuse('The envelope is too old, or the clocks differ.')
    for (const [old, until] of this.#seen) if (until < now) this.#seen.delete(old)
    if (this.#seen.has(id)) throw refuse('The envelope was received before.')
    this.#seen.set(id, now + 2 * window)
    return { payload, id, at: Number(at) }
  }
}

function pae(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])
}

function publicKey(raw: Uint8Array) {
  return createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  })
}

function refuse(what: string): SallyportError {
  return new SallyportError('SP_CIRCLE_SIGNATURE', what)
}
