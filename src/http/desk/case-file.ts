import { openMoves } from '../../core/case.ts'
import { errorCodes, type ErrorCode } from '../../core/error-codes.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import type { Id } from '../../core/ids.ts'
import { weigh, type Ledger } from '../../core/weigh.ts'
import { rows, type House } from '../../jobs/house.ts'
import { offeredChecks } from '../../playbook/challenge.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { StoredEvidence } from '../../store/repositories/evidence.ts'
import type { CaseFile, EvidenceItem, LinkedCase, TimelineEntry } from '../contract.ts'
import { caseSettingsOf } from '../../jobs/cases/events.ts'
import { withoutScores } from './evidence-only.ts'
import { timelineWords } from './timeline-words.ts'
import { labelOf, verdictOf } from './queue-desk.ts'

/** Everything of one case, as a person sees it. */
export async function readCaseFile(house: House, org: Id, id: Id, maySeeSealed: boolean): Promise<CaseFile> {
  const tables = rows(house)
  const item = await findCase(house, org, id)
  const [subject, ledger, evidence, facts, events, history, links] = await Promise.all([
    tables.subjects.find(org, [item.subject]),
    tables.cases.ledger(org, id),
    tables.evidence.ofSubject(org, item.subject),
    tables.facts.ofSubject(org, item.subject),
    tables.caseEvents.list(org, id),
    tables.cases.history(org, id),
    linkedCases(house, org, item.subject),
  ])
  const shown = maskSealed(ledger ?? weigh([], { artefacts: 0, rarestBits: 0 }, house.settings.prior), maySeeSealed)
  const findings = (ledger?.groups ?? []).flatMap((group) => group.findings.flatMap((finding) => (finding.outcome === 'present' ? [finding] : [])))
  const people = await namesOf(house, org)
  const file: CaseFile = {
    id,
    subject: item.subject,
    label: labelOf(subject.get(item.subject)?.name ?? null, item),
    door: item.door,
    posture: item.posture,
    verdict: verdictOf(item.door, item.posture),
    why: item.why,
    state: item.state,
    openMoves: openMoves(item.state),
    waitingSince: item.waitingSince ?? item.openedAt,
    assignee: item.assignee === null ? null : (people.get(item.assignee) ?? item.assignee),
    ledger: shown,
    playbookVersion: item.playbookVersion,
    evidence: evidence.map((one) => evidenceItem(one, facts.find((stored) => stored.evidence === one.id))),
    timeline: timelineOf(evidence, events, people),
    links,
    checks: offeredChecks(house.challenges, item.door, findings).map(({ clearedRules, ...check }) => ({ ...check, clears: clearedRules })),
    decision: item.decision === null ? null : { ...item.decision, by: people.get(item.decision.by) ?? item.decision.by, at: item.decision.at ?? item.judgedAt },
    noticeAt: item.noticeAt,
    history: history.map(({ judgedAt, playbookVersion, posture, ledger: kept }) => ({ at: judgedAt, playbookVersion, posture, totalDecibans: kept?.totalDecibans ?? 0 })),
  }
  return (await caseSettingsOf(tables, org)).mode === 'evidence-only' ? withoutScores(file) : file
}

/** @throws SP_NOT_FOUND */
export async function findCase(house: House, org: Id, id: Id): Promise<StoredCase> {
  const item = await rows(house).cases.find(org, id)
  if (item === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such case.')
  return item
}

/** A sealed rule's weight is shown, its text is not: "sealed rule S-17, +6 dB". */
function maskSealed(ledger: Ledger, maySee: boolean): Ledger {
  if (maySee) return ledger
  const names = new Map<string, string>()
  const mask = (finding: Finding): Finding => {
    if (!finding.sealed) return finding
    if (!names.has(finding.rule)) names.set(finding.rule, `S-${names.size + 1}`)
    const name = names.get(finding.rule) as string
    const head = { ...finding, rule: `sealed/${name}`, title: `Sealed rule ${name}`, version: '' }
    if (head.outcome === 'present') return { ...head, places: [], innocent: [], clears: [], sources: [] }
    return head.outcome === 'not-assessed' ? { ...head, why: 'sealed' } : head
  }
  return { ...ledger, groups: ledger.groups.map((group) => ({ ...group, findings: group.findings.map(mask) })), notAssessed: ledger.notAssessed.map(mask) }
}

function evidenceItem(one: StoredEvidence, stored: { facts: unknown; unavailable: Readonly<Record<string, string>> } | undefined): EvidenceItem {
  const { id, kind, name, bytes, source, receivedAt, status, errorCode } = one
  const failure = errorCode === null ? null : { code: errorCode, message: errorCodes[errorCode as ErrorCode]?.advice ?? 'The file could not be read.' }
  const common = { id, kind, bytes, source, receivedAt, status, failure, unavailable: stored?.unavailable ?? {} }
  // A colleague's record opens on a screen of its own, to two people with a reason: a file's name may be a person's.
  if (one.door === 'work') return { ...common, name: 'Activity', facts: null }
  return { ...common, name, facts: stored?.facts ?? null }
}

function timelineOf(evidence: readonly StoredEvidence[], events: Awaited<ReturnType<ReturnType<typeof rows>['caseEvents']['list']>>, people: ReadonlyMap<Id, string>): TimelineEntry[] {
  const received = evidence.map((one): TimelineEntry => ({ at: one.receivedAt, kind: 'evidence', text: `Received ${one.door === 'work' ? 'activity' : one.name} (${one.source})`, by: null, evidence: one.id }))
  const done = events.map((event): TimelineEntry => {
    const { kind, text } = timelineWords(event.type, event.data)
    return { at: event.at, kind, text: [text, event.text].filter((part) => part !== null && part !== '').join(' — '), by: event.actor === 'rules' ? null : event.actor === 'person' ? 'the person' : (people.get(event.actor) ?? event.actor), evidence: null }
  })
  return [...received, ...done].sort((a, b) => a.at - b.at)
}

async function linkedCases(house: House, org: Id, subject: Id): Promise<LinkedCase[]> {
  const tables = rows(house)
  const links = await tables.links.of(org, [subject])
  const removals = await tables.links.removals(org, subject)
  const own = new Map((await tables.artefacts.ofSubject(org, subject)).map((artefact) => [`${artefact.type}/${artefact.hash.toString('hex')}`, artefact.value]))
  const byOther = Map.groupBy(links, ({ a, b }) => (a.subject === subject ? b.subject : a.subject))
  const names = await tables.subjects.find(org, [...byOther.keys()])
  const out: LinkedCase[] = []
  for (const [other, shared] of byOther) {
    const [first] = await tables.cases.ofSubject(org, other)
    if (first === undefined) continue
    out.push({
      case: first.id,
      label: labelOf(names.get(other)?.name ?? null, first),
      posture: first.posture,
      shared: shared.map(({ type, hash, rarity }) => ({
        type,
        shown: own.get(`${type}/${hash.toString('hex')}`) ?? 'much the same text',
        rarityBits: rarity,
        removed: removals.some((removal) => removal.other === other && removal.type === type && removal.hash.equals(hash)),
      })),
    })
  }
  return out.sort((a, b) => sum(b) - sum(a))
}

function sum(link: LinkedCase): number {
  return link.shared.reduce((total, { rarityBits }) => total + rarityBits, 0)
}

async function namesOf(house: House, org: Id): Promise<ReadonlyMap<Id, string>> {
  return new Map((await rows(house).users.list(org)).map(({ id, name }) => [id, name]))
}

