import type { Clock } from '../../core/clock.ts'
import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { DoorRows } from '../../store/repositories/door-rows.ts'
import { rulesOf, type Author } from '../advisory/bundle.ts'
import { hunt, opinion, sighting } from '../advisory/feedback.ts'
import { openSigned, signedFiles, type SignedFile, type SignedHead } from '../advisory/signed.ts'
import type { VerifyingKey } from '../signing/minisign.ts'
import { tlpOf } from '../stix/markings.ts'
import type { StixObject } from '../stix/object.ts'
import { validateObject } from '../stix/validate.ts'
import type { Found } from '../hunt/own.ts'
import type { Received, Signature, Way } from './received.ts'

export interface InboxParts {
  readonly rows: DoorRows
  readonly clock: Clock
  readonly org: Id
  readonly author: Author
  /** Keys of a peer, and whether its words were compared; null: no such peer, or it was revoked. */
  readonly keysOf: (peer: string) => Promise<{ readonly keys: readonly VerifyingKey[]; readonly met: boolean } | null>
  /** What of ours an indicator names. */
  readonly seen: (objects: readonly StixObject[]) => Promise<readonly Found[]>
  /** Which advisory of ours an object belongs to. */
  readonly advisoryOf: (object: string) => Promise<Id | null>
}

/** Feedback of a peer about something of ours. */
export interface Feedback {
  readonly peer: string
  readonly object: StixObject
}

const rank: Readonly<Record<Signature, number>> = { none: 0, unproven: 1, valid: 2 }
/** Who wrote it and how it is marked: alone it says nothing. */
const author = /^(?:identity|marking-definition|extension-definition)$/

/** What peers send: read, verified, hunted through what we have, kept for a person. Nothing of it runs by itself. */
export class Inbox {
  #parts: InboxParts

  constructor(parts: InboxParts) {
    this.#parts = parts
  }

  /**
   * Takes in what a peer sent. A page may hold several advisories, and the same page may come twice.
   *
   * @returns sightings to send back
   */
  async receive(peer: string, objects: readonly StixObject[], way: Way): Promise<StixObject[]> {
    const files = signedFiles(objects)
    const inside = new Set<string>()
    const back: StixObject[] = []
    for (const file of files) {
      try {
        const opened = await this.#open(peer, file)
        for (const object of opened.objects) inside.add(object.id)
        back.push(...(await this.#take(peer, opened.objects, way, opened.signature, opened.head)))
      } catch (error) {
        if (!(error instanceof SallyportError)) throw error
        await this.#refused(peer, way, messageOf(error))
        // What stands beside a signature that does not fit is not believed either.
        for (const object of parsedObjects(file)) inside.add(object.id)
      }
    }
    const rest = await this.#unknown(
      peer,
      objects.filter((object) => !inside.has(object.id) && object.type !== 'artifact'),
    )
    back.push(...(await this.#take(peer, rest, way, 'none', null)))
    return back
  }

  /** Without what came in a signed file before: a page may end between the file and the objects beside it. */
  async #unknown(peer: string, objects: readonly StixObject[]): Promise<StixObject[]> {
    const { rows, org } = this.#parts
    if (objects.some((object) => object.type === 'report')) return [...objects]
    const known = await Promise.all(
      objects.map(async (object) =>
        author.test(object.type)
          ? false
          : (await rows.get<{ peer: string }>(org, 'circle', 'inbox-objects', `${object.id} ${object.modified ?? ''}`))?.value?.peer === peer,
      ),
    )
    return objects.filter((_, i) => known[i] !== true)
  }

  /** A file with its signature, as it was posted into a group or handed over. @throws SP_CIRCLE_SIGNATURE */
  async receiveFile(peer: string, file: SignedFile, way: Way): Promise<StixObject[]> {
    try {
      const { objects, signature, head } = await this.#open(peer, file)
      return await this.#take(peer, objects, way, signature, head)
    } catch (error) {
      if (error instanceof SallyportError) await this.#refused(peer, way, messageOf(error))
      throw error
    }
  }

  async list(): Promise<Received[]> {
    const { rows, org } = this.#parts
    return (await rows.list<Received>(org, 'circle', 'inbox', { newestFirst: true })).flatMap((row) => row.value ?? [])
  }

  /** @throws SP_NOT_FOUND */
  async get(id: string): Promise<Received> {
    const row = await this.#parts.rows.get<Received>(this.#parts.org, 'circle', 'inbox', id)
    if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such advisory in the inbox.')
    return row.value
  }

  /** What was refused, newest first: a wrong signature, a replay. */
  async refusals(): Promise<{ peer: string; way: Way; why: string; at: number }[]> {
    const { rows, org } = this.#parts
    const list = await rows.list<{ peer: string; way: Way; why: string; at: number }>(org, 'circle', 'refusals', { newestFirst: true, limit: 50 })
    return list.flatMap((row) => row.value ?? [])
  }

  /** Sightings and opinions of peers about one advisory of ours. */
  async feedbackOn(advisory: Id): Promise<Feedback[]> {
    const rows = await this.#parts.rows.list<Feedback>(this.#parts.org, 'circle', 'feedback', { ref: advisory })
    return rows.flatMap((row) => row.value ?? [])
  }

  /** What we think of it: kept, and an object to send back. */
  async judge(id: string, value: 'agree' | 'disagree' | 'neutral', why: string, by: Id): Promise<StixObject[]> {
    const { clock, author } = this.#parts
    const received = await this.get(id)
    await this.#keep({ ...received, opinion: { value, why, by, at: clock.now() } })
    const report = received.objects.find((object) => object.id === id)
    return report === undefined ? [] : [opinion(report, value, why, author, clock.now())]
  }

  async #open(peer: string, file: SignedFile): Promise<{ head: SignedHead; objects: readonly StixObject[]; signature: Signature }> {
    const known = await this.#parts.keysOf(peer)
    if (known === null) throw new SallyportError('SP_CIRCLE_SIGNATURE', 'No key of this peer is known.')
    const { head, objects } = openSigned(file, known.keys)
    if (head.at > this.#parts.clock.now() + 600_000)
      throw new SallyportError('SP_CIRCLE_SIGNATURE', 'The advisory was signed in the future, or the clocks differ.')
    return { head, objects, signature: known.met ? 'valid' : 'unproven' }
  }

  async #take(peer: string, objects: readonly StixObject[], way: Way, signature: Signature, head: SignedHead | null): Promise<StixObject[]> {
    const { clock, seen, rows, org } = this.#parts
    const valid = objects.filter((object) => validateObject(object).length === 0)
    await this.#feedback(peer, valid)
    const about = valid.filter((object) => object.type !== 'sighting' && object.type !== 'opinion')
    const report = about.find((object) => object.type === 'report')
    const id = (report ?? about.find((object) => !author.test(object.type)))?.id
    if (id === undefined) return []
    const before = (await this.#parts.rows.get<Received>(this.#parts.org, 'circle', 'inbox', id))?.value
    if (before !== undefined) {
      const why = await this.#stale(before, peer, signature, head, report)
      if (why === 'same') {
        if (!before.ways.includes(way)) await this.#keep({ ...before, ways: [...before.ways, way] })
        return []
      }
      if (why !== null) {
        await this.#refused(peer, way, why)
        return []
      }
    }
    if (signature !== 'none')
      for (const object of about)
        await rows.put(org, 'circle', 'inbox-objects', `${object.id} ${object.modified ?? ''}`, { peer }, { ref: id })
    const now = clock.now()
    const own = await seen(about)
    const found = hunt(about, own.map((one) => one.seen), now)
    await this.#keep({
      id,
      peer,
      title: String(report?.['name'] ?? 'Objects without a report').slice(0, 300),
      description: String(report?.['description'] ?? '').slice(0, 20_000),
      tlp: tlpOf(report ?? (about[0] as StixObject), new Map(about.map((object) => [object.id, object]))),
      at: now,
      ways: [...new Set([...(before?.ways ?? []), way])],
      signature,
      revision: head?.revision ?? (before === undefined ? 1 : before.revision + 1),
      signedAt: head?.at ?? null,
      revoked: about.some((object) => object.revoked === true),
      objects: about,
      rules: rulesOf(about),
      found: found.map((one) => ({
        indicator: one.indicator.id,
        name: String(one.indicator['name'] ?? '').slice(0, 300),
        value: own[one.seen[0] as number]?.value ?? '',
        where: [...new Set(one.seen.flatMap((i) => own[i]?.where ?? []))].slice(0, 20),
      })),
      faults: objects.length - valid.length,
      opinion: before?.opinion ?? null,
    })
    return found.map((one) => {
      const times = one.seen.map((i) => own[i]?.seen.at ?? now)
      return sighting(one.indicator, times.length, Math.min(...times), Math.max(...times), this.#parts.author, now)
    })
  }

  /** `same`: it is here already; null: it is newer; else why it is not taken. */
  async #stale(before: Received, peer: string, signature: Signature, head: SignedHead | null, report: StixObject | undefined): Promise<string | null> {
    if (before.peer !== peer) return `${peer} sent something under an id of ${before.peer}.`
    const held = before.objects.find((object) => object.id === before.id)
    const [then, now] = [held?.modified ?? '', report?.modified ?? '']
    if (rank[signature] < rank[before.signature]) return then === now ? 'same' : 'It was signed before, and now it is not.'
    if (before.revoked) return report?.revoked === true ? 'same' : 'It was revoked; nothing brings it back.'
    // The same, and now with a signature: that is news.
    if (then === now && rank[signature] > rank[before.signature]) return null
    if (head !== null && before.signedAt !== null) {
      if (head.revision === before.revision) return 'same'
      return head.revision < before.revision ? 'An older revision than the one that is here: a replay.' : null
    }
    return then === now ? 'same' : then > now ? 'An older version than the one that is here.' : null
  }

  async #feedback(peer: string, objects: readonly StixObject[]): Promise<void> {
    for (const object of objects) {
      if (object.type !== 'sighting' && object.type !== 'opinion') continue
      const about = object.type === 'sighting' ? [object['sighting_of_ref']] : (object['object_refs'] as unknown[])
      const ids = await Promise.all(about.slice(0, 50).map((one) => this.#parts.advisoryOf(String(one))))
      const advisory = ids.find((one) => one !== null)
      // About nothing of ours: between others, and none of our business.
      if (advisory === undefined) continue
      await this.#parts.rows.put(this.#parts.org, 'circle', 'feedback', `${peer}/${object.id}`, { peer, object }, { ref: advisory as Id })
    }
  }

  async #refused(peer: string, way: Way, why: string): Promise<void> {
    const { rows, org, clock } = this.#parts
    const at = clock.now()
    await rows.put(org, 'circle', 'refusals', `${peer}/${at}/${why.length}`, { peer, way, why, at }, { ref: peer, sortAt: at })
  }

  async #keep(received: Received): Promise<void> {
    const { rows, org } = this.#parts
    await rows.put(org, 'circle', 'inbox', received.id, received, { ref: received.peer, sortAt: received.at })
  }
}

function parsedObjects(file: SignedFile): readonly StixObject[] {
  try {
    const { objects } = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as { objects?: StixObject[] }
    return Array.isArray(objects) ? objects : []
  } catch {
    return []
  }
}
