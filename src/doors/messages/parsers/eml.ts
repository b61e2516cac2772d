import PostalMime, { type Address, type Email } from 'postal-mime'
import type { Mailbox, ParsedAttachment, ParsedMessage, RawLink } from '../../../measure/message/parsed.ts'
import { emptyMessage, noHtml } from '../../../measure/message/parsed.ts'
import { readAttachment } from './attachment.ts'
import { hiddenSigns, readHtml } from './html.ts'
import { readCalendar } from './ics.ts'
import { addressesInText, mostLinks } from './text.ts'

/** A mail within a mail within a mail …: read this far. */
const deepest = 5
const mostAttachments = 100

/**
 * Reads a mail. A report that carries the suspicious mail as an attachment (message/rfc822) is opened: the attached mail
 * is the message, the outer sender is who reported it. An inline forward is read behind its "Forwarded message" line.
 */
export async function readEml(bytes: Uint8Array, depth = 0): Promise<ParsedMessage> {
  const mail = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: 60,
    maxHeadersSize: 2_000_000,
  })
  const attached = mail.attachments.find((one) => one.mimeType === 'message/rfc822')
  if (
    attached !== undefined &&
    depth < deepest &&
    mail.attachments.filter((one) => one.mimeType === 'message/rfc822').length === 1
  ) {
    const inner = await readEml(toBytes(attached.content), depth + 1)
    // Whatever the attached mail says of its own check, its author wrote; our receiver writes on the outermost one.
    const ours = depth === 0 ? mail.headers.filter((one) => one.key === 'x-sallyport-attached') : []
    return {
      ...inner,
      authenticationResults: ours.slice(0, 1).map((one) => one.value),
      reportedBy: inner.reportedBy ?? mailbox(mail.from)?.address ?? null,
    }
  }
  return compose(mail)
}

function compose(mail: Email): ParsedMessage {
  const html = mail.html === undefined || mail.html === '' ? null : readHtml(mail.html)
  const body = mail.text !== undefined && mail.text.trim() !== '' ? mail.text : (html?.text ?? '')
  const links: RawLink[] = [...(html?.links ?? []), ...addressesInText(body)]
  const attachments: ParsedAttachment[] = []
  const events = []
  const calendarTexts: string[] = []
  for (const part of mail.attachments.slice(0, mostAttachments)) {
    const content = toBytes(part.content)
    if (part.mimeType === 'text/calendar' || /\.ics$/i.test(part.filename ?? '')) {
      const calendar = readCalendar(new TextDecoder().decode(content))
      events.push(...calendar.events)
      links.push(...calendar.links)
      calendarTexts.push(calendar.text)
    } else {
      const read = readAttachment(part.filename ?? '', part.mimeType, content)
      attachments.push(read.attachment)
      links.push(...read.links)
    }
  }
  const forwarded = forwardedPart(body)
  const header = (name: string): string[] => mail.headers.filter((one) => one.key === name).map((one) => one.value)
  const text = [forwarded?.text ?? body, ...calendarTexts.filter((one) => !body.includes(one.slice(0, 60)))]
    .join('\n')
    .slice(0, 200_000)
  const signs = hiddenSigns(body)
  return {
    ...emptyMessage,
    form: 'eml',
    platform: relayedPlatform(mail.from?.address ?? '') ?? 'mail',
    headersLost: forwarded !== null,
    reportedBy: forwarded === null ? null : (mailbox(mail.from)?.address ?? null),
    subject: (forwarded?.subject ?? mail.subject ?? '').slice(0, 500),
    text,
    from: forwarded === null ? mailbox(mail.from) : forwarded.from,
    replyTo: forwarded === null ? mailbox(mail.replyTo?.[0]) : null,
    returnPath:
      forwarded === null
        ? (header('return-path')[0]
            ?.replace(/[<>\s]/g, '')
            .toLowerCase() ?? null)
        : null,
    recipients: (mail.to?.length ?? 0) + (mail.cc?.length ?? 0) + (mail.bcc?.length ?? 0),
    date: mail.date === undefined || Number.isNaN(Date.parse(mail.date)) ? null : Date.parse(mail.date),
    authenticationResults:
      forwarded === null
        ? header('authentication-results')
            .slice(0, 5)
            .map((one) => one.slice(0, 2000))
        : [],
    bulk:
      header('list-unsubscribe').length > 0 ||
      header('list-id').length > 0 ||
      /bulk|list/i.test(header('precedence')[0] ?? ''),
    links: links.slice(0, mostLinks),
    linksCut: links.length > mostLinks,
    attachments,
    html:
      html === null
        ? { ...noHtml, ...signs }
        : {
            ...html.traits,
            hiddenCharacters: Math.max(html.traits.hiddenCharacters, signs.hiddenCharacters),
            bidi: Math.max(html.traits.bidi, signs.bidi),
          },
    events: events.slice(0, 50),
    cut: [
      ...(mail.attachments.length > mostAttachments ? ['attachments'] : []),
      ...(body.length > 200_000 ? ['text'] : []),
    ],
  }
}

export function toBytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string'
    ? new TextEncoder().encode(content)
    : content instanceof Uint8Array
      ? content
      : new Uint8Array(content)
}

function mailbox(address: Address | undefined): Mailbox | null {
  if (address === undefined) return null
  const first = address.address === undefined ? address.group?.[0] : address
  return {
    name: (first?.name ?? address.name ?? '').slice(0, 200),
    address: (first?.address ?? '').toLowerCase().slice(0, 300),
  }
}

/** LinkedIn and others send their messages on by mail. */
function relayedPlatform(address: string): ParsedMessage['platform'] | null {
  if (/@(?:[\w.-]+\.)?linkedin\.com$/i.test(address)) return 'linkedin'
  if (/@(?:[\w.-]+\.)?(?:twitter|x)\.com$/i.test(address)) return 'x'
  return null
}

/** What an inline forward quotes: its own headers as text. */
export function forwardedPart(
  body: string,
): { text: string; subject: string | undefined; from: Mailbox | null } | null {
  const start =
    /^[>\s]*(?:-{5,}\s*(?:Forwarded|Original|Weitergeleitete|Message transféré)[^\n]*-{3,}|Begin forwarded message:|_{10,})\s*$/im.exec(
      body,
    )
  if (start === null) return null
  const rest = body.slice(start.index + start[0].length).replace(/^> ?/gm, '')
  const from = /^\*?(?:From|Von|De)\*?:\*?\s*(.+)$/im.exec(rest.slice(0, 1500))?.[1]
  if (from === undefined) return null
  const address = /([\w.+-]+@[\w.-]+\.\w{2,})/.exec(from)?.[1]?.toLowerCase() ?? ''
  return {
    text: rest.trim(),
    subject: /^\*?(?:Subject|Betreff|Objet)\*?:\*?\s*(.+)$/im.exec(rest.slice(0, 1500))?.[1],
    from: {
      name: from
        .replace(/<[^>]*>|\[mailto:[^\]]*\]/gi, '')
        .replace(/["*]/g, '')
        .trim(),
      address,
    },
  }
}
