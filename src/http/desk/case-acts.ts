import { decideCase, moveCase, type CaseState, type Outcome } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Actor } from '../../guard/policy/policy.ts'
import { rows, transact, type House } from '../../jobs/house.ts'
import { tell } from '../../jobs/tell.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import type { Trx } from '../../store/transaction.ts'
import { findCase } from './case-file.ts'

/** Runs an act on a case in one transaction and writes it into the timeline. */
async function act(house: House, actor: Actor, id: Id, work: (tables: Repositories, item: StoredCase, trx: Trx) => Promise<{ type: string; data: unknown; text?: string | null } | null>): Promise<StoredCase> {
  return transact(house, async (tables, trx) => {
    const item = await tables.cases.find(actor.org, id)
    if (item === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such case.')
    const event = await work(tables, item, trx)
    if (event !== null) {
      const text = event.text ?? null
      await tables.caseEvents.add(actor.org, { case: id, subject: item.subject }, { actor: actor.id, type: event.type, data: event.data, ...(text === null ? {} : { text }) })
    }
    return item
  })
}

export async function move(house: House, actor: Actor, id: Id, to: CaseState, note: string | null): Promise<void> {
  await act(house, actor, id, async (tables, item) => {
    const after = moveCase(item, to, house.clock.now())
    await tables.cases.write(actor.org, item, after)
    // Closed after a verification that held: from now on this person counts among the cleared, and rarity is measured by them.
    if (to === 'closed' && after.verifications.at(-1) === 'verified') await tables.subjects.setCleared(actor.org, item.subject, house.clock.now())
    return { type: 'move', data: { to }, text: note }
  })
}

/** Offers a step-up, or records how it went: the case moves with it. */
export async function check(house: House, actor: Actor, id: Id, name: string, outcome: 'verified' | 'failed' | 'declined-with-reason' | null, note: string | null): Promise<void> {
  if (!house.challenges.some((challenge) => challenge.id === name)) throw new SallyportError('SP_INPUT', `There is no step-up called "${name}".`, { field: 'check' })
  if (outcome === 'declined-with-reason' && note === null) throw new SallyportError('SP_INPUT', 'Write down the reason the person gave.', { field: 'note' })
  await act(house, actor, id, async (tables, item, trx) => {
    const to = outcome ?? 'step-up-offered'
    await tables.cases.write(actor.org, item, moveCase(item, to, house.clock.now()))
    // How a check went changes the posture: one that failed opens a security case.
    if (outcome !== null) await house.queue.add(trx, 'judge', { org: actor.org, subject: item.subject }, `${actor.org}/${item.subject}`)
    return { type: 'check', data: { check: name, outcome }, text: note }
  })
}

/** A person's decision. The ledger it rests on is frozen into the history. */
export async function decide(house: House, actor: Actor, id: Id, outcome: Outcome, reason: string): Promise<void> {
  await act(house, actor, id, async (tables, item, trx) => {
    const entered = item.state === 'decision' ? item : { ...item, ...moveCase(item, 'decision', house.clock.now()) }
    const decided = decideCase(entered, { outcome, by: actor.id, reason })
    await tables.cases.write(actor.org, item, { ...decided, decision: { outcome, by: actor.id, reason, at: house.clock.now() } as typeof decided.decision })
    if (outcome === 'proceed' && decided.verifications.at(-1) === 'verified') await tables.subjects.setCleared(actor.org, item.subject, house.clock.now())
    await tell(house, tables, trx, actor.org, 'case.decided', { case: id, door: item.door, outcome })
    return { type: 'decision', data: { outcome }, text: reason }
  })
}

export async function comment(house: House, actor: Actor, id: Id, text: string): Promise<void> {
  await act(house, actor, id, async () => ({ type: 'comment', data: {}, text }))
}

export async function assign(house: House, actor: Actor, id: Id, user: Id | null): Promise<void> {
  if (user !== null && (await rows(house).users.find(actor.org, user)) === null) throw new SallyportError('SP_INPUT', 'There is no such person.', { field: 'user' })
  await act(house, actor, id, async (tables, item) => {
    await tables.cases.write(actor.org, item, { ...item, assignee: user })
    return { type: 'move', data: { to: item.state, assignee: user } }
  })
}

/** Takes a tie out of the graph, for good, and judges both sides anew. */
export async function removeLink(house: House, actor: Actor, id: Id, otherCase: Id, type: string, reason: string): Promise<void> {
  const item = await findCase(house, actor.org, id)
  const other = await findCase(house, actor.org, otherCase)
  await transact(house, async (tables, trx) => {
    const links = (await tables.links.of(actor.org, [item.subject])).filter((link) => link.type === type && [link.a.subject, link.b.subject].includes(other.subject))
    if (links.length === 0) throw new SallyportError('SP_NOT_FOUND', 'There is no such tie, or it was removed before.')
    for (const link of links) await tables.links.remove(actor.org, link, actor.id, reason)
    await tables.caseEvents.add(actor.org, { case: id, subject: item.subject }, { actor: actor.id, type: 'link', data: { other: otherCase, type }, text: reason })
    for (const subject of [item.subject, other.subject]) await house.queue.add(trx, 'judge', { org: actor.org, subject }, `${actor.org}/${subject}`)
  })
}
