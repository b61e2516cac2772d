import { exitItems } from '../../cases/exit-items.ts'
import { packFormat, type PackBody } from '../../cases/pack/evidence-pack.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import type { Id } from '../../core/ids.ts'
import type { Ledger } from '../../core/weigh.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { StoredEvidence } from '../../store/repositories/evidence.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import { rows, type House } from '../house.ts'
import { exitStateOf } from './exit.ts'

/**
 * The content of a case as it was at a time: from the ledger that was frozen with the decision, if there is one by then,
 * and from rows that only ever grow. So the same pack comes out again later, until the person is erased.
 *
 * @param asOf the decision's time, if there is one; else now
 * @throws SP_NOT_FOUND when the case is not there or its person was erased
 */
export async function buildPack(house: House, org: Id, id: Id, organisation: string, asOf: number | null = null): Promise<PackBody> {
  const tables = rows(house)
  const item = await tables.cases.find(org, id)
  if (item === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such case.')
  const at = asOf ?? item.decision?.at ?? house.clock.now()
  const { ledger, playbookVersion } = await ledgerAt(tables, org, item, at)
  const [facts, evidence, events, people] = await Promise.all([tables.facts.ofSubject(org, item.subject), tables.evidence.ofSubject(org, item.subject), tables.caseEvents.list(org, id), tables.users.list(org)])
  const nameOf = (actor: string): string => people.find((one) => one.id === actor)?.name ?? actor
  const past = events.filter((event) => event.at <= at)
  // From the timeline, not from the case: a case that was reopened carries its decision no more.
  const decided = past.findLast(({ type }) => type === 'decision')
  const verifications = past.flatMap(({ data }) => (['verified', 'failed', 'declined-with-reason'] as const).filter((outcome) => (data as { outcome?: string; to?: string }).outcome === outcome || (data as { to?: string }).to === outcome))
  return {
    format: packFormat,
    organisation,
    case: { id, door: item.door, label: nameAt(house, evidence.filter(({ receivedAt }) => receivedAt <= at), facts) ?? `case ${id.slice(-6)}`, openedAt: item.openedAt },
    asOf: at,
    decision: decided === undefined ? null : { outcome: String((decided.data as { outcome?: string }).outcome), by: nameOf(decided.actor), reason: decided.text ?? '', at: decided.at },
    verifications,
    playbookVersion,
    ledger: withoutSealed(ledger),
    evidence: evidence.filter(({ receivedAt }) => receivedAt <= at).map((one) => ({ id: one.id, kind: one.kind, name: one.name, source: one.source, receivedAt: one.receivedAt, sha256: one.digest, bytes: one.bytes })),
    timeline: past.map((event) => ({ at: event.at, what: whatOf(event), by: event.actor === 'rules' ? null : nameOf(event.actor), text: event.text })),
    collected: exitItems.map(({ id: entry, title }) => ({ item: entry, title, ...exitStateOf(past, entry) })),
  }
}

/** What the newest of the evidence calls its person or thing: later files may name another. */
function nameAt(house: House, evidence: readonly StoredEvidence[], facts: readonly { evidence: Id; facts: unknown }[]): string | null {
  for (const one of evidence.toReversed()) {
    const measured = facts.find((stored) => stored.evidence === one.id)
    const name = measured === undefined ? null : (house.doors.find(({ id }) => id === one.door)?.kinds[one.kind]?.label?.(measured.facts) ?? null)
    if (name !== null) return name
  }
  return null
}

/** The ledger in force at a time: the newest that was judged by then. */
async function ledgerAt(tables: Repositories, org: Id, item: StoredCase, at: number): Promise<{ ledger: Ledger; playbookVersion: string }> {
  const frozen = (await tables.cases.history(org, item.id)).find((one) => one.judgedAt <= at && one.ledger !== null)
  const present = item.judgedAt <= at ? await tables.cases.ledger(org, item.id) : null
  const found = present !== null ? { ledger: present, playbookVersion: item.playbookVersion } : frozen?.ledger != null ? { ledger: frozen.ledger, playbookVersion: frozen.playbookVersion } : null
  if (found === null) throw new SallyportError('SP_NOT_FOUND', 'There is no ledger of this case: its person was erased, or nothing was judged by then.')
  return found
}

/** Whoever gets the pack may not read sealed rules: the weight stays, so that the ledger adds up, the words go. */
function withoutSealed(ledger: Ledger): Ledger {
  const names = new Map<string, string>()
  const mask = (finding: Finding): Finding => {
    if (!finding.sealed) return finding
    const name = names.get(finding.rule) ?? `sealed/S-${names.size + 1}`
    names.set(finding.rule, name)
    const head = { ...finding, rule: name, title: 'A sealed rule', version: '' }
    if (head.outcome === 'present') return { ...head, places: [], innocent: [], clears: [], sources: [] }
    return head.outcome === 'not-assessed' ? { ...head, why: 'sealed' } : head
  }
  return { ...ledger, groups: ledger.groups.map((group) => ({ ...group, findings: group.findings.map(mask) })), notAssessed: ledger.notAssessed.map(mask) }
}

function whatOf({ type, data }: { type: string; data: unknown }): string {
  const { to, check, outcome, posture, kind, answer } = data as Record<string, string | null | undefined>
  return [type, to, check, outcome, posture, kind, answer].filter((part) => part != null && part !== '').join(' ')
}
