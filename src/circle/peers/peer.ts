import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Tlp } from '../chat/draft.ts'
import { acceptDescriptor, wordsOf, type PeerDescriptor, type SignedDescriptor } from '../signing/peer.ts'

/** A former key is still believed for so long: what was signed before a change may arrive after it. */
const formerKeyLives = 7 * 24 * 3_600_000

/** Another company of the circle, as we know it. */
export interface Peer {
  readonly name: string
  /** Highest label it is given. */
  readonly clearance: Tlp
  /** Our collections: what we give it, and where it gives to us. */
  readonly outgoing: Id
  readonly incoming: Id
  /** The token it has of us, to be revoked by. */
  readonly access: Id | null
  /** Its server, when we are the ones who call: null for a peer that only calls us. */
  readonly remote: Remote | null
  /** What it says of itself; believed once `met` is set. */
  readonly descriptor: PeerDescriptor | null
  /** Keys it signed with before, and until when that is still believed. */
  readonly former: readonly { readonly key: string; readonly until: number }[]
  /** Who compared the words with whom at the other side, and when. */
  readonly met: { readonly by: Id; readonly at: number } | null
  readonly revoked: { readonly by: Id; readonly at: number; readonly why: string } | null
  readonly invitedAt: number
}

/** Where a peer is reached; its token is kept apart, sealed. */
export interface Remote {
  /** Collection we read. */
  readonly read: string
  /** Collection we write. */
  readonly write: string
  /** Address of its matching and its descriptor: `https://peer.example/circle`. */
  readonly circle: string
}

/** `new`: nothing was compared yet, its signature proves nothing; `met`: two people compared the words; `revoked`. */
export type Trust = 'new' | 'met' | 'revoked'

export function trustOf(peer: Peer): Trust {
  return peer.revoked !== null ? 'revoked' : peer.met !== null ? 'met' : 'new'
}

/**
 * Takes what a peer says of itself. The first time it only waits for the words; once met, a newer one is believed if the
 * key we know signed it.
 *
 * @throws SP_CIRCLE_SIGNATURE
 */
export function introduce(peer: Peer, given: SignedDescriptor, now: number): Peer {
  if (peer.revoked !== null) throw new SallyportError('SP_CIRCLE_SIGNATURE', 'This peer was revoked.')
  if (peer.met !== null && peer.descriptor !== null) {
    if (given.descriptor.serial === peer.descriptor.serial && given.descriptor.signingKey === peer.descriptor.signingKey)
      return peer
    const known = { descriptor: peer.descriptor, clearance: peer.clearance, revoked: false }
    const next = acceptDescriptor(given, known, null)
    const old = { key: peer.descriptor.signingKey, until: now + formerKeyLives }
    const former = next.signingKey === peer.descriptor.signingKey ? peer.former : [...peer.former, old].slice(-4)
    return { ...peer, descriptor: next, former }
  }
  // Signed by the key in it: whoever sent it holds that key. Whose it is, only the words tell.
  return { ...peer, descriptor: acceptDescriptor(given, null, wordsOf(given.descriptor)) }
}

/** Two people read twelve words to each other. @throws SP_CIRCLE_SIGNATURE when they differ */
export function meet(peer: Peer, spoken: string, by: Id, now: number): Peer {
  if (peer.descriptor === null) throw new SallyportError('SP_CONFLICT', `${peer.name} has not sent its key yet.`)
  if (peer.revoked !== null) throw new SallyportError('SP_CONFLICT', 'This peer was revoked.')
  const normal = (words: string): string => words.trim().toLowerCase().split(/\s+/).join(' ')
  if (normal(spoken) !== wordsOf(peer.descriptor))
    throw new SallyportError('SP_CIRCLE_SIGNATURE', 'These are not the words of the key we were sent.')
  return { ...peer, met: { by, at: now } }
}

/** For good: a new acquaintance begins with a new invitation. */
export function revokePeer(peer: Peer, why: string, by: Id, now: number): Peer {
  return { ...peer, revoked: peer.revoked ?? { by, at: now, why } }
}
