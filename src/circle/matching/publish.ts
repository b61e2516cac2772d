import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'
import { isPublished, type Entry } from './entry.ts'
import { encodeFilter, Filter, inFilterOrder } from './filter.ts'
import { labelBytes, openLabel, sealLabel, type Label } from './label.ts'
import { tokensOf } from './tokens.ts'
import { direct, type KeyPair } from './voprf.ts'

/** Keys are changed this often; with the old key goes whatever a thief of it could have tried out. */
export const epochMs = 90 * 24 * 3_600_000

/** A filter as peers download it: header, filter, labels, signature over all of it. */
export interface Publication {
  readonly peer: string
  readonly epoch: number
  readonly madeAt: number
  /** Older ones are refused: withdrawals must arrive. */
  readonly until: number
  readonly filter: Uint8Array
  readonly labels: Uint8Array
  readonly signature: Uint8Array
}

interface Making {
  readonly peer: string
  readonly epoch: number
  readonly keys: KeyPair
  readonly signing: KeyObject
  readonly contact: string
  readonly now: number
}

/** Filters are made anew each day and live for two. */
const lives = 2 * 24 * 3_600_000

/** Evaluates every published entry under the epoch's key (150 µs a token) and signs the result. */
export function publish(entries: readonly Entry[], making: Making): Publication {
  const rows = new Map<string, { output: Uint8Array; label: Label }>()
  for (const entry of entries.filter((one) => isPublished(one, making.now))) {
    const label: Label = {
      victim: entry.victim,
      evidence: entry.evidence,
      month: new Date(entry.confirmedAt as number).toISOString().slice(0, 7),
      contact: making.contact,
    }
    for (const identifier of entry.identifiers) {
      for (const token of tokensOf(identifier)) {
        const key = Buffer.from(token).toString('latin1')
        // Known as somebody's stolen identity, it stays a victim's, whoever else entered it.
        if (rows.get(key)?.label.victim !== true) rows.set(key, { output: direct(making.keys.secret, token), label })
      }
    }
  }
  const ordered = inFilterOrder([...rows.values()])
  const unsigned = {
    peer: making.peer,
    epoch: making.epoch,
    madeAt: making.now,
    until: making.now + lives,
    filter: encodeFilter(ordered.map((row) => row.output)),
    labels: Buffer.concat(ordered.map((row) => sealLabel(row.label, row.output))),
  }
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), making.signing) }
}

export interface Hit {
  /** Index of the identifier asked about. */
  readonly of: number
  readonly label: Label | null
}

/** A verified publication of a peer. A hit opens a conversation between people; it decides nothing. */
export class PeerFilter {
  readonly peer: string
  readonly epoch: number
  readonly madeAt: number
  #filter: Filter
  #labels: Uint8Array

  /** @throws SP_CIRCLE_SIGNATURE when it is not the peer's, or stale */
  constructor(publication: Publication, peerKey: Uint8Array, now: number) {
    if (!verify(null, signedBytes(publication), ed25519(peerKey), publication.signature))
      throw new SallyportError('SP_CIRCLE_SIGNATURE', 'The filter was not signed by this peer.')
    if (now >= publication.until || publication.madeAt > now + 300_000)
      throw new SallyportError('SP_CIRCLE_SIGNATURE', 'The filter is out of date.')
    this.peer = publication.peer
    this.epoch = publication.epoch
    this.madeAt = publication.madeAt
    this.#filter = new Filter(publication.filter)
    this.#labels = publication.labels
    if (this.#labels.length !== this.#filter.size * labelBytes)
      throw new SallyportError('SP_INPUT', 'The labels do not fit the filter.')
  }

  get size(): number {
    return this.#filter.size
  }

  /** Which of the opened outputs the peer has. Tested here, on the asking side: the peer never learns it. */
  hits(outputs: readonly { readonly of: number; readonly output: Uint8Array }[]): Hit[] {
    return outputs.flatMap(({ of, output }) => {
      const rank = this.#filter.rank(output)
      return rank < 0
        ? []
        : [{ of, label: openLabel(this.#labels.subarray(rank * labelBytes, (rank + 1) * labelBytes), output) }]
    })
  }
}

function signedBytes(publication: Omit<Publication, 'signature'>): Uint8Array {
  const head = JSON.stringify([
    'sallyport filter 1',
    publication.peer,
    publication.epoch,
    publication.madeAt,
    publication.until,
    publication.filter.length,
    publication.labels.length,
  ])
  return Buffer.concat([Buffer.from(head), publication.filter, publication.labels])
}

/** A raw 32-byte Ed25519 key for node:crypto. */
export function ed25519(raw: Uint8Array): KeyObject {
  return createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  })
}
