import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import { approve, draft, markSent, revise, revoke, submit, takeBack, type Advisory } from '../advisory/advisory.ts'
import { advisoryBundle, type Author } from '../advisory/bundle.ts'
import { headText, signedArtifact, type SignedFile } from '../advisory/signed.ts'
import { release, whyWithheld, type Recipient } from '../marking/release.ts'
import { signFile, type SigningKey } from '../signing/minisign.ts'
import type { Bundle, StixObject } from '../stix/object.ts'
import { Deliveries, type Delivery } from './deliveries.ts'

/** One way out: a peer's collection, a chat group, a feed. Each gets only what the gate lets pass. */
export interface Exit {
  readonly id: string
  readonly recipient: Recipient
  /**
   * @param given what the recipient may have, as objects and as one signed file
   * @param earlier what the exit called the revision before
   * @returns what it calls this one
   */
  readonly give: (given: Given, advisory: Advisory, earlier: string | null) => Promise<string | null>
}

export interface Given {
  /** With the signed file among them, as an artifact. */
  readonly objects: readonly StixObject[]
  readonly file: SignedFile
}

export interface DeskParts {
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  readonly author: Author
  readonly key: () => SigningKey
  readonly exits: () => Promise<readonly Exit[]>
  /** Names of rules of ours that a rule inside an advisory must not take. */
  readonly check?: (rules: Advisory['rules']) => void
}

const space = 'advisories'

/** The circle's desk: advisories from draft to revocation, and where each revision went. */
export class CircleDesk {
  #parts: DeskParts
  readonly deliveries: Deliveries

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.deliveries = new Deliveries(parts.rows, parts.clock, parts.org)
  }

  async draft(given: Parameters<typeof draft>[0], by: Id): Promise<Advisory> {
    this.#parts.check?.(given.rules)
    return this.#keep(draft(given, by, this.#parts.clock.now()))
  }

  /** Changes a draft; a sent one is opened for a new revision. */
  async revise(id: Id, change: Parameters<typeof revise>[1], by: Id): Promise<Advisory> {
    this.#parts.check?.(change.rules ?? [])
    return this.#keep(revise(await this.get(id), change, by, this.#parts.clock.now()))
  }

  async submit(id: Id, by: Id): Promise<Advisory> {
    return this.#keep(submit(await this.get(id), by, this.#parts.clock.now()))
  }

  /** From submitted or approved back to draft. */
  async takeBack(id: Id): Promise<Advisory> {
    return this.#keep(takeBack(await this.get(id), this.#parts.clock.now()))
  }

  async approve(id: Id, by: Id): Promise<Advisory> {
    return this.#keep(approve(await this.get(id), by, this.#parts.clock.now()))
  }

  /** Sends an approved advisory by every exit that may have it. One exit that fails does not stop the others. */
  async send(id: Id): Promise<Delivery[]> {
    return this.#deliver(await this.#keep(markSent(await this.get(id), this.#parts.clock.now())))
  }

  /** Takes it back wherever it went. */
  async revoke(id: Id): Promise<Delivery[]> {
    const advisory = await this.get(id)
    // What is being written at the next revision was not approved: the last one that was sent is what goes back.
    const last = (await this.#revision({ advisory: id, revision: advisory.revision })) ?? advisory
    return this.#deliver(await this.#keep(revoke(last, this.#parts.clock.now())))
  }

  /** Who would get what: the preview of the editor, by the same gate. */
  async preview(advisory: Advisory): Promise<{ recipient: Recipient; objects: number; of: number; why: string | null }[]> {
    const { objects } = advisoryBundle(advisory, this.#parts.author)
    return (await this.#parts.exits()).map(({ recipient }) => ({
      recipient,
      objects: substance(release(objects, recipient, advisory.addressed)).length,
      of: substance(objects).length,
      why: whyWithheld(advisory, recipient),
    }))
  }

  /** @throws SP_NOT_FOUND */
  async get(id: Id): Promise<Advisory> {
    const row = await this.#parts.rows.get<Advisory>(this.#parts.org, 'circle', space, id)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such advisory.')
    return row.value
  }

  async list(): Promise<Advisory[]> {
    const rows = await this.#parts.rows.list<Advisory>(this.#parts.org, 'circle', space, { newestFirst: true })
    return rows.flatMap((row) => row.value ?? [])
  }

  /** Which advisory of ours an object belongs to; null: none. */
  async advisoryOf(object: string): Promise<Id | null> {
    const row = await this.#parts.rows.get<{ advisory: Id }>(this.#parts.org, 'circle', 'sent-objects', object)
    return row?.value?.advisory ?? null
  }

  /** The bundle as a file with its signature, for a chat or an e-mail. */
  signed(advisory: Advisory, recipient: Recipient): SignedFile {
    return this.#signed(advisory, release(advisoryBundle(advisory, this.#parts.author).objects, recipient, advisory.addressed))
  }

  /** Tries again what no exit has taken yet. @returns how many were tried */
  async retry(): Promise<number> {
    const due = await this.deliveries.due()
    const exits = new Map((await this.#parts.exits()).map((exit) => [exit.id, exit]))
    for (const delivery of due) {
      const advisory = await this.#revision(delivery)
      const exit = exits.get(delivery.exit)
      if (advisory === null || exit === undefined)
        await this.deliveries.put({ ...delivery, state: 'given-up', failed: 'The exit is no longer there.', nextAt: null })
      else await this.#attempt(delivery, advisory, exit)
    }
    return due.length
  }

  /** Writes down first what is to go where, so that a stop in between loses nothing; then tries each exit once. */
  async #deliver(advisory: Advisory): Promise<Delivery[]> {
    const { rows, org, author } = this.#parts
    await rows.put(org, 'circle', 'sent-advisories', `${advisory.id}/${advisory.revision}`, advisory, { ref: advisory.id })
    const { objects } = advisoryBundle(advisory, author)
    for (const { id } of substance(objects))
      await rows.put(org, 'circle', 'sent-objects', id, { advisory: advisory.id }, { ref: advisory.id })
    const before = await this.deliveries.of(advisory.id)
    const planned: { delivery: Delivery; exit: Exit }[] = []
    for (const exit of await this.#parts.exits()) {
      const count = substance(release(objects, exit.recipient, advisory.addressed)).length
      const had = before.find((one) => one.exit === exit.id && one.state === 'sent')
      const state = count > 0 ? 'waiting' : had === undefined ? 'withheld' : 'withdrawn'
      const delivery: Delivery = {
        advisory: advisory.id,
        revision: advisory.revision,
        exit: exit.id,
        recipient: exit.recipient.name,
        objects: count,
        state,
        failed: count > 0 ? null : (whyWithheld(advisory, exit.recipient) ?? 'The marking does not allow this recipient.'),
        attempts: 0,
        nextAt: this.#parts.clock.now(),
        reference: had?.reference ?? null,
        at: this.#parts.clock.now(),
      }
      planned.push({ delivery: await this.deliveries.put(delivery), exit })
    }
    const done: Delivery[] = []
    for (const { delivery, exit } of planned) {
      if (delivery.state === 'withdrawn') await this.#withdraw(delivery, exit)
      done.push(delivery.state === 'waiting' ? await this.#attempt(delivery, advisory, exit) : delivery)
    }
    return done
  }

  async #attempt(delivery: Delivery, advisory: Advisory, exit: Exit): Promise<Delivery> {
    try {
      const passed = release(advisoryBundle(advisory, this.#parts.author).objects, exit.recipient, advisory.addressed)
      return await this.deliveries.attempted(delivery, null, await exit.give(this.#given(advisory, passed), advisory, delivery.reference))
    } catch (error) {
      return this.deliveries.attempted(delivery, error instanceof SallyportError ? error.message : 'The exit failed.', null)
    }
  }

  /** A recipient that had an earlier revision and may not have this one: the earlier one is revoked there. */
  async #withdraw(delivery: Delivery, exit: Exit): Promise<void> {
    const last = (await this.deliveries.of(delivery.advisory)).find((one) => one.exit === exit.id && one.state === 'sent')
    const earlier = last === undefined ? null : await this.#revision(last)
    if (earlier === null) return
    const gone: Advisory = { ...earlier, state: 'revoked', revision: delivery.revision, modifiedAt: this.#parts.clock.now() }
    await this.#attempt({ ...delivery, state: 'waiting' }, gone, exit)
    await this.deliveries.put(delivery)
  }

  async #revision({ advisory, revision }: Pick<Delivery, 'advisory' | 'revision'>): Promise<Advisory | null> {
    const row = await this.#parts.rows.get<Advisory>(this.#parts.org, 'circle', 'sent-advisories', `${advisory}/${revision}`)
    return row?.value ?? null
  }

  #given(advisory: Advisory, passed: readonly StixObject[]): Given {
    const file = this.#signed(advisory, passed)
    const markings = passed.find((object) => object.type === 'report')?.object_marking_refs ?? []
    const known = new Set(passed.map((object) => object.id))
    const beside = signedArtifact(file, markings).filter((object) => !known.has(object.id))
    // The file first: a page that ends between them then holds what is to be believed.
    return { objects: [...beside, ...passed], file }
  }

  #signed(advisory: Advisory, objects: readonly StixObject[]): SignedFile {
    const bundle: Bundle = { type: 'bundle', id: `bundle--${crypto.randomUUID()}`, objects }
    const bytes = Buffer.from(JSON.stringify(bundle))
    const head = { advisory: advisory.id, revision: advisory.revision, at: this.#parts.clock.now() }
    return { bytes, signature: signFile(bytes, this.#parts.key(), headText(head, advisory.tlp)) }
  }

  async #keep(advisory: Advisory): Promise<Advisory> {
    await this.#parts.rows.put(this.#parts.org, 'circle', space, advisory.id, advisory, {
      ref: advisory.state,
      sortAt: advisory.modifiedAt,
    })
    return advisory
  }
}

/** What is more than who wrote it and how it is marked. */
export function substance(objects: readonly StixObject[]): StixObject[] {
  return objects.filter((object) => !/^(?:marking-definition|extension-definition|identity|artifact)$/.test(object.type))
}
