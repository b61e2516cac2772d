import { Hono } from 'hono'
import type { Clock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import type { ArtefactIndex } from '../core/ports.ts'
import type { DoorRows } from '../store/repositories/door-rows.ts'
import type { Store } from '../store/open.ts'
import type { Tlp } from './chat/draft.ts'
import { CircleDesk, type Exit } from './desk/desk.ts'
import { circleKeys } from './keys.ts'
import { isPublished, type Entry } from './matching/entry.ts'
import { publish, type Publication } from './matching/publish.ts'
import { Responder, type CheckLine } from './matching/responder.ts'
import { matchingRoutes } from './matching/routes.ts'
import { fingerprint } from './signing/words.ts'
import type { StixObject } from './stix/object.ts'
import type { Seen } from './stix/pattern/evaluate.ts'
import { seenOf } from './advisory/hunt-wanted.ts'
import { TaxiiAccess } from './taxii/access.ts'
import { TaxiiCollections } from './taxii/collections.ts'
import { readEnvelope } from './taxii/envelope.ts'
import { taxiiServer } from './taxii/server.ts'

export interface CircleHouse {
  readonly store: Store
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  /** Our name among the peers. */
  readonly name: string
  readonly newId: () => Id
  /** Where our own artefacts are looked up, for the retro-hunt. */
  readonly artefacts: Pick<ArtefactIndex, 'holders'>
  readonly report: (error: Error) => void
}

interface Peer {
  readonly name: string
  readonly clearance: Tlp
  /** What we give this peer, and where it gives to us. */
  readonly outgoing: Id
  readonly incoming: Id
}

export interface Circle {
  /** `/taxii2/…` and `/circle/…`. */
  readonly app: Hono
  readonly desk: CircleDesk
  /** Our signing key in words, to be read out to a new peer. */
  readonly words: string
  /** Lets a peer in. @returns its token, shown once */
  readonly invite: (name: string, clearance: Tlp) => Promise<string>
}

const day = 24 * 3_600_000

/** The circle over an open house: server, desk and matching, each peer with two collections of its own. */
export async function openCircle(house: CircleHouse): Promise<Circle> {
  const { rows, clock, org, store } = house
  let keys = await circleKeys(rows, org, clock)
  const collections = new TaxiiCollections(store, clock, org)
  const access = new TaxiiAccess(store, clock, org)
  const peers = async (): Promise<Peer[]> =>
    (await rows.list<Peer>(org, 'circle', 'peers')).flatMap((row) => (row.value === undefined ? [] : [row.value]))
  const give = async (peer: Peer, objects: readonly StixObject[]): Promise<void> =>
    void (await collections.add(peer.outgoing, readEnvelope(JSON.stringify({ objects })).objects, null))
  const exits = async (): Promise<Exit[]> =>
    (await peers()).map((peer) => ({
      recipient: { name: peer.name, kind: 'peer', clearance: peer.clearance },
      give: (objects) => give(peer, objects),
    }))
  // Nobody is left out of the look-up: no record has this id.
  const nobody = '00000000-0000-0000-0000-000000000000'
  const seen = (objects: readonly StixObject[]): Promise<Seen[]> =>
    seenOf(
      objects,
      async (wanted) =>
        new Set(
          (await house.artefacts.holders(org, wanted, nobody)).holders
            .filter((one) => one.subjects.length > 0)
            .map((one) => one.artefact),
        ),
      clock.now(),
    )
  const desk = new CircleDesk({
    rows,
    clock,
    org,
    author: { name: house.name, since: 0 },
    key: keys.signing,
    exits,
    seen,
  })

  const taxii = taxiiServer({
    collections,
    access,
    clock,
    newId: house.newId,
    title: house.name,
    cursorKey: keys.cursor,
    report: house.report,
    received: (collection, _, envelope) =>
      void received(
        collection,
        envelope.objects.map((one) => JSON.parse(one.text) as StixObject),
      ).catch(house.report),
  })
  async function received(collection: Id, objects: readonly StixObject[]): Promise<void> {
    const peer = (await peers()).find((one) => one.incoming === collection)
    if (peer === undefined) return
    const sightings = await desk.receive(peer.name, objects)
    if (sightings.length > 0) await give(peer, sightings)
  }

  const write = (line: CheckLine): void =>
    void rows.put(org, 'circle', 'checks', house.newId(), line, { ref: line.peer, sortAt: line.at }).catch(house.report)
  const alarm = (peer: string, why: string): void =>
    void rows.put(org, 'circle', 'alarms', house.newId(), { peer, why }, { ref: peer }).catch(house.report)
  const responder = new Responder({ clock, keys: (epoch) => keys.matching(epoch), write, alarm })
  responder.remember(
    (await rows.list<CheckLine>(org, 'circle', 'checks', { from: clock.now() - day })).flatMap((row) =>
      row.value === undefined ? [] : [row.value],
    ),
  )

  let made: Publication | null = null
  const publication = async (): Promise<Publication> => {
    if (made !== null && clock.now() - made.madeAt < day) return made
    keys = await circleKeys(rows, org, clock)
    const pair = keys.matching(keys.epoch)
    if (pair === null) throw new Error('The key of the present epoch is missing.')
    const entries = (await rows.list<Entry>(org, 'circle', 'entries', { limit: 1_000_000 })).flatMap((row) =>
      row.value !== undefined && isPublished(row.value, clock.now()) ? [row.value] : [],
    )
    made = publish(entries, {
      peer: house.name,
      epoch: keys.epoch,
      keys: pair,
      signing: keys.signing.private,
      contact: house.name.slice(0, 40),
      now: clock.now(),
    })
    return made
  }
  const matching = matchingRoutes({ access, responder, publication })

  // Handed over whole: the inner apps take addresses with and without the last slash, and speak their own errors.
  const app = new Hono()
  app.all('/taxii2', (context) => taxii.fetch(context.req.raw))
  app.all('/taxii2/*', (context) => taxii.fetch(context.req.raw))
  app.all('/circle/filter', (context) => matching.fetch(context.req.raw))
  app.all('/circle/check', (context) => matching.fetch(context.req.raw))

  const invite = async (name: string, clearance: Tlp): Promise<string> => {
    const peer: Peer = { name, clearance, outgoing: house.newId(), incoming: house.newId() }
    await collections.create({ id: peer.outgoing, root: 'circle', title: `For ${name}` })
    await collections.create({ id: peer.incoming, root: 'circle', title: `From ${name}` })
    await rows.put(org, 'circle', 'peers', name, peer)
    return access.grant({
      id: house.newId(),
      peer: name,
      clearance,
      collections: { [peer.outgoing]: 'r', [peer.incoming]: 'rw' },
    })
  }
  return { app, desk, words: fingerprint(keys.signing.public), invite }
}
