import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import { approve, draft, markSent, revise, revoke, submit, type Advisory } from '../advisory/advisory.ts'
import { advisoryBundle, rulesOf, type Author } from '../advisory/bundle.ts'
import { hunt, sighting } from '../advisory/feedback.ts'
import { release, type Recipient } from '../marking/release.ts'
import { signFile, type SigningKey } from '../signing/minisign.ts'
import type { Bundle, StixObject } from '../stix/object.ts'
import type { Seen } from '../stix/pattern/evaluate.ts'
import { validateObject } from '../stix/validate.ts'

/** One way out: a peer's collection, a chat group, a feed. Each gets only what the gate lets pass. */
export interface Exit {
  readonly recipient: Recipient
  readonly give: (objects: readonly StixObject[], advisory: Advisory) => Promise<void>
}

export interface Delivery {
  readonly recipient: string
  readonly objects: number
  /** Why nothing was sent. */
  readonly failed: string | null
}

/** What came from a peer: kept with what we found of it, for a person to look at. */
export interface Received {
  readonly peer: string
  readonly title: string
  readonly at: number
  readonly objects: readonly StixObject[]
  readonly rules: readonly { readonly id: string; readonly yaml: string }[]
  /** Ids of indicators that fit something of ours. */
  readonly found: readonly string[]
  readonly faults: number
}

export interface CircleParts {
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  readonly author: Author
  readonly key: SigningKey
  readonly exits: () => Promise<readonly Exit[]>
  /** What we have seen, for the retro-hunt: lockfiles, links of messages, networks. */
  readonly seen: (objects: readonly StixObject[]) => Promise<readonly Seen[]>
}

const [advisories, inbox, opinions] = ['advisories', 'inbox', 'feedback']

/** The circle's desk: advisories from draft to revocation, what peers sent, and what they say of ours. */
export class CircleDesk {
  #parts: CircleParts

  constructor(parts: CircleParts) {
    this.#parts = parts
  }

  async draft(given: Parameters<typeof draft>[0], by: Id): Promise<Advisory> {
    return this.#keep(draft(given, by, this.#parts.clock.now()))
  }

  async submit(id: Id, by: Id): Promise<Advisory> {
    return this.#keep(submit(await this.get(id), by, this.#parts.clock.now()))
  }

  async approve(id: Id, by: Id): Promise<Advisory> {
    return this.#keep(approve(await this.get(id), by, this.#parts.clock.now()))
  }

  async revise(id: Id, change: Parameters<typeof revise>[1], by: Id): Promise<Advisory> {
    return this.#keep(revise(await this.get(id), change, by, this.#parts.clock.now()))
  }

  /** Sends an approved advisory by every exit that may have it. One exit that fails does not stop the others. */
  async send(id: Id): Promise<Delivery[]> {
    const sent = await this.#keep(markSent(await this.get(id), this.#parts.clock.now()))
    return this.#deliver(sent)
  }

  /** Takes it back wherever it went. */
  async revoke(id: Id): Promise<Delivery[]> {
    return this.#deliver(await this.#keep(revoke(await this.get(id), this.#parts.clock.now())))
  }

  /** Who would get what: the preview of the editor, by the same gate. */
  async preview(id: Id): Promise<{ recipient: string; objects: number; of: number }[]> {
    const advisory = await this.get(id)
    const { objects } = advisoryBundle(advisory, this.#parts.author)
    return (await this.#parts.exits()).map(({ recipient }) => ({
      recipient: recipient.name,
      objects: substance(release(objects, recipient, advisory.addressed)).length,
      of: substance(objects).length,
    }))
  }

  /** @throws SP_NOT_FOUND */
  async get(id: Id): Promise<Advisory> {
    const row = await this.#parts.rows.get<Advisory>(this.#parts.org, 'circle', advisories as string, id)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such advisory.')
    return row.value
  }

  async list(): Promise<Advisory[]> {
    const rows = await this.#parts.rows.list<Advisory>(this.#parts.org, 'circle', advisories as string, {
      newestFirst: true,
    })
    return rows.flatMap((row) => (row.value === undefined ? [] : [row.value]))
  }

  /** The bundle as a file with its signature, for a chat or an e-mail. */
  signed(advisory: Advisory, recipient: Recipient): { bundle: Uint8Array; signature: string } {
    const bundle: Bundle = {
      type: 'bundle',
      id: `bundle--${crypto.randomUUID()}`,
      objects: release(advisoryBundle(advisory, this.#parts.author).objects, recipient, advisory.addressed),
    }
    const bytes = Buffer.from(JSON.stringify(bundle))
    return {
      bundle: bytes,
      signature: signFile(
        bytes,
        this.#parts.key,
        `timestamp:${Math.floor(this.#parts.clock.now() / 1000)} file:${advisory.id}.stix.json tlp:${advisory.tlp.toLowerCase()} revision:${advisory.revision}`,
      ),
    }
  }

  /**
   * Takes in what a peer sent: reads, hunts through what we have, keeps it for a person. Sightings and opinions about
   * ours are set aside as feedback. Rules wait until somebody admits them; nothing runs by itself.
   *
   * @returns sightings to send back
   */
  async receive(peer: string, objects: readonly StixObject[]): Promise<StixObject[]> {
    const now = this.#parts.clock.now()
    const valid = objects.filter((object) => validateObject(object).length === 0)
    const feedback = valid.filter((object) => object.type === 'sighting' || object.type === 'opinion')
    for (const one of feedback)
      await this.#parts.rows.put(
        this.#parts.org,
        'circle',
        opinions as string,
        one.id,
        { peer, object: one },
        { ref: String(one['sighting_of_ref'] ?? (one['object_refs'] as string[] | undefined)?.[0] ?? ''), sortAt: now },
      )
    const about = valid.filter((object) => !feedback.includes(object))
    if (about.length === 0) return []
    const seen = await this.#parts.seen(about)
    const found = hunt(about, seen, now)
    const report = about.find((object) => object.type === 'report')
    const kept: Received = {
      peer,
      title: String(report?.['name'] ?? 'Objects without a report').slice(0, 300),
      at: now,
      objects: about,
      rules: rulesOf(about),
      found: found.map((one) => one.indicator.id),
      faults: objects.length - valid.length,
    }
    await this.#parts.rows.put(
      this.#parts.org,
      'circle',
      inbox as string,
      report?.id ?? (about[0] as StixObject).id,
      kept,
      { ref: peer, sortAt: now },
    )
    return found.map((one) => {
      const times = one.seen.map((i) => (seen[i] as Seen).at)
      return sighting(one.indicator, times.length, Math.min(...times), Math.max(...times), this.#parts.author, now)
    })
  }

  async inbox(): Promise<Received[]> {
    const rows = await this.#parts.rows.list<Received>(this.#parts.org, 'circle', inbox as string, {
      newestFirst: true,
    })
    return rows.flatMap((row) => (row.value === undefined ? [] : [row.value]))
  }

  /** Sightings and opinions of peers about one object of ours. */
  async feedbackOn(object: string): Promise<{ peer: string; object: StixObject }[]> {
    const rows = await this.#parts.rows.list<{ peer: string; object: StixObject }>(
      this.#parts.org,
      'circle',
      opinions as string,
      { ref: object },
    )
    return rows.flatMap((row) => (row.value === undefined ? [] : [row.value]))
  }

  async #deliver(advisory: Advisory): Promise<Delivery[]> {
    const { objects } = advisoryBundle(advisory, this.#parts.author)
    const deliveries: Delivery[] = []
    for (const exit of await this.#parts.exits()) {
      const passed = release(objects, exit.recipient, advisory.addressed)
      const count = substance(passed).length
      try {
        if (count > 0) await exit.give(passed, advisory)
        deliveries.push({
          recipient: exit.recipient.name,
          objects: count,
          failed: count > 0 ? null : 'The marking does not allow this recipient.',
        })
      } catch (error) {
        deliveries.push({
          recipient: exit.recipient.name,
          objects: 0,
          failed: error instanceof SallyportError ? error.message : 'The exit failed.',
        })
      }
    }
    return deliveries
  }

  async #keep(advisory: Advisory): Promise<Advisory> {
    await this.#parts.rows.put(this.#parts.org, 'circle', advisories as string, advisory.id, advisory, {
      ref: advisory.state,
      sortAt: advisory.modifiedAt,
    })
    return advisory
  }
}

/** What is more than who wrote it and how it is marked. */
function substance(objects: readonly StixObject[]): StixObject[] {
  return objects.filter((object) => !/^(?:marking-definition|extension-definition|identity)$/.test(object.type))
}
