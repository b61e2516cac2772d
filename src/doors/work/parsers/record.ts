import { createHash } from 'node:crypto'
import type { PresenceEvent } from '../../../measure/rhythm/event.ts'

/** A record of some source: hostile JSON of any shape. */
export type LogRecord = Readonly<Record<string, unknown>>

/** An event, an explanation why the record is none, or null when the record is of another source. */
export type Read = PresenceEvent | { readonly refused: string }

/** How one source writes its records. */
export interface Source {
  readonly name: string
  /** Whether a record is of this source, by the fields only it has. */
  readonly is: (record: LogRecord) => boolean
  /** A record may hold several events (a push of many commits). */
  readonly read: (record: LogRecord) => readonly Read[]
}

/** The value at a dotted path, own properties only. */
export function at(record: unknown, path: string): unknown {
  let here = record
  for (const key of path.split('.')) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined
    here = (here as LogRecord)[key]
  }
  return here
}

/** The first of several paths that holds a non-empty string (or number, as text). */
export function text(record: unknown, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = at(record, path)
    if (typeof value === 'string' && value !== '') return value.slice(0, 500)
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return null
}

export function number(record: unknown, path: string): number | null {
  const value = at(record, path)
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null
}

/** 1 January 1990 and 1 January 2106: what lies outside is a unit mistake or a broken clock, not work. */
const EARLIEST = 631_152_000_000
const LATEST = 4_291_747_200_000

/** Milliseconds since 1970 of an ISO 8601 text or of epoch seconds, milliseconds or microseconds; null when neither. */
export function time(value: unknown): number | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,17}(\.\d+)?$/.test(value))) {
    const raw = Number(value)
    const scale = raw < 1e11 ? 1000 : raw < 1e14 ? 1 : 0.001
    return plausible(raw * scale)
  }
  if (typeof value !== 'string' || value.length > 40) return null
  // A leap second (23:59:60) is the last second of its day here, as in POSIX time.
  return plausible(Date.parse(value.replace(/:60(\.\d+)?(?=Z|[+-]|$)/, ':59')))
}

function plausible(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) && milliseconds >= EARLIEST && milliseconds < LATEST
    ? Math.round(milliseconds)
    : null
}

/** Offset in minutes of an ISO 8601 time, −14 h to +14 h; null for `Z` and for none. */
export function offsetOf(value: string): number | null {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(value)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return minutes > 840 ? null : match[1] === '-' ? -minutes : minutes
}

/** A short hash of a value within its kind. Not a secret: the store keys it again before anything leaves the house. */
export function keyOf(kind: string, value: string | null): string | null {
  return value === null
    ? null
    : createHash('sha256').update(`${kind}\u0000${value.toLowerCase()}`).digest('base64url').slice(0, 16)
}

/** Hash of the network an address lies in: /24 of IPv4, /48 of IPv6. */
export function networkOf(address: string | null): string | null {
  if (address === null) return null
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}(?::\d+)?$/i.exec(address)
  if (four !== null) return keyOf('network', four[1] as string)
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null
  const [head = ''] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  return keyOf(
    'network',
    [...groups, '0', '0', '0']
      .slice(0, 3)
      .map((group) => Number.parseInt(group, 16).toString(16))
      .join(':'),
  )
}

/** `chrome/macos` of a user agent: which program, on what; no version, so that an update is no switch. */
export function clientOf(agent: string | null): string | null {
  if (agent === null) return null
  const program =
    /(edg|firefox|opr|chrome|safari|vscode|slack|okta|git|curl|node|python)/i
      .exec(agent.replace(/^Mozilla\/5\.0/, ''))?.[1]
      ?.toLowerCase() ?? 'other'
  const system =
    /(windows|mac ?os|macintosh|android|iphone|ipad|linux|cros)/i
      .exec(agent)?.[1]
      ?.toLowerCase()
      .replace('macintosh', 'macos')
      .replace(' ', '') ?? 'unknown'
  return `${program}/${system}`
}

type Given = Partial<PresenceEvent> & { readonly source: string }

/** An event of what was found; refused when id, account or time is missing. */
export function event(given: Given): Read {
  const { id, account, at: when } = given
  if (when === undefined || when === null || Number.isNaN(when)) return { refused: 'no time that can be read' }
  if (account === undefined || account === null || account === '') return { refused: 'no account' }
  const named =
    id === undefined || id === ''
      ? (keyOf('id', `${given.source} ${account} ${when} ${given.client ?? ''}`) as string)
      : id.slice(0, 200)
  return {
    received: null,
    class: 'interactive',
    session: null,
    device: null,
    network: null,
    asn: null,
    country: null,
    offset: null,
    client: null,
    author: null,
    factor: null,
    ...given,
    id: named,
    account: account.toLowerCase().slice(0, 200),
    at: when,
  }
}

/** Two capital letters, or null. */
export function countryOf(value: string | null): string | null {
  return value !== null && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null
}
