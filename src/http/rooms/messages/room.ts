import { Resolver } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import nodemailer from 'nodemailer'
import { z } from 'zod'
import { SallyportError } from '../../../core/errors.ts'
import { answerTo, takeReport } from '../../../jobs/messages/report.ts'
import { checkSender } from '../../intake/authenticate.ts'
import { mayReply, replyMail } from '../../intake/reply.ts'
import { reportMailbox, type ReportMailbox } from '../../intake/smtp.ts'
import { attachedMail, stamp } from '../../intake/stamp.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import { readSettings } from '../settings.ts'
import { allowedRoutes, readTenant } from './allowed.ts'
import { campaignRoutes } from './campaigns.ts'
import { exercisePage, exerciseRoutes } from './exercises.ts'
import { watchMailbox } from './mailbox.ts'
import { reportRoutes } from './reports.ts'
import { slackPage } from './slack.ts'
import { listenTelegram } from './telegram.ts'

const list = z.string().transform((text) => text.split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== ''))

const settings = z.object({
  /** Address to which people forward what reached them; it turns the receiver on. */
  SALLYPORT_REPORTS_ADDRESS: z.email().optional(),
  SALLYPORT_REPORTS_SMTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  SALLYPORT_REPORTS_SMTP_HOST: z.string().default('127.0.0.1'),
  /** IP addresses of the organisation's own mail servers. */
  SALLYPORT_REPORTS_RELAYS: list.default([]),
  /** `imaps://user@host:993/INBOX`; the password is in the file. */
  SALLYPORT_REPORTS_IMAP: z.string().optional(),
  SALLYPORT_REPORTS_IMAP_PASSWORD_FILE: z.string().optional(),
  /** Name servers for the sender check, `192.0.2.53,…`; else those of the system. */
  SALLYPORT_REPORTS_DNS: list.default([]),
  /** `smtp://host:25`: hands answers to the organisation's mail server. */
  SALLYPORT_MAIL_OUT: z.string().optional(),
  SALLYPORT_TELEGRAM_REPORTS_TOKEN_FILE: z.string().optional(),
  SALLYPORT_TELEGRAM_REPORTERS: list.default([]),
  SALLYPORT_TELEGRAM_API: z.url().default('https://api.telegram.org'),
  SALLYPORT_SLACK_SIGNING_SECRET_FILE: z.string().optional(),
})

const mostMailBytes = 40 << 20
/** A person waits a minute for an answer; after that it comes no more by itself. */
const patience = 60_000

/** Reports of messages by mail, bots and browser; the answer to each; campaigns, counts, exercises. */
export const messages: OpenRoom = async (keeper) => {
  const own = readSettings(settings, keeper.environment)
  const stops: (() => Promise<void> | void)[] = []
  const box = await boxOf(keeper, own)
  if (own.SALLYPORT_REPORTS_SMTP_PORT !== undefined) {
    const server = reportMailbox(needed(box, 'SALLYPORT_REPORTS_ADDRESS'))
    server.on('error', keeper.report)
    await new Promise<void>((done, refuse) => {
      server.server.once('error', refuse)
      server.listen(own.SALLYPORT_REPORTS_SMTP_PORT, own.SALLYPORT_REPORTS_SMTP_HOST, () => done())
    })
    stops.push(() => new Promise<void>((done) => server.close(() => done())))
  }
  if (own.SALLYPORT_REPORTS_IMAP !== undefined) {
    const here = needed(box, 'SALLYPORT_REPORTS_ADDRESS')
    stops.push(
      watchMailbox(imapOf(own.SALLYPORT_REPORTS_IMAP, secretOf(own.SALLYPORT_REPORTS_IMAP_PASSWORD_FILE, 'SALLYPORT_REPORTS_IMAP_PASSWORD_FILE')), {
        take: (raw) => takeFromMailbox(here, raw),
        report: keeper.report,
      }),
    )
  }
  if (own.SALLYPORT_TELEGRAM_REPORTS_TOKEN_FILE !== undefined)
    stops.push(
      listenTelegram(keeper, {
        token: secretOf(own.SALLYPORT_TELEGRAM_REPORTS_TOKEN_FILE, 'SALLYPORT_TELEGRAM_REPORTS_TOKEN_FILE'),
        reporters: new Set(own.SALLYPORT_TELEGRAM_REPORTERS),
        api: own.SALLYPORT_TELEGRAM_API.replace(/\/$/, ''),
      }),
    )
  return {
    routes: [reportRoutes(keeper), campaignRoutes(keeper), exerciseRoutes(keeper), allowedRoutes(keeper)],
    pages: [
      exercisePage(keeper),
      ...(own.SALLYPORT_SLACK_SIGNING_SECRET_FILE === undefined ? [] : [slackPage(keeper, secretOf(own.SALLYPORT_SLACK_SIGNING_SECRET_FILE, 'SALLYPORT_SLACK_SIGNING_SECRET_FILE'))]),
    ],
    async stop() {
      for (const stop of stops.toReversed()) await stop()
    },
  }
}

async function boxOf({ house, org, report }: Keeper, own: z.output<typeof settings>): Promise<ReportMailbox | null> {
  const address = own.SALLYPORT_REPORTS_ADDRESS
  if (address === undefined) return null
  const out = own.SALLYPORT_MAIL_OUT === undefined ? null : nodemailer.createTransport(own.SALLYPORT_MAIL_OUT)
  const dns = new Resolver({ timeout: 4_000, tries: 2 })
  if (own.SALLYPORT_REPORTS_DNS.length > 0) dns.setServers(own.SALLYPORT_REPORTS_DNS)
  const { domains } = await readTenant(house, org)
  return {
    address,
    ownDomains: new Set([...domains, address.slice(address.lastIndexOf('@') + 1).toLowerCase()]),
    relays: new Set(own.SALLYPORT_REPORTS_RELAYS),
    maxBytes: mostMailBytes,
    resolver: (name, type) => dns.resolve(name, type as 'TXT'),
    clock: house.clock,
    async take(name, bytes, reporter) {
      return await takeReport(house, org, { name, bytes, channel: 'mail', platform: null, reporter })
    },
    answer: (evidence) => answerTo(house, org, evidence, patience),
    async deliver(to, mail) {
      // Without a way out there is no answer by mail; the report stands all the same.
      await out?.sendMail({ envelope: { from: address, to }, raw: mail })
    },
    report: (error) => report(error instanceof Error ? error : new Error(String(error))),
  }
}

/**
 * A mail that lay in the mailbox: the server that put it there checked its sender, not we. Its signatures are checked
 * again; an answer goes to an own address only where they hold.
 */
export async function takeFromMailbox(box: ReportMailbox, raw: Uint8Array): Promise<void> {
  const nobody = { ip: null, helo: '', sender: '' }
  const check = await checkSender(raw, nobody, box.resolver)
  const inner = attachedMail(raw)
  const attached = inner === null ? null : await checkSender(inner, nobody, box.resolver)
  const from = fromOf(raw)
  const { evidence } = await box.take('report.eml', stamp(raw, check, attached), from)
  if (from === null || !mayReply(from, check, false, box.ownDomains)) return
  void box
    .answer(evidence)
    .then((reply) => (reply === null ? undefined : box.deliver(from, replyMail(reply, box.address, from, null, box.clock.now()))))
    .catch(box.report)
}

/** The one address of the From header. */
function fromOf(raw: Uint8Array): string | null {
  const head = Buffer.from(raw.subarray(0, 64_000)).toString('latin1').split(/\r?\n\r?\n/)[0] as string
  const fields = [...head.replace(/\r?\n[ \t]+/g, ' ').matchAll(/^from\s*:(.*)$/gim)]
  const found = [...(fields[0]?.[1] ?? '').matchAll(/[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9.-]+/gi)]
  return fields.length === 1 && found.length === 1 ? ((found[0] as RegExpExecArray)[0] as string).toLowerCase() : null
}

function imapOf(address: string, password: string) {
  const url = URL.parse(address)
  if (url === null || !/^imaps?:$/.test(url.protocol) || url.username === '') throw new SallyportError('SP_CONFIG', 'SALLYPORT_REPORTS_IMAP: write imaps://user@host:993/INBOX.', { variable: 'SALLYPORT_REPORTS_IMAP' })
  const secure = url.protocol === 'imaps:'
  return { host: url.hostname, port: url.port === '' ? (secure ? 993 : 143) : Number(url.port), secure, user: decodeURIComponent(url.username), password, folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX', maxBytes: mostMailBytes }
}

function secretOf(file: string | undefined, variable: string): string {
  try {
    return readFileSync(file ?? '', 'utf8').trim()
  } catch {
    throw new SallyportError('SP_CONFIG', `${variable}: this file cannot be read.`, { variable })
  }
}

function needed<T>(value: T | null, variable: string): T {
  if (value === null) throw new SallyportError('SP_CONFIG', `${variable} is missing: the address people report to.`, { variable })
  return value
}
