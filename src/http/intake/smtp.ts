import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Clock } from '../../core/clock.ts'
import type { ReporterReply } from '../../doors/messages/reply.ts'
import { checkSender, type Resolver, type SenderCheck } from './authenticate.ts'
import { mayReply, replyMail } from './reply.ts'
import { attachedMail, stamp } from './stamp.ts'

/** What the mailbox needs of the house. */
export interface ReportMailbox {
  /** Address to which reports are sent; every other recipient is refused: this is no relay. */
  readonly address: string
  readonly ownDomains: ReadonlySet<string>
  /** Addresses of the organisation's own mail servers: they checked the sender before. */
  readonly relays: ReadonlySet<string>
  /** Largest mail, bytes. */
  readonly maxBytes: number
  readonly resolver: Resolver
  readonly clock: Clock
  /** Keeps the mail; resolves when it is safe to say "received". */
  readonly take: (name: string, bytes: Uint8Array, reporter: string | null) => Promise<{ readonly evidence: string | null }>
  /** The answer once the mail is judged; null where there is none in time. No evidence: it was an exercise. */
  readonly answer: (evidence: string | null) => Promise<ReporterReply | null>
  /** Hands a mail over for delivery. */
  readonly deliver: (to: string, mail: string) => Promise<void>
  readonly report: (error: unknown) => void
}

/** Open connections and idle time: a mail bomb meets a closed door, not a full memory. */
const mostClients = 20
const idleMilliseconds = 30_000

/**
 * Receiver for reports by mail. Nothing is executed or fetched; the mail's sender is checked (SPF, DKIM, DMARC, ARC), the
 * result is written on top, the mail is kept, and an own reporter gets an answer.
 */
export function reportMailbox(box: ReportMailbox): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: box.maxBytes,
    maxClients: mostClients,
    socketTimeout: idleMilliseconds,
    banner: 'Sallyport reports',
    logger: false,
    onRcptTo: ({ address }, session, done) => {
      if (address.toLowerCase() !== box.address.toLowerCase()) done(refusal(550, 'No such mailbox'))
      else if (session.envelope.rcptTo.length > 0) done(refusal(452, 'One recipient is enough'))
      else done()
    },
    onData: async (stream, session, done) => {
      done(await answerTo(box, stream, session))
    },
  })
}

/** Null where the mail was taken, else what the sending server is told. */
async function answerTo(
  box: ReportMailbox,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  try {
    await receive(box, stream, session)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    box.report(error)
    return refusal(451, 'Not taken, try again later')
  }
}

async function receive(box: ReportMailbox, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const raw = await bytesOf(stream, box.maxBytes)
  const ip = session.remoteAddress.replace(/^::ffff:/, '')
  const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
  const helo = typeof session.hostNameAppearsAs === 'string' ? session.hostNameAppearsAs : ''
  const own = await checked(box, raw, { ip, helo, sender })
  const inner = attachedMail(raw)
  const attached = inner === null ? null : await checked(box, inner, { ip: null, helo: '', sender: '' })
  const { evidence } = await box.take('report.eml', stamp(raw, own, attached), sender === '' ? null : sender.toLowerCase())
  if (!mayReply(sender, own, box.relays.has(ip), box.ownDomains)) return
  // The sender is told "received" at once; the answer follows when the rules have spoken.
  void box
    .answer(evidence)
    .then((reply) =>
      reply === null
        ? undefined
        : box.deliver(sender, replyMail(reply, box.address, sender, messageId(raw), box.clock.now())),
    )
    .catch(box.report)
}

/** A check that throws is a check that did not happen; the mail is taken all the same. */
async function checked(
  box: ReportMailbox,
  raw: Uint8Array,
  envelope: Parameters<typeof checkSender>[1],
): Promise<SenderCheck> {
  try {
    return await checkSender(raw, envelope, box.resolver)
  } catch (error) {
    box.report(error)
    return { spf: 'error', dkim: 'error', dmarc: 'error', arc: 'error', domain: '' }
  }
}

async function bytesOf(stream: SMTPServerDataStream, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  // Read to the end even when it is too large: the sender must hear the refusal, and nothing more is kept.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > most || stream.sizeExceeded) throw refusal(552, 'Larger than the limit')
  return new Uint8Array(Buffer.concat(chunks))
}

function messageId(raw: Uint8Array): string | null {
  const head = Buffer.from(raw.subarray(0, 64_000))
    .toString('latin1')
    .split(/\r?\n\r?\n/)[0] as string
  return /^message-id\s*:\s*(<[^>\s]{1,200}>)\s*$/im.exec(head)?.[1] ?? null
}

class Refusal extends Error {
  readonly responseCode: number
  constructor(code: number, text: string) {
    super(text)
    this.responseCode = code
  }
}

function refusal(code: number, text: string): Refusal {
  return new Refusal(code, text)
}
