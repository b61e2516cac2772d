import type { Hono } from 'hono'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import type { CircleKeys } from '../keys.ts'
import type { TaxiiAccess } from '../taxii/access.ts'
import { confirm, isPublished, propose, withdraw, type Entry } from './entry.ts'
import { publish, type Publication } from './publish.ts'
import { askPeers, type AskablePeer, type AskedLine, type PeerAnswer } from './requester.ts'
import { Responder, type CheckLine, type Purpose } from './responder.ts'
import { matchingRoutes } from './routes.ts'
import { tokensOf, type Identifier } from './tokens.ts'

export interface MatchingParts {
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  readonly name: string
  readonly newId: () => Id
  readonly access: TaxiiAccess
  readonly keys: () => Promise<CircleKeys>
  readonly report: (error: Error) => void
  readonly askable: () => Promise<{ peers: AskablePeer[]; silent: { peer: string; why: string }[] }>
}

export interface Alarm {
  readonly peer: string
  readonly why: string
  readonly at: number
}

/** A line of our own log, with who asked. */
export interface OwnAsking extends AskedLine {
  readonly by: Id
}

const day = 24 * 3_600_000

/** Private matching of this house: its entries, its filter, what peers asked and what we asked. */
export class Matching {
  #parts: MatchingParts
  #responder: Responder
  #made: Publication | null = null
  readonly app: Hono

  private constructor(parts: MatchingParts, keys: CircleKeys) {
    this.#parts = parts
    let current = keys
    const { rows, org, newId, report, clock } = parts
    const write = (line: CheckLine): void =>
      void rows.put(org, 'circle', 'checks', newId(), line, { ref: line.peer, sortAt: line.at }).catch(report)
    const alarm = (peer: string, why: string): void =>
      void rows.put(org, 'circle', 'alarms', newId(), { peer, why, at: clock.now() }, { ref: peer }).catch(report)
    this.#responder = new Responder({ clock, keys: (epoch) => current.matching(epoch), write, alarm })
    this.app = matchingRoutes({
      access: parts.access,
      responder: this.#responder,
      publication: async () => {
        current = await parts.keys()
        return this.#publication(current)
      },
    })
  }

  static async open(parts: MatchingParts): Promise<Matching> {
    const matching = new Matching(parts, await parts.keys())
    matching.#responder.remember(await matching.asked(parts.clock.now() - day))
    return matching
  }

  /** Adjudicated rejections, ours. */
  async entries(): Promise<Entry[]> {
    const { rows, org } = this.#parts
    return (await rows.list<Entry>(org, 'circle', 'entries', { newestFirst: true, limit: 1_000_000 })).flatMap((row) => row.value ?? [])
  }

  /**
   * One person proposes. Sealed under the key of whom it is about, so that erasing that person takes it along.
   *
   * @throws SP_INPUT when an identifier has not the form of its type
   */
  async propose(given: Pick<Entry, 'identifiers' | 'evidence' | 'victim'>, subject: Id | null, by: Id): Promise<Entry> {
    for (const identifier of given.identifiers) tokensOf(identifier)
    return this.#keep(propose({ ...given, id: this.#parts.newId() }, by, this.#parts.clock.now()), subject)
  }

  /** Another one confirms. */
  async confirm(id: Id, by: Id): Promise<Entry> {
    const { entry, subject } = await this.#find(id)
    return this.#keep(confirm(entry, by, this.#parts.clock.now()), subject)
  }

  /** Who proposed it. @throws SP_NOT_FOUND */
  async proposerOf(id: Id): Promise<Id> {
    return (await this.#find(id)).entry.proposedBy
  }

  async withdraw(id: Id, why: string): Promise<Entry> {
    const { entry, subject } = await this.#find(id)
    return this.#keep(withdraw(entry, why, this.#parts.clock.now()), subject)
  }

  /** Asks every peer at once. A hit opens a conversation between people; nothing here decides. */
  async ask(identifiers: readonly Identifier[], purpose: Purpose, by: Id): Promise<{ answers: PeerAnswer[]; silent: { peer: string; why: string }[] }> {
    const { rows, org, newId, clock, name, askable, report } = this.#parts
    const { peers, silent } = await askable()
    const answers = await askPeers(identifiers, purpose, name, peers, clock, (line) =>
      void rows.put(org, 'circle', 'askings', newId(), { ...line, by } satisfies OwnAsking, { ref: line.peer, sortAt: line.at }).catch(report),
    )
    return { answers, silent }
  }

  /** What peers asked us. Hit or miss is not in it: this side does not know. */
  async asked(from = 0): Promise<CheckLine[]> {
    return this.#log<CheckLine>('checks', from)
  }

  /** What we asked. */
  async askings(): Promise<OwnAsking[]> {
    return this.#log<OwnAsking>('askings', 0)
  }

  async alarms(): Promise<Alarm[]> {
    return this.#log<Alarm>('alarms', 0)
  }

  async #log<T>(space: string, from: number): Promise<T[]> {
    const { rows, org } = this.#parts
    return (await rows.list<T>(org, 'circle', space, { newestFirst: true, limit: 5000, from })).flatMap((row) => row.value ?? [])
  }

  async #publication(keys: CircleKeys): Promise<Publication> {
    const { clock, name } = this.#parts
    if (this.#made !== null && this.#made.epoch === keys.epoch && clock.now() - this.#made.madeAt < day) return this.#made
    const pair = keys.matching(keys.epoch)
    if (pair === null) throw new SallyportError('SP_INTERNAL', 'The key of the present epoch is missing.')
    const entries = (await this.entries()).filter((entry) => isPublished(entry, clock.now()))
    this.#made = publish(entries, {
      peer: name,
      epoch: keys.epoch,
      keys: pair,
      signing: keys.signing.private,
      contact: name.slice(0, 40),
      now: clock.now(),
    })
    return this.#made
  }

  async #find(id: Id): Promise<{ entry: Entry; subject: Id | null }> {
    const row = await this.#parts.rows.get<Entry>(this.#parts.org, 'circle', 'entries', id)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such entry.')
    return { entry: row.value, subject: row.subject }
  }

  async #keep(entry: Entry, subject: Id | null): Promise<Entry> {
    const { rows, org } = this.#parts
    await rows.put(org, 'circle', 'entries', entry.id, entry, { subject: subject ?? org, sortAt: entry.proposedAt })
    // Confirmed or withdrawn: the next filter says so, not tomorrow's.
    this.#made = null
    return entry
  }
}
