import { Hono } from 'hono'
import type { Artefact } from '../core/artefact.ts'
import type { Clock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import type { SafeFetch } from '../guard/fetch/safe-fetch.ts'
import type { Store } from '../store/open.ts'
import type { DoorRows } from '../store/repositories/door-rows.ts'
import { DraftBox } from './chat/drafts.ts'
import { CircleDesk } from './desk/desk.ts'
import { Inbox } from './desk/inbox.ts'
import { exitsOf, type ExitParts } from './exits/exits.ts'
import { groupsOver } from './exits/groups.ts'
import { ExitSettings } from './exits/settings.ts'
import { Lockfiles } from './hunt/lockfiles.ts'
import { ownSightings } from './hunt/own.ts'
import { circleKeys, ownDescriptor, rotateSigningKey, type CircleKeys } from './keys.ts'
import { Matching } from './matching/matching.ts'
import { Exchange, type Take } from './peers/exchange.ts'
import type { Invitation } from './peers/invitation.ts'
import type { Peer } from './peers/peer.ts'
import { Peers } from './peers/peers.ts'
import { peerRoutes } from './peers/routes.ts'
import { AdmittedRules } from './rules/admitted.ts'
import type { SignedDescriptor } from './signing/peer.ts'
import { fingerprint } from './signing/words.ts'
import { TaxiiAccess } from './taxii/access.ts'
import { TaxiiCollections } from './taxii/collections.ts'
import { FeedStates } from './taxii/cursors.ts'
import { readEnvelope } from './taxii/envelope.ts'
import { taxiiServer } from './taxii/server.ts'

export interface CircleHouse {
  readonly store: Store
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  /** Our name among the peers. */
  readonly name: string
  /** Where peers reach us: `https://sallyport.example.com`. */
  readonly url: string
  readonly contact: string
  readonly newId: () => Id
  /** Which artefacts stand in records of ours, and in which: for the retro-hunt. */
  readonly holders: (artefacts: readonly Artefact[]) => Promise<ReadonlyMap<Artefact, readonly string[]>>
  /** The only way out to addresses that others chose. */
  readonly fetch: SafeFetch
  /** Another server of the Bot API than Telegram's own. */
  readonly telegramApi: string | undefined
  readonly report: (error: Error) => void
  /** Told when something came in that another process may have to take up. */
  readonly wake: (task: 'take' | 'send') => void
}

export interface Circle {
  /** `/taxii2/…` and `/circle/…`: what peers reach. */
  readonly app: Hono
  readonly desk: CircleDesk
  readonly inbox: Inbox
  readonly peers: Peers
  readonly exchange: Exchange
  readonly exits: ExitSettings
  readonly drafts: DraftBox
  readonly lockfiles: Lockfiles
  readonly matching: Matching
  readonly rules: AdmittedRules
  readonly feeds: FeedStates
  /** Our signing key in words, to be read out to a new peer. */
  readonly words: () => string
  readonly descriptor: () => Promise<SignedDescriptor>
  readonly rotate: () => Promise<void>
  readonly invite: (name: string, clearance: Peer['clearance']) => Promise<Invitation>
}

/** The circle over an open house: server, desk and matching, each peer with two collections of its own. */
export async function openCircle(house: CircleHouse): Promise<Circle> {
  const { rows, clock, org, store, newId, name } = house
  let keys: CircleKeys = await circleKeys(rows, org, clock)
  const freshKeys = async (): Promise<CircleKeys> => (keys = await circleKeys(rows, org, clock))
  const descriptor = async (): Promise<SignedDescriptor> => ownDescriptor(rows, org, await freshKeys(), house)

  const collections = new TaxiiCollections(store, clock, org)
  const access = new TaxiiAccess(store, clock, org)
  const feeds = new FeedStates(store, clock, org)
  const author = { name, since: 0 }
  const peers = new Peers({ rows, clock, org, newId, access, collections, self: descriptor, url: house.url })
  const lockfiles = new Lockfiles(rows, clock, org)
  const settings = new ExitSettings(rows, org)
  const drafts = new DraftBox(rows, clock, org)
  const rules = new AdmittedRules(rows, clock, org)
  const take: Take = async (peer, objects, way) => inbox.receive(peer, objects, way)
  const exchange = new Exchange({ peers, feeds, collections, fetch: house.fetch, rows, org, clock, self: descriptor, take, keep })
  const exitParts: ExitParts = {
    peers: () => peers.present(),
    settings,
    clock,
    post: (url, request) => house.fetch(url, { method: 'POST', ...request, maxBytes: 64_000 }),
    groups: groupsOver(house.telegramApi, () => fingerprint(keys.signing.public)),
    keep,
    push: (peer, objects) => exchange.push(peer, objects),
    words: () => fingerprint(keys.signing.public),
  }
  const desk = new CircleDesk({ rows, clock, org, author, key: () => keys.signing, exits: () => exitsOf(exitParts) })
  const inbox = new Inbox({
    rows,
    clock,
    org,
    author,
    keysOf: async (peer) => exchange.keysOf(peer),
    seen: (objects) => ownSightings(objects, { holders: house.holders, locked: (packages) => lockfiles.holding(packages) }, clock.now()),
    advisoryOf: (object) => desk.advisoryOf(object),
  })
  const matching = await Matching.open({ rows, clock, org, name, newId, access, keys: freshKeys, report: house.report, askable: () => exchange.askable() })

  const taxii = taxiiServer({
    collections,
    access,
    clock,
    newId,
    title: name,
    cursorKey: keys.cursor,
    report: house.report,
    received: () => house.wake('take'),
  })
  const own = peerRoutes({ access, peers, descriptor })

  // Handed over whole: the inner apps take addresses with and without the last slash, and speak their own errors.
  const app = new Hono()
  app.all('/taxii2', (context) => taxii.fetch(context.req.raw))
  app.all('/taxii2/*', (context) => taxii.fetch(context.req.raw))
  app.all('/circle/filter', (context) => matching.app.fetch(context.req.raw))
  app.all('/circle/check', (context) => matching.app.fetch(context.req.raw))
  app.all('/circle/descriptor', (context) => own.fetch(context.req.raw))

  async function keep(collection: Id, objects: Parameters<ExitParts['keep']>[1]): Promise<void> {
    await collections.add(collection, readEnvelope(JSON.stringify({ objects })).objects, null)
  }

  return {
    app,
    desk,
    inbox,
    peers,
    exchange,
    exits: settings,
    drafts,
    lockfiles,
    matching,
    rules,
    feeds,
    words: () => fingerprint(keys.signing.public),
    descriptor,
    rotate: async () => void (keys = await rotateSigningKey(rows, org, clock)),
    invite: (to, clearance) => peers.invite(to, clearance),
  }
}
