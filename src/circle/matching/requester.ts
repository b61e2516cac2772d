import { randomBytes } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import { ask, open, type Answer } from './check.ts'
import type { Hit, PeerFilter } from './publish.ts'
import type { CheckRequest, Purpose } from './responder.ts'
import type { Identifier } from './tokens.ts'

/** A peer that can be asked: its keys as its signed descriptor pins them, and its filter. */
export interface AskablePeer {
  readonly name: string
  readonly keys: readonly {
    readonly epoch: number
    readonly from: number
    readonly until: number
    readonly key: Uint8Array
  }[]
  readonly filter: PeerFilter
  readonly send: (request: CheckRequest) => Promise<Answer>
}

/** A line of our own log, the counterpart of the peer's. Says whether there was a hit; the peer's cannot. */
export interface AskedLine {
  readonly at: number
  readonly peer: string
  readonly epoch: number
  readonly purpose: Purpose
  readonly nonce: string
  readonly outcome: 'hit' | 'no-hit' | 'failed'
}

export interface PeerAnswer {
  readonly peer: string
  /** Age of the peer's filter in milliseconds: an answer is as old as its data. */
  readonly dataAge: number
  readonly hits: readonly Hit[]
  /** Why there is no answer: then nothing is known, which is not "clean". */
  readonly failed: string | null
}

/**
 * Asks every peer the same blinded question. A hit opens a conversation between people; nothing here decides.
 *
 * @param self our name among the peers
 * @returns one answer a peer, failures among them
 */
export async function askPeers(
  identifiers: readonly Identifier[],
  purpose: Purpose,
  self: string,
  peers: readonly AskablePeer[],
  clock: Clock,
  write: (line: AskedLine) => void,
): Promise<PeerAnswer[]> {
  const asked = ask(identifiers)
  return Promise.all(
    peers.map(async (peer) => {
      const nonce = randomBytes(16).toString('hex')
      const now = clock.now()
      const line = { at: now, peer: peer.name, epoch: peer.filter.epoch, purpose, nonce }
      try {
        const pinned = peer.keys.find((key) => key.epoch === peer.filter.epoch && key.from <= now && now < key.until)
        if (pinned === undefined)
          throw new SallyportError('SP_CIRCLE_PROOF', 'The peer has no key for the epoch of its filter.')
        const given = await peer.send({ peer: self, epoch: pinned.epoch, purpose, nonce, question: asked.question })
        const hits = peer.filter.hits(open(asked, given, pinned.key))
        write({ ...line, outcome: hits.length > 0 ? 'hit' : 'no-hit' })
        return { peer: peer.name, dataAge: now - peer.filter.madeAt, hits, failed: null }
      } catch (error) {
        write({ ...line, outcome: 'failed' })
        return {
          peer: peer.name,
          dataAge: now - peer.filter.madeAt,
          hits: [],
          failed: error instanceof SallyportError ? error.message : 'The peer did not answer.',
        }
      }
    }),
  )
}
