import type { Clock } from '../../core/clock.ts'
import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { SafeFetch } from '../../guard/fetch/safe-fetch.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import type { Way } from '../desk/received.ts'
import { PeerFilter } from '../matching/publish.ts'
import type { AskablePeer } from '../matching/requester.ts'
import { readPublication } from '../matching/routes.ts'
import { readPublicKey, signerOf, type VerifyingKey } from '../signing/minisign.ts'
import type { SignedDescriptor } from '../signing/peer.ts'
import type { StixObject } from '../stix/object.ts'
import { poll, push, type Feed, type Transport } from '../taxii/client.ts'
import type { TaxiiCollections } from '../taxii/collections.ts'
import type { FeedStates } from '../taxii/cursors.ts'
import { everything } from '../taxii/filters.ts'
import { readDescriptor } from './invitation.ts'
import type { Peer } from './peer.ts'
import type { Peers } from './peers.ts'

/** Takes in what came; @returns what goes back to the peer */
export type Take = (peer: string, objects: readonly StixObject[], way: Way) => Promise<readonly StixObject[]>

export interface ExchangeParts {
  readonly peers: Peers
  readonly feeds: FeedStates
  readonly collections: TaxiiCollections
  readonly fetch: SafeFetch
  readonly rows: DoorRows
  readonly org: Id
  readonly clock: Clock
  readonly self: () => Promise<SignedDescriptor>
  readonly take: Take
  /** Puts objects into our own collection for a peer. */
  readonly keep: (collection: Id, objects: readonly StixObject[]) => Promise<void>
}

const page = 500
/** Filters are made anew each day. */
const filterLives = 6 * 3_600_000

/** Traffic with peers: what they gave us, what their servers have for us, what goes to them. */
export class Exchange {
  #parts: ExchangeParts
  #filters = new Map<string, { filter: PeerFilter; at: number }>()

  constructor(parts: ExchangeParts) {
    this.#parts = parts
  }

  /** Reads on in what peers gave to our own server, from where we stopped: a stop in between loses nothing. */
  async takeGiven(): Promise<void> {
    const { collections, feeds } = this.#parts
    for (const peer of await this.#parts.peers.present()) {
      const feed = `given/${peer.name}/${peer.incoming}`
      for (;;) {
        const from = Number((await feeds.of(feed)).next ?? 0)
        const { joined, last, count, more } = await collections.page(peer.incoming, { ...everything, limit: page }, from, 99)
        if (joined === null) break
        const objects = JSON.parse(`[${joined}]`) as StixObject[]
        await this.give(peer, await this.#parts.take(peer.name, objects, 'push'))
        await feeds.advance(feed, { addedAfter: null, next: String(last) }, count)
        if (!more) break
      }
    }
  }

  /** Reads what is new on a peer's server. Its health is kept in the feed's state. @returns how many objects came */
  async poll(name: string): Promise<number> {
    const peer = await this.#parts.peers.get(name)
    if (peer.remote === null || peer.revoked !== null) return 0
    await this.#introduce(peer)
    const feed = await this.#feed(peer, 'read')
    return poll(feed, this.#parts.feeds, this.#transport(), async (objects) => {
      await this.give(peer, await this.#parts.take(peer.name, objects, 'poll'))
    })
  }

  /** Sends objects the way this peer takes them. */
  async give(peer: Peer, objects: readonly StixObject[]): Promise<void> {
    if (objects.length === 0) return
    if (peer.remote === null) await this.#parts.keep(peer.outgoing, objects)
    else await this.push(peer, objects)
  }

  /** @throws SP_FETCH_FAILED when the peer did not take them all */
  async push(peer: Peer, objects: readonly StixObject[]): Promise<void> {
    const feed = await this.#feed(peer, 'write')
    const { failed } = await push(feed, this.#parts.feeds, this.#transport(), objects, (ms) => new Promise((done) => setTimeout(done, ms)))
    const [first] = failed
    if (first !== undefined)
      throw new SallyportError('SP_FETCH_FAILED', `The peer did not take ${failed.length} of the objects: ${first.message.slice(0, 200)}`)
  }

  /** The keys a peer signs with: the present one and, for a week, the one before. */
  async keysOf(name: string): Promise<{ keys: readonly VerifyingKey[]; met: boolean } | null> {
    const peer = await this.#parts.peers.get(name).catch(() => null)
    if (peer === null || peer.descriptor === null || peer.revoked !== null) return null
    const now = this.#parts.clock.now()
    const former = peer.former.filter((one) => now < one.until).map((one) => readPublicKey(one.key))
    return { keys: [readPublicKey(peer.descriptor.signingKey), ...former], met: peer.met !== null }
  }

  /** Which peer's key says it signed a file; null: none of them. Only verifying tells whether it did. */
  async signerOf(signature: string): Promise<string | null> {
    const id = signerOf(signature)
    if (id === null) return null
    for (const peer of await this.#parts.peers.present()) {
      const known = await this.keysOf(peer.name)
      if (known?.keys.some((key) => Buffer.compare(key.id, id) === 0) === true) return peer.name
    }
    return null
  }

  /** Peers that can be asked privately: met, with a server, and a filter that verifies. */
  async askable(): Promise<{ peers: AskablePeer[]; silent: { peer: string; why: string }[] }> {
    const peers: AskablePeer[] = []
    const silent: { peer: string; why: string }[] = []
    for (const peer of await this.#parts.peers.present()) {
      try {
        const askable = await this.#askable(peer)
        if (typeof askable === 'string') silent.push({ peer: peer.name, why: askable })
        else peers.push(askable)
      } catch (error) {
        silent.push({ peer: peer.name, why: messageOf(error) })
      }
    }
    return { peers, silent }
  }

  async #askable(peer: Peer): Promise<AskablePeer | string> {
    if (peer.descriptor === null || peer.met === null) return 'Nobody has compared its words yet.'
    if (peer.remote === null) return 'It has no server that we may call.'
    const { circle } = peer.remote
    const authorization = await this.#authorization(peer)
    const now = this.#parts.clock.now()
    const known = this.#filters.get(peer.name)
    if (known === undefined || now - known.at > filterLives) {
      const answer = await this.#parts.fetch(`${circle}/filter`, { headers: { authorization }, maxBytes: 200_000_000, timeoutMs: 60_000 })
      if (answer.status !== 200) return `Its filter could not be read (${answer.status}).`
      const publication = readPublication(JSON.parse(Buffer.from(answer.body).toString('utf8')))
      this.#filters.set(peer.name, { filter: new PeerFilter(publication, readPublicKey(peer.descriptor.signingKey).public, now), at: now })
    }
    const { filter } = this.#filters.get(peer.name) as { filter: PeerFilter }
    return {
      name: peer.name,
      filter,
      keys: peer.descriptor.matching.map((one) => ({ ...one, key: Buffer.from(one.key, 'base64') })),
      send: async ({ question, epoch, purpose, nonce }) => {
        const body = JSON.stringify({ epoch, purpose, nonce, elements: Buffer.from(question.elements).toString('base64') })
        const answer = await this.#parts.fetch(`${circle}/check`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body, maxBytes: 16_000 })
        const said = JSON.parse(Buffer.from(answer.body).toString('utf8')) as { elements?: string; proof?: string; message?: string }
        if (answer.status !== 200) throw new SallyportError('SP_FETCH_FAILED', `The peer refused: ${String(said.message ?? answer.status).slice(0, 200)}`)
        return { elements: Buffer.from(said.elements ?? '', 'base64'), proof: Buffer.from(said.proof ?? '', 'base64') }
      },
    }
  }

  /** Both sides tell each other what they say of themselves, when it changed. Reading goes on whatever comes of it. */
  async #introduce(peer: Peer): Promise<void> {
    const { rows, org, self, fetch, peers } = this.#parts
    if (peer.remote === null) return
    const url = `${peer.remote.circle}/descriptor`
    const headers = { authorization: await this.#authorization(peer), 'content-type': 'application/json' }
    const own = await self()
    const told = (await rows.get<{ serial: number }>(org, 'circle', 'told', peer.name))?.value?.serial
    try {
      if (told !== own.descriptor.serial) {
        const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(own), maxBytes: 64_000 })
        if (answer.status < 300) await rows.put(org, 'circle', 'told', peer.name, { serial: own.descriptor.serial })
      }
      const answer = await fetch(url, { headers, maxBytes: 64_000 })
      if (answer.status === 200) await peers.introduced(peer.name, readDescriptor(JSON.parse(Buffer.from(answer.body).toString('utf8'))))
      await this.#parts.feeds.advance(`words/${peer.name}`, { addedAfter: null, next: null }, 0)
    } catch (error) {
      // A server of another make has no such address; a key that nobody vouches for shows on the peer's page.
      await this.#parts.feeds.failed(`words/${peer.name}`, messageOf(error))
    }
  }

  async #feed(peer: Peer, way: 'read' | 'write'): Promise<Feed> {
    if (peer.remote === null) throw new SallyportError('SP_CONFLICT', `${peer.name} has no server that we may call.`)
    return { name: `${way}/${peer.name}`, collection: peer.remote[way], authorization: await this.#authorization(peer) }
  }

  async #authorization(peer: Peer): Promise<string> {
    const token = await this.#parts.peers.token(peer.name)
    if (token === null) throw new SallyportError('SP_FETCH_FAILED', `There is no token for ${peer.name}.`)
    return `Bearer ${token}`
  }

  #transport(): Transport {
    return async (url, request) => {
      const answer = await this.#parts.fetch(url, { ...request, maxBytes: 50_000_000, timeoutMs: 60_000 })
      return {
        status: answer.status,
        header: (name) => answer.headers[name.toLowerCase()] ?? null,
        text: Buffer.from(answer.body).toString('utf8'),
      }
    }
  }
}
