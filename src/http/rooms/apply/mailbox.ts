import { ImapFlow } from 'imapflow'
import PostalMime from 'postal-mime'
import type { Id } from '../../../core/ids.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import type { House } from '../../../jobs/house.ts'
import type { ApplySettings } from './settings.ts'

/** Mails larger than this stay unread in the mailbox, marked as such. */
const LARGEST = 30 << 20
const mostAtOnce = 50
const mostAttachments = 8
const documents = /\.(pdf|docx?|odt|rtf)$/i

/**
 * Takes in the résumés attached to the unread mails of a mailbox and marks those mails as seen. A mail without one is
 * marked as flagged instead, so that a person sees it. Mails are never deleted or moved, and nothing in them is fetched.
 *
 * @returns how many résumés were taken
 * @throws what the connection fails with; the next round tries again
 */
export async function takeMailbox(house: House, org: Id, { url, password }: NonNullable<ApplySettings['mailbox']>): Promise<number> {
  const secure = url.protocol === 'imaps:'
  const client = new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // A plain connection is for a server on this machine; elsewhere it must turn to TLS.
    doSTARTTLS: !secure && url.hostname !== '127.0.0.1',
    auth: { user: decodeURIComponent(url.username), pass: password },
    logger: false,
    socketTimeout: 60_000,
    greetingTimeout: 15_000,
  })
  await client.connect()
  try {
    const lock = await client.getMailboxLock(decodeURIComponent(url.pathname.slice(1)) || 'INBOX')
    try {
      return await takeUnread(client, house, org)
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

async function takeUnread(client: ImapFlow, house: House, org: Id): Promise<number> {
  const unread = await client.search({ seen: false, flagged: false }, { uid: true })
  let taken = 0
  for (const uid of (Array.isArray(unread) ? unread : []).slice(0, mostAtOnce)) {
    const about = await client.fetchOne(String(uid), { size: true }, { uid: true })
    if (about === false) continue
    const here = (about.size ?? 0) > LARGEST ? 0 : await takeMail(client, uid, house, org)
    // After it is kept, not before: a mail that was seen and lost would be an applicant nobody looks at.
    await client.messageFlagsAdd(String(uid), [here > 0 ? '\\Seen' : '\\Flagged'], { uid: true })
    taken += here
  }
  return taken
}

async function takeMail(client: ImapFlow, uid: number, house: House, org: Id): Promise<number> {
  const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (mail === false || mail.source === undefined) return 0
  const { attachments, messageId } = await PostalMime.parse(mail.source, { attachmentEncoding: 'arraybuffer' })
  let taken = 0
  for (const { filename, content } of attachments.slice(0, mostAttachments)) {
    if (filename === null || !documents.test(filename) || typeof content === 'string') continue
    await accept(house, org, { name: filename, bytes: new Uint8Array(content), door: 'apply', subject: null, ...(messageId === undefined ? {} : { ref: `mail:${messageId.slice(0, 200)}` }), source: 'mailbox' })
    taken += 1
  }
  return taken
}
