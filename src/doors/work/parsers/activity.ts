import type { Activity, Claim, Explainer, PresenceEvent } from '../../../measure/rhythm/event.ts'
import { readCalendar } from './calendar.ts'
import { LineReader, readRecord, type Taken } from './lines.ts'
import type { LogRecord } from './record.ts'

/** A parser returns at most this many events of one account; thirteen months of a busy one are a tenth of it. */
const MOST_EVENTS = 40_000

/**
 * Reads one account's activity: JSON lines or a JSON array of any known source, `git log`, or a calendar. Of several
 * accounts in one file the one named in the claim is read, or the one with most events.
 */
export function parse(bytes: Uint8Array, name: string): Activity {
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  return collect(takenFrom(text, name))
}

function* takenFrom(text: string, name: string): Generator<Taken> {
  if (/^\s*BEGIN:VCALENDAR/.test(text) || /\.ics$/i.test(name)) {
    for (const explainer of readCalendar(text.split(/\r?\n/))) yield { explainer, account: null }
    return
  }
  const array = wholeArray(text)
  if (array !== null) {
    for (const record of array) yield* readRecord(record)
    return
  }
  const reader = new LineReader()
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    yield* reader.push(text.slice(from, to).replace(/\r$/, ''))
    from = to + 1
  }
  yield* reader.end()
}

/** A file that is one JSON array, or an object that holds one under `value` (Entra) or `entries` (Slack). */
function wholeArray(text: string): readonly LogRecord[] | null {
  if (!/^\s*(\[|\{\s*"(value|entries|@odata)|\{\s*\n)/.test(text)) return null
  try {
    const parsed = JSON.parse(text) as LogRecord
    const list = Array.isArray(parsed) ? parsed : (parsed['value'] ?? parsed['entries'])
    const records = Array.isArray(list) ? list : [parsed]
    return records.filter((record): record is LogRecord => record !== null && typeof record === 'object')
  } catch {
    return null
  }
}

/** One account's events, each source id once, ascending in time. */
export function collect(all: Iterable<Taken>): Activity {
  const byAccount = new Map<string, Map<string, PresenceEvent>>()
  const explainers: Explainer[] = []
  const refused: Record<string, number> = {}
  let claim: (Claim & { account: string | null }) | null = null
  const refuse = (why: string, count = 1): void => void (refused[why] = (refused[why] ?? 0) + count)
  for (const taken of all) {
    if ('refused' in taken) refuse(taken.refused)
    else if ('explainer' in taken) explainers.push(taken.explainer)
    else if ('claim' in taken) claim = taken.claim
    else {
      const events = byAccount.get(taken.event.account) ?? new Map<string, PresenceEvent>()
      const key = `${taken.event.source} ${taken.event.id}`
      if (!events.has(key)) events.set(key, taken.event)
      byAccount.set(taken.event.account, events)
    }
  }
  const named = claim?.account?.toLowerCase() ?? [...byAccount].sort((a, b) => b[1].size - a[1].size)[0]?.[0] ?? ''
  const events = [...(byAccount.get(named)?.values() ?? [])].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  for (const [account, others] of byAccount) if (account !== named) refuse('of another account', others.size)
  if (events.length > MOST_EVENTS) refuse('older than the newest 40,000', events.length - MOST_EVENTS)
  return {
    account: named,
    events: events.slice(-MOST_EVENTS),
    explainers,
    claim: claim === null ? null : { zone: claim.zone },
    refused,
  }
}
