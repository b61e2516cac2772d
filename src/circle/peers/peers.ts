import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import type { Tlp } from '../chat/draft.ts'
import type { SignedDescriptor } from '../signing/peer.ts'
import type { TaxiiAccess } from '../taxii/access.ts'
import type { TaxiiCollections } from '../taxii/collections.ts'
import { readInvitation, type Invitation } from './invitation.ts'
import { introduce, meet, revokePeer, type Peer } from './peer.ts'

export interface PeersParts {
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  readonly newId: () => Id
  readonly access: TaxiiAccess
  readonly collections: TaxiiCollections
  /** Our own descriptor, signed now. */
  readonly self: () => Promise<SignedDescriptor>
  /** `https://sallyport.example.com` */
  readonly url: string
}

/** One name, one peer. */
const nameForm = /^[^\p{C}]{2,80}$/u

/** The peers: invited, met, revoked. */
export class Peers {
  #parts: PeersParts

  constructor(parts: PeersParts) {
    this.#parts = parts
  }

  async list(): Promise<Peer[]> {
    const { rows, org } = this.#parts
    return (await rows.list<Peer>(org, 'circle', 'peers')).flatMap((row) => row.value ?? [])
  }

  /** Peers that are given something. */
  async present(): Promise<Peer[]> {
    return (await this.list()).filter((peer) => peer.revoked === null)
  }

  /** @throws SP_NOT_FOUND */
  async get(name: string): Promise<Peer> {
    const row = await this.#parts.rows.get<Peer>(this.#parts.org, 'circle', 'peers', name)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such peer.')
    return row.value
  }

  /** Lets a peer in. @returns what to hand over, with the token that is shown once @throws SP_CONFLICT, SP_INPUT */
  async invite(name: string, clearance: Tlp): Promise<Invitation> {
    const { access, newId, self, url } = this.#parts
    const peer = await this.#open(name, clearance)
    const grant = newId()
    const token = await access.grant({
      id: grant,
      peer: name,
      clearance,
      collections: { [peer.outgoing]: 'r', [peer.incoming]: 'rw' },
    })
    await this.#keep({ ...peer, access: grant })
    const collection = (id: Id): string => `${url}/taxii2/circle/collections/${id}/`
    return {
      sallyport: 'circle invitation 1',
      from: await self(),
      read: collection(peer.outgoing),
      write: collection(peer.incoming),
      circle: `${url}/circle`,
      token,
      clearance,
    }
  }

  /** Joins a peer's circle by its invitation. Whose key it is, `meet` settles. */
  async join(text: string, clearance: Tlp): Promise<Peer> {
    const { rows, org } = this.#parts
    const { from, read, write, circle, token } = readInvitation(text)
    const opened = await this.#open(from.descriptor.name, clearance)
    const peer = introduce({ ...opened, remote: { read, write, circle } }, from, this.#parts.clock.now())
    await rows.put(org, 'circle', 'peer-tokens', peer.name, { token }, { subject: org })
    return this.#keep(peer)
  }

  /** What a peer says of itself, given with its token. */
  async introduced(name: string, given: SignedDescriptor): Promise<Peer> {
    const peer = await this.get(name)
    const next = introduce(peer, given, this.#parts.clock.now())
    return next === peer ? peer : this.#keep(next)
  }

  async meet(name: string, spoken: string, by: Id): Promise<Peer> {
    return this.#keep(meet(await this.get(name), spoken, by, this.#parts.clock.now()))
  }

  async clear(name: string, clearance: Tlp): Promise<Peer> {
    const peer = await this.get(name)
    if (peer.access !== null) await this.#parts.access.clear(peer.access, clearance)
    return this.#keep({ ...peer, clearance })
  }

  /** Takes its token and ours away: nothing is given, nothing is read any more. */
  async revoke(name: string, why: string, by: Id): Promise<Peer> {
    const { access, rows, org, clock } = this.#parts
    const peer = await this.get(name)
    if (peer.access !== null) await access.revoke(peer.access)
    await rows.remove(org, 'circle', 'peer-tokens', name)
    return this.#keep(revokePeer(peer, why, by, clock.now()))
  }

  /** The token a peer gave us; null when it gave none, or was revoked. */
  async token(name: string): Promise<string | null> {
    const row = await this.#parts.rows.get<{ token: string }>(this.#parts.org, 'circle', 'peer-tokens', name)
    return row?.value?.token ?? null
  }

  async #open(name: string, clearance: Tlp): Promise<Peer> {
    const { rows, org, newId, collections, clock } = this.#parts
    if (!nameForm.test(name)) throw new SallyportError('SP_INPUT', 'A peer needs a name of 2 to 80 characters.', { field: 'name' })
    const known = (await rows.get<Peer>(org, 'circle', 'peers', name))?.value
    if (known !== undefined && known.revoked === null)
      throw new SallyportError('SP_CONFLICT', `${name} is among the peers already.`)
    const peer: Peer = {
      name,
      clearance,
      outgoing: newId(),
      incoming: newId(),
      access: null,
      remote: null,
      descriptor: null,
      former: [],
      met: null,
      revoked: null,
      invitedAt: clock.now(),
    }
    await collections.create({ id: peer.outgoing, root: 'circle', title: `For ${name}` })
    await collections.create({ id: peer.incoming, root: 'circle', title: `From ${name}` })
    return this.#keep(peer)
  }

  async #keep(peer: Peer): Promise<Peer> {
    await this.#parts.rows.put(this.#parts.org, 'circle', 'peers', peer.name, peer)
    return peer
  }
}
