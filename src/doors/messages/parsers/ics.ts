import {
  emptyMessage,
  noHtml,
  type CalendarEvent,
  type ParsedMessage,
  type RawLink,
} from '../../../measure/message/parsed.ts'
import { readHtml } from './html.ts'
import { addressesInText, mostLinks } from './text.ts'

/** What a calendar file says, unfolded (RFC 5545 §3.1). */
export interface ReadCalendar {
  readonly events: readonly CalendarEvent[]
  readonly text: string
  readonly links: readonly RawLink[]
  readonly organiser: { readonly name: string; readonly address: string } | null
  readonly summary: string
}

export function readCalendar(source: string): ReadCalendar {
  const lines = source
    .slice(0, 1_000_000)
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
  const events: CalendarEvent[] = []
  const texts: string[] = []
  const links: RawLink[] = []
  let event = { summary: '', organiser: '', location: '' }
  let organiser: ReadCalendar['organiser'] = null
  let summary = ''
  for (const line of lines) {
    const property = readProperty(line)
    if (property === null) continue
    const { name, parameters } = property
    const value = unescape(property.value)
    if (name === 'BEGIN' && value === 'VEVENT') event = { summary: '', organiser: '', location: '' }
    else if (name === 'END' && value === 'VEVENT' && events.length < 50) events.push(event)
    else if (name === 'SUMMARY') {
      event = { ...event, summary: value.slice(0, 300) }
      summary ||= event.summary
      texts.push(value)
    } else if (name === 'LOCATION') {
      event = { ...event, location: value.slice(0, 500) }
      texts.push(`Location: ${value}`)
      links.push(...addressesInText(value).map((link) => ({ ...link, from: 'calendar' as const })))
    } else if (name === 'DESCRIPTION' || name === 'COMMENT') {
      texts.push(value)
      links.push(
        ...(/<a\s/i.test(value) ? readHtml(value).links : addressesInText(value)).map((link) => ({
          ...link,
          from: 'calendar' as const,
        })),
      )
    } else if (name === 'X-ALT-DESC') {
      const html = readHtml(value)
      links.push(...html.links)
      if (!texts.some((text) => text.includes(html.text.slice(0, 40)))) texts.push(html.text)
    } else if (name === 'ORGANIZER') {
      const address = value.replace(/^mailto:/i, '').toLowerCase()
      organiser = { name: /CN=("?)([^";:]*)\1/i.exec(parameters)?.[2] ?? '', address }
      event = { ...event, organiser: address }
    } else if (
      name === 'URL' ||
      name === 'CONFERENCE' ||
      name === 'ATTACH' ||
      /^X-(?:GOOGLE-CONFERENCE|MICROSOFT-\w+URL|ZOOM-\w+)$/.test(name)
    ) {
      if (/^\w+:\/\//.test(value)) links.push({ href: value, shown: '', from: 'calendar' })
    }
  }
  return { events, text: texts.join('\n').slice(0, 200_000), links: links.slice(0, mostLinks), organiser, summary }
}

/** `NAME;PARAMETER="x:y":value`: the colon that counts is the first outside quotes. */
function readProperty(line: string): { name: string; parameters: string; value: string } | null {
  const name = /^[A-Za-z-]+(?=[;:])/.exec(line)?.[0]
  if (name === undefined) return null
  let quoted = false
  for (let at = name.length; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted)
      return { name: name.toUpperCase(), parameters: line.slice(name.length, at), value: line.slice(at + 1) }
  }
  return null
}

function unescape(value: string): string {
  return value.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1')
}

export function readIcs(source: string): ParsedMessage {
  const calendar = readCalendar(source)
  return {
    ...emptyMessage,
    form: 'ics',
    platform: 'calendar',
    subject: calendar.summary,
    text: calendar.text,
    from: calendar.organiser,
    links: calendar.links,
    events: calendar.events,
    html: noHtml,
  }
}
