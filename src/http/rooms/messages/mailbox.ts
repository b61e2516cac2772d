import { ImapFlow } from 'imapflow'
import { messageOf } from '../../../core/errors.ts'

export interface MailboxSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; without it the connection must become TLS before signing in, unless it is loopback. */
  readonly secure: boolean
  readonly user: string
  readonly password: string
  readonly folder: string
  readonly maxBytes: number
}

export interface MailboxParts {
  /** Keeps one mail; resolves when it is safe to mark it as read. */
  readonly take: (raw: Uint8Array) => Promise<void>
  readonly report: (error: Error) => void
  /** Between two tries after a lost connection. */
  readonly pauseMilliseconds?: number
}

/**
 * Watches a mailbox that reports are forwarded to. A mail counts as done when it carries the flag of seen, which is set
 * after it is safe in the store: what was taken twice is the same evidence, what was not taken comes again.
 *
 * @returns ends it
 */
export function watchMailbox(settings: MailboxSettings, parts: MailboxParts): () => Promise<void> {
  let stopped = false
  let fresh = false
  let wake: () => void = () => undefined
  let client: ImapFlow | null = null
  const running = (async () => {
    while (!stopped) {
      try {
        client = new ImapFlow({
          host: settings.host,
          port: settings.port,
          secure: settings.secure,
          auth: { user: settings.user, pass: settings.password },
          logger: false,
          // A server that offers no TLS is not told the password, but for our own machine.
          ...(settings.secure || /^(?:127\.|localhost$|::1$)/.test(settings.host) ? {} : { doSTARTTLS: true }),
        })
        client.on('error', parts.report)
        client.on('exists', () => {
          fresh = true
          wake()
        })
        await client.connect()
        await client.mailboxOpen(settings.folder)
        while (!stopped) {
          fresh = false
          // What arrives while a mail is being taken may be announced to nobody: look until there is none left.
          const took = await takeUnseen(client, settings, parts)
          if (took > 0 || fresh || stopped) continue
          // Idle ends by itself when the next command is given; a server that says nothing is asked now and then.
          await Promise.race([client.idle(), new Promise<void>((done) => (wake = done)), pause(lookMilliseconds)])
        }
        await client.logout()
      } catch (error) {
        if (!stopped) parts.report(new Error(`The reports mailbox could not be read: ${messageOf(error)}`))
        client?.close()
        if (!stopped) await Promise.race([pause(parts.pauseMilliseconds ?? 30_000), new Promise<void>((done) => (wake = done))])
      }
    }
  })()
  return async () => {
    stopped = true
    wake()
    client?.close()
    await running
  }
}

const lookMilliseconds = 120_000

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, milliseconds).unref())
}

/** @returns how many were taken */
async function takeUnseen(client: ImapFlow, settings: MailboxSettings, parts: MailboxParts): Promise<number> {
  let took = 0
  const found = await client.search({ seen: false }, { uid: true })
  for (const uid of found === false || found === undefined ? [] : found) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: settings.maxBytes }, size: true }, { uid: true })
    if (mail === false || mail.source === undefined) continue
    if ((mail.size ?? 0) > settings.maxBytes) parts.report(new Error('A reported mail is larger than the limit; only its beginning is read.'))
    await parts.take(new Uint8Array(mail.source))
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    took += 1
  }
  return took
}
