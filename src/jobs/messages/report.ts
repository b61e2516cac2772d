import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Finding } from '../../core/finding.ts'
import type { Id } from '../../core/ids.ts'
import { SallyportError } from '../../core/errors.ts'
import { exerciseReply, reporterReply, type ReporterReply } from '../../doors/messages/reply.ts'
import { messageFacts } from '../../measure/message/facts.ts'
import { newId } from '../../store/new-id.ts'
import { rows, type House } from '../house.ts'
import { accept } from '../pipeline/accept.ts'
import { reportedExercise } from './exercises.ts'

/** How a report came in. */
export const channels = ['mail', 'mailbox', 'console', 'extension', 'telegram', 'slack', 'api'] as const
export type Channel = (typeof channels)[number]

/** One act of reporting. The same message reported by two people is one evidence and two reports. */
export interface Report {
  readonly name: string
  readonly bytes: Uint8Array
  readonly channel: Channel
  /** Where the message reached its reader, as far as said: `telegram`, `linkedin`, … */
  readonly platform: string | null
  /** Address, account or chat id of who reported; null: not known. Kept only as a keyed hash. */
  readonly reporter: string | null
}

export const reportSpace = 'reports'

const stored = z.object({
  evidence: z.string(),
  channel: z.enum(channels),
  platform: z.string().nullable(),
  reporter: z.string().nullable(),
  team: z.string().nullable(),
})
export type StoredReport = z.infer<typeof stored> & { readonly id: string; readonly subject: Id; readonly at: number }

/** Setting: who belongs to which team, so that counts can say which team is targeted. Addresses in small letters. */
export const teamsSetting = 'messages.teams'
const teams = z.array(z.object({ name: z.string().min(1).max(60), people: z.array(z.string().max(200)).max(5_000) })).max(200)

/**
 * Keeps a reported message and notes the report. When this returns it is safe to say "received".
 *
 * @returns no evidence where the message was one of our own exercises: that is noted and nothing more
 * @throws SP_INPUT when there is nothing in it
 */
export async function takeReport(house: House, org: Id, report: Report): Promise<{ evidence: Id | null }> {
  if (report.bytes.length === 0) throw new SallyportError('SP_INPUT', 'There is nothing in this report.', { field: 'text' })
  if (await reportedExercise(house, org, plainText(report.bytes))) return { evidence: null }
  const { evidence, subject } = await accept(house, org, {
    name: report.name,
    bytes: report.bytes,
    door: 'messages',
    subject: null,
    // Only what our own receiver wrote on top may vouch for a sender.
    source: report.channel === 'mail' ? 'mail' : `report:${report.channel}`,
  })
  const value: z.infer<typeof stored> = {
    evidence,
    channel: report.channel,
    platform: report.platform,
    reporter: report.reporter === null ? null : nameless(org, report.reporter),
    team: report.reporter === null ? null : await teamOf(house, org, report.reporter),
  }
  await rows(house).doorRows.put(org, 'messages', reportSpace, newId(), value, { subject, ref: evidence })
  return { evidence }
}

/** Enough of a mail to find our own link in: soft line breaks of quoted-printable taken out. */
function plainText(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 2_000_000)).toString('latin1').replace(/=\r?\n/g, '')
}

/** Reports received in a span of time, oldest first; those whose subject was erased are gone. */
export async function reportsOf(house: House, org: Id, from: number, to: number): Promise<StoredReport[]> {
  const found = await rows(house).doorRows.list(org, 'messages', reportSpace, { from, to, limit: 50_000 })
  return found.flatMap((row) => {
    const read = stored.safeParse(row.value)
    return read.success && row.subject !== null ? [{ ...read.data, id: row.id, subject: row.subject, at: row.sortAt }] : []
  })
}

/**
 * The answer to a report, as soon as the rules have spoken.
 *
 * @param patience milliseconds to wait at most
 * @returns null when they have not spoken in time, or the message could not be read
 */
export async function answerTo(house: House, org: Id, evidence: Id | null, patience: number): Promise<ReporterReply | null> {
  if (evidence === null) return exerciseReply
  for (const end = Date.now() + patience; ; ) {
    const reply = await answerNow(house, org, evidence)
    if (reply !== null || Date.now() >= end) return reply
    await new Promise((wake) => setTimeout(wake, 120))
  }
}

async function answerNow(house: House, org: Id, evidence: Id): Promise<ReporterReply | null> {
  const tables = rows(house)
  const found = (await tables.evidence.find(org, [evidence])).get(evidence)
  if (found?.status !== 'measured') return null
  const [item] = await tables.cases.ofSubject(org, found.subject)
  if (item === undefined) return null
  const measured = (await tables.facts.ofSubject(org, found.subject)).find((one) => one.evidence === evidence)
  const facts = messageFacts.safeParse(measured?.facts)
  if (!facts.success) return null
  const findings = (await tables.findings.ofSubject(org, found.subject)).map(({ finding }): Finding => finding)
  return reporterReply(findings, facts.data)
}

/** The same reporter gives the same name; the name gives no reporter. */
function nameless(org: Id, reporter: string): string {
  return createHmac('sha256', `reporter/${org}`).update(reporter.toLowerCase()).digest('base64url').slice(0, 16)
}

async function teamOf(house: House, org: Id, reporter: string): Promise<string | null> {
  const read = teams.safeParse(await rows(house).settings.get(org, teamsSetting))
  if (!read.success) return null
  return read.data.find(({ people }) => people.includes(reporter.toLowerCase()))?.name ?? null
}
