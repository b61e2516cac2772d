import { explainer, type Explainer } from '../../../measure/rhythm/event.ts'
import { at, number, text, time, type LogRecord } from './record.ts'

const KINDS: Readonly<Record<string, Explainer['kind']>> = {
  leave: 'leave',
  vacation: 'leave',
  holiday: 'leave',
  ooo: 'leave',
  outofoffice: 'leave',
  travel: 'travel',
  trip: 'travel',
  oncall: 'on-call',
  'on-call': 'on-call',
  'source-gap': 'source-gap',
}

/**
 * Leave, travel and on-call rotas as `{kind, from, to}`. Only the kind and the time are read: not the title, not the
 * reason, and sick leave is leave.
 *
 * @returns null when the record is none
 */
export function readExplainer(record: LogRecord): Explainer | null {
  const kind = KINDS[(text(record, 'kind', 'type', 'category', 'eventType') ?? '').toLowerCase().replace(/[ _]/g, '')]
  const from = time(at(record, 'from')) ?? time(at(record, 'start')) ?? time(at(record, 'start_date'))
  const to = time(at(record, 'to')) ?? time(at(record, 'end')) ?? time(at(record, 'end_date'))
  if (kind === undefined || from === null || to === null || to <= from) return null
  const read = explainer.safeParse({ kind, from, to, offset: number(record, 'offset'), source: text(record, 'source') })
  return read.success ? read.data : null
}

/** Busy times of an iCalendar file that say by their category what they are; nothing else of it is read. */
export function readCalendar(lines: Iterable<string>): Explainer[] {
  const out: Explainer[] = []
  let entry: { kind?: string; from?: number | null; to?: number | null } | null = null
  for (const line of lines) {
    if (line.startsWith('BEGIN:VEVENT')) entry = {}
    if (entry === null) continue
    const [name = '', value = ''] = line.split(/:(.*)/)
    if (name.startsWith('DTSTART')) entry.from = calendarTime(value)
    if (name.startsWith('DTEND')) entry.to = calendarTime(value)
    if (name.startsWith('CATEGORIES')) entry.kind = value
    if (!line.startsWith('END:VEVENT')) continue
    const found = readExplainer({ kind: entry.kind?.split(',')[0], from: entry.from, to: entry.to })
    if (found !== null) out.push(found)
    entry = null
  }
  return out
}

/** `20261224` and `20261224T090000Z`; times without a zone are read as UTC. */
function calendarTime(value: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?\s*$/.exec(value)
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match
  return time(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
