import { randomBytes } from 'node:crypto'
import { headerSafe, type ReporterReply } from '../../doors/messages/reply.ts'
import type { SenderCheck } from './authenticate.ts'

/** One plain address, nothing that a header or an SMTP command could be hidden in. */
const plainAddress = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}$/i

/**
 * Whether an answer may go out: only to addresses of the organisation's own domains, and only where the mail shows that it
 * comes from there (DMARC, or the organisation's own relay). A forged reporter gets no answer, so nobody can make the desk
 * write to strangers, and outsiders do not learn what the rules say.
 */
export function mayReply(
  address: string,
  check: SenderCheck,
  fromRelay: boolean,
  ownDomains: ReadonlySet<string>,
): boolean {
  if (!plainAddress.test(address)) return false
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  if (!ownDomains.has(domain)) return false
  return fromRelay || (check.dmarc === 'pass' && check.domain.toLowerCase() === domain)
}

/**
 * The answer as a mail in plain text. It quotes nothing of the reported message's headers; marked as automatic, so that no
 * other machine answers it (RFC 3834).
 */
export function replyMail(
  reply: ReporterReply,
  from: string,
  to: string,
  inReplyTo: string | null,
  now: number,
): string {
  const id = inReplyTo === null || !/^<[\x21-\x7e]{3,200}>$/.test(inReplyTo) ? null : inReplyTo
  const headers = [
    `From: Sallyport <${from}>`,
    `To: <${to}>`,
    `Subject: ${headerSafe(reply.subject)}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomBytes(12).toString('hex')}@${from.slice(from.indexOf('@') + 1)}>`,
    ...(id === null ? [] : [`In-Reply-To: ${id}`, `References: ${id}`]),
    'Auto-Submitted: auto-replied',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const body = Buffer.from(reply.text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n')
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`
}
