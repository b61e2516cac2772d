import { messageOf, SallyportError } from '../../core/errors.ts'
import type { StixObject } from '../stix/object.ts'
import type { FeedStates } from './cursors.ts'
import { taxiiType } from './media.ts'

/** How requests leave: `safeFetch` in use, a loopback server in tests. */
export type Transport = (
  url: string,
  request: {
    readonly method: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  },
) => Promise<{ readonly status: number; readonly header: (name: string) => string | null; readonly text: string }>

export interface Feed {
  /** Ours, for the cursor. */
  readonly name: string
  /** Address of the collection, with or without the last slash. */
  readonly collection: string
  /** `Bearer …` or `Basic …`. */
  readonly authorization: string
}

interface EnvelopeJson {
  readonly more?: unknown
  readonly next?: unknown
  readonly objects?: unknown
}

const pageSize = 500
/** A peer that never ends must not keep us for ever; the next poll goes on where this one stopped. */
const mostPages = 1000

/**
 * Reads what is new in a peer's collection and hands it over page by page. The cursor is written after each page that
 * was taken in, so a stop loses nothing; a page may come twice, so taking in must not mind repeats.
 *
 * @returns how many objects came
 * @throws what the transport or the peer's answer says, after it was noted in the feed's state
 */
export async function poll(
  feed: Feed,
  states: FeedStates,
  transport: Transport,
  take: (objects: readonly StixObject[], texts: string) => Promise<void>,
): Promise<number> {
  try {
    return await pages(feed, states, transport, take)
  } catch (error) {
    await states.failed(feed.name, messageOf(error))
    throw error
  }
}

async function pages(
  feed: Feed,
  states: FeedStates,
  transport: Transport,
  take: (objects: readonly StixObject[], texts: string) => Promise<void>,
): Promise<number> {
  let { addedAfter, next } = await states.of(feed.name)
  let latest = addedAfter
  let taken = 0
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ limit: String(pageSize), 'match[version]': 'all' })
    if (addedAfter !== null) query.set('added_after', addedAfter)
    if (next !== null) query.set('next', next)
    const answer = await transport(`${base(feed)}objects/?${query}`, { method: 'GET', headers: headers(feed) })
    // A cursor that the peer has forgotten: begin again from the date.
    if (answer.status === 400 && next !== null) {
      next = null
      continue
    }
    if (answer.status !== 200) throw refused(answer.status)
    const envelope = envelopeOf(answer.text)
    const objects = (Array.isArray(envelope.objects) ? envelope.objects : []).filter(
      (object): object is StixObject =>
        typeof object === 'object' && object !== null && typeof (object as StixObject).id === 'string',
    )
    if (objects.length > 0) await take(objects, answer.text)
    taken += objects.length
    latest = answer.header('x-taxii-date-added-last') ?? latest
    const more = envelope.more === true
    const token = typeof envelope.next === 'string' && envelope.next !== '' ? envelope.next : null
    if (!more) {
      await states.advance(feed.name, { addedAfter: latest, next: null }, objects.length)
      return taken
    }
    // Within one run `next` carries; only without it the date does, which servers with equal dates get wrong.
    const stuck = token === null ? latest === addedAfter : token === next
    if (stuck) throw new SallyportError('SP_FETCH_FAILED', 'The peer says there is more and gives no way to it.')
    if (token === null) addedAfter = latest
    next = token
    await states.advance(feed.name, { addedAfter, next }, objects.length)
  }
  return taken
}

export interface Pushed {
  readonly accepted: number
  readonly failed: readonly { readonly id: string; readonly message: string }[]
}

/** Adds objects to a peer's collection and waits for what became of them. @throws SP_FETCH_FAILED */
export async function push(
  feed: Feed,
  states: FeedStates,
  transport: Transport,
  objects: readonly StixObject[],
  pause: (ms: number) => Promise<void>,
): Promise<Pushed> {
  let accepted = 0
  const failed: { id: string; message: string }[] = []
  try {
    for (let from = 0; from < objects.length; from += 200) {
      const body = JSON.stringify({ objects: objects.slice(from, from + 200) })
      const answer = await transport(`${base(feed)}objects/`, {
        method: 'POST',
        headers: { ...headers(feed), 'content-type': taxiiType },
        body,
      })
      if (answer.status !== 202) throw refused(answer.status)
      const status = await settled(feed, transport, JSON.parse(answer.text) as StatusJson, pause)
      accepted += status.success_count ?? 0
      failed.push(...(status.failures ?? []).map((one) => ({ id: String(one.id), message: String(one.message ?? '') })))
      await states.advance(feed.name, { addedAfter: null, next: null }, status.success_count ?? 0)
    }
  } catch (error) {
    await states.failed(feed.name, messageOf(error))
    throw error
  }
  return { accepted, failed }
}

interface StatusJson {
  readonly id?: string
  readonly status?: string
  readonly success_count?: number
  readonly failures?: readonly { readonly id?: unknown; readonly message?: unknown }[]
}

async function settled(
  feed: Feed,
  transport: Transport,
  first: StatusJson,
  pause: (ms: number) => Promise<void>,
): Promise<StatusJson> {
  let status = first
  for (let wait = 500; status.status === 'pending' && wait <= 32_000; wait *= 2) {
    await pause(wait)
    const root = base(feed).replace(/collections\/[^/]+\/$/, '')
    const answer = await transport(`${root}status/${encodeURIComponent(status.id ?? '')}/`, {
      method: 'GET',
      headers: headers(feed),
    })
    if (answer.status !== 200) throw refused(answer.status)
    status = JSON.parse(answer.text) as StatusJson
  }
  return status
}

function envelopeOf(text: string): EnvelopeJson {
  try {
    const parsed: unknown = text === '' ? {} : JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return parsed as EnvelopeJson
  } catch {
    // Falls through: both are the peer's fault.
  }
  throw new SallyportError('SP_FETCH_FAILED', 'The peer answered with something that is no envelope.')
}

function headers(feed: Feed): Record<string, string> {
  return { accept: taxiiType, authorization: feed.authorization }
}

function base(feed: Feed): string {
  return feed.collection.endsWith('/') ? feed.collection : `${feed.collection}/`
}

function refused(status: number): SallyportError {
  return new SallyportError(
    'SP_FETCH_FAILED',
    status === 401 || status === 403 ? `The peer refused our token (${status}).` : `The peer answered ${status}.`,
    { status },
  )
}
