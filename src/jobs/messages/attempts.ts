import type { Artefact } from '../../core/artefact.ts'
import type { Id } from '../../core/ids.ts'
import type { Posture } from '../../core/posture.ts'
import { campaigns, type Campaign } from '../../measure/campaign/campaigns.ts'
import { messageFacts, type MessageFacts } from '../../measure/message/facts.ts'
import { rows, type House } from '../house.ts'
import { reportsOf, type StoredReport } from './report.ts'

/** What the desk thinks of a reported message. A person's word goes before the rules'. */
export type Standing = 'confirmed' | 'held' | 'open' | 'harmless'

/** One reported message with everybody who reported it. */
export interface Attempt {
  readonly subject: Id
  readonly case: Id | null
  readonly label: string
  readonly posture: Posture | null
  readonly standing: Standing
  readonly first: number
  readonly reports: readonly StoredReport[]
  readonly platform: string
  readonly persona: string
  readonly artefacts: readonly Artefact[]
}

export interface CampaignOf extends Campaign {
  readonly attempts: readonly Attempt[]
}

/** Where a person's word about a message is kept: is it an attempt or not. */
export const wordSpace = 'attempt'

/** Keys on which attempts are joined; a URL or an address alone is in one of these already. */
const hard: ReadonlySet<string> = new Set(['domain', 'ip', 'wallet', 'handle', 'telegram-id', 'file-hash', 'meeting-id', 'scheduler-slug', 'repository', 'email', 'package'])

/** Reported messages of a span of time, oldest first. */
export async function attemptsOf(house: House, org: Id, from: number, to: number): Promise<Attempt[]> {
  const tables = rows(house)
  const bySubject = Map.groupBy(await reportsOf(house, org, from, to), ({ subject }) => subject)
  const subjects = [...bySubject.keys()]
  const known = await tables.subjects.find(org, subjects)
  const words = new Map((await tables.doorRows.list(org, 'messages', wordSpace, { limit: 50_000 })).map((row) => [row.id, row.value as { attempt?: boolean } | undefined]))
  const found: Attempt[] = []
  for (const [subject, reports] of bySubject) {
    const [item] = await tables.cases.ofSubject(org, subject)
    const facts = messageFacts.safeParse((await tables.facts.ofSubject(org, subject)).at(-1)?.facts)
    const read = facts.success ? facts.data : null
    const said = reports.find(({ platform }) => platform !== null)?.platform ?? null
    found.push({
      subject,
      case: item?.id ?? null,
      label: known.get(subject)?.name ?? 'Message',
      posture: item?.posture ?? null,
      standing: standingOf(words.get(subject)?.attempt, item?.posture),
      first: (reports[0] as StoredReport).at,
      reports,
      platform: said ?? (read === null || read.platform === 'unknown' ? 'unknown' : read.platform),
      persona: read === null ? 'unknown' : personaOf(read),
      artefacts: await tables.artefacts.ofSubject(org, subject),
    })
  }
  return found.sort((a, b) => a.first - b.first)
}

/** The attempts joined to campaigns, newest first. What a person called harmless stands in none. */
export function campaignsOf(attempts: readonly Attempt[]): CampaignOf[] {
  const counted = attempts.filter(({ standing }) => standing === 'confirmed' || standing === 'held')
  const byId = new Map(counted.map((one) => [one.subject, one]))
  return campaigns(
    counted.map((one) => ({
      id: one.subject,
      at: one.first,
      keys: one.artefacts.filter(({ type }) => hard.has(type)).map(({ type, value }) => `${type} ${value}`),
      bands: one.artefacts.filter(({ type }) => type === 'message-text').map(({ value }) => value),
    })),
  ).map((group) => ({ ...group, attempts: group.members.map((id) => byId.get(id) as Attempt) }))
}

function standingOf(said: boolean | undefined, posture: Posture | undefined): Standing {
  if (said !== undefined) return said ? 'confirmed' : 'harmless'
  if (posture === 'challenge' || posture === 'escalate') return 'held'
  return 'open'
}

/** Who the sender claims to be, by what the message speaks of. */
export function personaOf({ says, commands }: Pick<MessageFacts, 'says' | 'commands'>): string {
  const said = new Set<string>(says)
  if (said.has('take-home') || said.has('unsolicited-role') || said.has('pay-multiple') || said.has('about-job')) return 'recruiter'
  if (said.has('investor-call') || said.has('about-fund')) return 'investor'
  if (said.has('media-invite') || said.has('about-stage')) return 'journalist or host'
  if (said.has('old-contact')) return 'old contact'
  if (said.has('account-alarm') || said.has('about-account')) return 'support'
  return commands.length > 0 ? 'fix page' : 'other'
}
