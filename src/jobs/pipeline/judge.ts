import { factRoots } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { Posture } from '../../core/posture.ts'
import type { Verdict } from '../../core/rule.ts'
import { weigh } from '../../core/weigh.ts'
import { judgeSubject, type Judged } from '../../cases/judge-subject.ts'
import { gatherSubject, type MeasuredEvidence, type NameOf } from '../../doors/judge.ts'
import { withAliases } from '../../links/aliases.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { StoredEvidence } from '../../store/repositories/evidence.ts'
import { expiredCode } from '../../store/repositories/retention.ts'
import { storePorts, type Repositories } from '../../store/repositories/repositories.ts'
import { rows, transact, type House } from '../house.ts'
import { crewOf } from '../links/crew.ts'
import { relink } from '../links/relink.ts'
import { tell } from '../tell.ts'

/**
 * Judges a subject with everything known of it now. Idempotent: the same facts and rules change nothing. Subjects it is
 * newly linked with are judged again, because their links have grown; a link that was there before starts nothing.
 */
export async function judge(house: House, job: { readonly org: Id; readonly subject: Id }): Promise<void> {
  const { org, subject } = job
  const tables = rows(house)
  const evidence = await tables.evidence.ofSubject(org, subject)
  if (evidence.length === 0) return
  const items = await measuredItems(house, tables, org, subject, evidence)
  const newest = evidence.at(-1) as StoredEvidence
  const doors = [...new Set(evidence.map(({ door }) => door))]

  const ports = storePorts({ db: house.store.db, vault: house.vault, clock: house.clock })
  const names = async (subjects: readonly Id[]): Promise<NameOf> => {
    const found = await tables.subjects.find(org, subjects)
    // Only people have names that may differ: a package is not "another name" of its author.
    return (wanted) => (found.get(wanted)?.kind === 'person' ? (found.get(wanted)?.name ?? null) : null)
  }
  const removed = new Set((await tables.links.removals(org, subject)).map(({ other, type }) => `${other}/${type}`))
  const { facts, shared } = await gatherSubject(org, subject, items, ports, names, (other, type) => removed.has(`${other}/${type}`), await crewOf(house, org, subject))
  // Its content was taken by a retention clock: what was judged stands as it was frozen.
  if (items.length === 0 && evidence.every(({ errorCode }) => errorCode === expiredCode)) return
  const failed = evidence.filter(({ status }) => status === 'failed')
  const decisive = { failedVerification: (await tables.cases.ofSubject(org, subject)).some(hasFailed), items: [] }
  const circumstances = { doors, decisive, links: shared.support, prior: house.settings.prior, ...(house.settings.jurisdiction === undefined ? {} : { jurisdiction: house.settings.jurisdiction }) }
  const judged = items.length === 0 ? unread(house, failed) : judgeSubject(facts, house.playbook, circumstances)

  const door = (evidence[0] as StoredEvidence).door
  const posture = postureOf(judged)
  const written = await transact(house, async (inside, trx) => {
    await inside.findings.replace(org, newest.id, subject, judged.findings.filter(({ outcome }) => outcome === 'present'))
    const result = await inside.cases.judge(org, { subject, door, posture, why: judged.why, ledger: judged.ledger, playbookVersion: judged.playbookVersion })
    if (result.changed) await inside.caseEvents.add(org, { case: result.id, subject }, { actor: 'rules', type: 'judged', data: { posture, playbook: judged.playbookVersion } })
    if (result.changed) await tell(house, inside, trx, org, 'case.judged', { case: result.id, door, posture, before: result.before })
    const { fresh, moved } = await relink(inside, org, subject, newest.id, shared, await inside.artefacts.population(org))
    // A thing that was stopped, or cleared, says something of everybody in its cluster.
    const fellows = result.changed && judged.verdict !== null ? [...(await inside.clusters.around(org, [subject])).values()].flat() : []
    for (const other of new Set([...fresh, ...moved, ...fellows])) if (other !== subject || moved.includes(subject)) await house.queue.add(trx, 'judge', { org, subject: other }, `${org}/${other}`)
    return result
  })
  house.announce(org, 'evidence.measured', { evidence: newest.id, case: written.id })
  if (written.changed) house.announce(org, 'case.judged', { case: written.id, posture, why: door === 'work' ? 'An employee account was measured anew.' : judged.why })
}

/** A check failed and the case was not reopened since: that opens a security case by itself, never a score. */
function hasFailed({ verifications, state }: StoredCase): boolean {
  return verifications.at(-1) === 'failed' && state !== 'evidence' && state !== 'closed'
}

async function measuredItems(house: House, tables: Repositories, org: Id, subject: Id, evidence: readonly StoredEvidence[]): Promise<MeasuredEvidence[]> {
  const byId = new Map(evidence.map((item) => [item.id, item]))
  return (await tables.facts.ofSubject(org, subject)).flatMap((stored) => {
    const item = byId.get(stored.evidence)
    const kind = item === undefined ? undefined : house.doors.find(({ id }) => id === item.door)?.kinds[item.kind]
    if (item === undefined || kind === undefined) return []
    const measured = { facts: stored.facts, unavailable: stored.unavailable }
    return [{ evidence: item, root: factRoots[item.kind], kind, measured, artefacts: withAliases(kind.artefacts(stored.facts)) }]
  })
}

/** Nothing could be read: nobody is judged, but somebody has to ask for another file. */
function unread(house: House, failed: readonly StoredEvidence[]): Judged {
  const codes = [...new Set(failed.map(({ errorCode }) => errorCode ?? 'SP_PARSE_CRASHED'))]
  const ledger = weigh([], { artefacts: 0, rarestBits: 0 }, house.settings.prior)
  return { findings: [], ledger, posture: 'look', verdict: null, why: `The file could not be read (${codes.join(', ')}). Ask for another one.`, playbookVersion: house.playbook.version }
}

/** A thing's verdict as a posture, so that one queue holds people, packages and messages. */
export const verdictPostures: Readonly<Record<Verdict, Posture>> = { allow: 'routine', review: 'look', hold: 'challenge', block: 'escalate' }

function postureOf({ posture, verdict }: Judged): Posture {
  return verdict === null ? posture : verdictPostures[verdict]
}
