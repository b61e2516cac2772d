import { SallyportError } from '../../../core/errors.ts'
import type { LogRecord } from '../parsers/record.ts'

/** How far a source has been read; kept beside the events, in one transaction with them. */
export interface Cursor {
  /** Everything before it was read, milliseconds since 1970. */
  readonly since: number
  /** The source's own mark of the next page; null at the beginning of a round. */
  readonly page: string | null
  /** Newest event met in this round. */
  readonly newest: number
}

export interface PollRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface PollAnswer {
  readonly body: unknown
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

export interface PollPage {
  readonly records: readonly LogRecord[]
  readonly cursor: Cursor
  /** There is another page now. */
  readonly more: boolean
}

export type PollConfig = Readonly<Record<string, string>>

/** How one service is asked for what is new. Pure: the queue's worker does the asking. */
export interface Poller {
  readonly kind: string
  readonly title: string
  /** What the operator has to say, beside the secret. */
  readonly fields: readonly { readonly name: string; readonly label: string; readonly example: string }[]
  readonly secret: string
  /** So many days can be asked for; what lies before is a gap, once it was missed. */
  readonly keepsDays: number
  /** A token that is asked for first, where the secret itself is not shown to the service. */
  readonly token?: (config: PollConfig, secret: string) => PollRequest
  readonly request: (config: PollConfig, secret: string, cursor: Cursor, now: number) => PollRequest
  readonly read: (answer: PollAnswer, config: PollConfig, cursor: Cursor) => PollPage
}

/** Events may appear in a log a while after they happened: each round begins a little before the last one ended. */
const OVERLAP = 15 * 60_000

export function firstCursor(now: number, days: number): Cursor {
  return { since: now - days * 86_400_000, page: null, newest: 0 }
}

/** The cursor after a page of a log that is read in rounds. */
export function afterPage(cursor: Cursor, records: readonly LogRecord[], timeOf: (record: LogRecord) => number | null, next: string | null): PollPage {
  const newest = records.reduce((most, record) => Math.max(most, timeOf(record) ?? 0), cursor.newest)
  if (next !== null) return { records, cursor: { ...cursor, page: next, newest }, more: true }
  return { records, cursor: { since: Math.max(cursor.since, newest - OVERLAP), page: null, newest: 0 }, more: false }
}

/**
 * The address of the next page, if it is at the same place: a log must not send the secret elsewhere.
 *
 * @throws SP_FETCH_REFUSED
 */
export function nextLink(link: string | undefined, base: string): string | null {
  const found = /<([^<>]+)>\s*;[^,]*\brel="?next"?/.exec(link ?? '')?.[1]
  return found === undefined ? null : samePlace(found, base)
}

export function samePlace(address: string, base: string): string {
  const target = URL.parse(address, base)
  if (target === null || target.origin !== new URL(base).origin)
    throw new SallyportError('SP_FETCH_REFUSED', 'The log named a next page at another place.')
  return target.href
}

/** The operator's address without a slash at its end. @throws SP_CONFIG */
export function baseOf(config: PollConfig, name = 'url'): string {
  const base = URL.parse(config[name] ?? '')
  if (base === null || base.protocol !== 'https:' && base.hostname !== '127.0.0.1')
    throw new SallyportError('SP_CONFIG', `"${name}" is not an https address.`, { field: name })
  return base.href.replace(/\/$/, '')
}

export function records(value: unknown): LogRecord[] {
  return Array.isArray(value) ? value.filter((one): one is LogRecord => one !== null && typeof one === 'object' && !Array.isArray(one)) : []
}

/** ISO 8601 to the second: not every log's search knows smaller parts. */
export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
