import type { CaseState } from '../../core/case.ts'
import { doorIds } from '../../core/evidence.ts'
import type { Posture } from '../../core/posture.ts'
import type { Verdict } from '../../core/rule.ts'
import { allowed, type Actor } from '../../guard/policy/policy.ts'
import { caseSettingsOf } from '../../jobs/cases/events.ts'
import { rows, type House } from '../../jobs/house.ts'
import { pseudonym } from '../../jobs/work/person.ts'
import { verdictPostures } from '../../jobs/pipeline/judge.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { Page, QueueRow } from '../contract.ts'
import type { QueueQuery } from '../desk.ts'
import { compartments } from './compartment.ts'
import { rowWithoutScores } from './evidence-only.ts'

const pageSize = 50
/** How many cases a search by name looks through: names are sealed, so the database cannot search them. */
const searched = 2_000

const open: readonly CaseState[] = ['intake', 'evidence', 'step-up-offered', 'verified', 'declined-with-reason', 'failed', 'decision', 'notice', 'contest']

/** One page of the queue: gravest first, only the doors this person may see. */
export async function queuePage(house: House, actor: Actor, query: QueueQuery): Promise<Page<QueueRow>> {
  const tables = rows(house)
  const doors = (query.door === undefined ? doorIds : [query.door]).filter((door) => allowed(actor, 'queue.read', { org: actor.org, place: door }))
  if (doors.length === 0) return { items: [], next: null, total: 0 }
  const offset = Number(query.cursor ?? 0) || 0
  const text = query.q?.trim().toLowerCase() ?? ''
  const unscored = (await caseSettingsOf(tables, actor.org)).mode === 'evidence-only'
  const wanted = {
    doors,
    ...(query.posture === undefined || unscored ? {} : { postures: [query.posture] }),
    ...(unscored ? { order: 'opened' as const } : {}),
    ...statesOf(query.state),
  }
  const found = await tables.cases.queue(actor.org, text === '' ? { ...wanted, limit: pageSize, offset } : { ...wanted, limit: searched })
  // What is shut away is not even a line.
  const shut = await compartments(house, actor.org, found.cases)
  const seen = found.cases.filter(({ id }) => shut.get(id)?.includes(actor.id) !== false)
  const scored = await asRows(house, actor.org, seen)
  const all = unscored ? scored.map((row, at) => rowWithoutScores(row, seen[at]?.openedAt ?? row.waitingSince)) : scored
  if (text === '') return { items: all, next: offset + pageSize < found.total ? String(offset + pageSize) : null, total: found.total }
  const hits = all.filter((row) => `${row.label} ${row.why}`.toLowerCase().includes(text))
  return { items: hits.slice(offset, offset + pageSize), next: offset + pageSize < hits.length ? String(offset + pageSize) : null, total: hits.length }
}

function statesOf(state: QueueQuery['state']): { states?: readonly CaseState[] } {
  if (state === undefined) return {}
  if (state === 'open') return { states: open }
  return { states: [state] }
}

async function asRows(house: House, org: string, cases: readonly StoredCase[]): Promise<QueueRow[]> {
  const tables = rows(house)
  const subjects = await tables.subjects.find(org, cases.map(({ subject }) => subject))
  const counts = await evidenceCounts(house, org, cases.map(({ subject }) => subject))
  const linked = await linkCounts(house, org, cases.map(({ subject }) => subject))
  const people = new Map((await tables.users.list(org)).map(({ id, name }) => [id, name]))
  return cases.map((item) => ({
    case: item.id,
    subject: item.subject,
    label: labelOf(subjects.get(item.subject)?.name ?? null, item),
    door: item.door,
    posture: item.posture,
    verdict: verdictOf(item.door, item.posture),
    why: item.why,
    state: item.state,
    waitingSince: item.waitingSince ?? item.openedAt,
    assignee: item.assignee === null ? null : (people.get(item.assignee) ?? item.assignee),
    evidence: counts.get(item.subject) ?? 0,
    linked: linked.get(item.subject) ?? 0,
  }))
}

/** A name if there is one; else something to talk about it by. */
export function labelOf(name: string | null, item: Pick<StoredCase, 'id' | 'door' | 'subject'>): string {
  // Colleagues go by a pseudonym until two people agree to see whose record it is.
  if (item.door === 'work') return pseudonym(item.subject)
  return name ?? `Unnamed ${item.door} case ${item.id.slice(-6)}`
}

/** Things have a verdict; it is kept as the posture. */
export function verdictOf(door: string, posture: Posture): Verdict | null {
  if (door !== 'packages' && door !== 'messages') return null
  const found = Object.entries(verdictPostures).find(([, kept]) => kept === posture)
  return (found?.[0] as Verdict | undefined) ?? null
}

async function evidenceCounts(house: House, org: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (subjects.length === 0) return new Map()
  const found = await house.store.db
    .selectFrom('evidence')
    .select(['subject_id', (e) => e.fn.countAll<number>().as('n')])
    .where('org_id', '=', org)
    .where('subject_id', 'in', [...new Set(subjects)])
    .groupBy('subject_id')
    .execute()
  return new Map(found.map((row) => [row.subject_id, row.n]))
}

async function linkCounts(house: House, org: string, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const others = new Map<string, Set<string>>()
  for (const { a, b } of await rows(house).links.of(org, subjects)) {
    for (const [self, other] of [[a.subject, b.subject], [b.subject, a.subject]] as const) others.set(self, (others.get(self) ?? new Set()).add(other))
  }
  return new Map([...others].map(([subject, set]) => [subject, set.size]))
}

