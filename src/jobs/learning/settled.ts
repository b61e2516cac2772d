import { outcomeOf, type Adjudicated } from '../../cases/learning/outcome.ts'
import type { Grouped } from '../../cases/learning/impact.ts'
import type { Id } from '../../core/ids.ts'
import { postures, type Posture } from '../../core/posture.ts'
import { rows, type House } from '../house.ts'

/** Cases people have settled, each with the ledger it was settled on. */
export async function settledCases(house: House, org: Id): Promise<Adjudicated[]> {
  const cases = (await rows(house).cases.withVerification(org)).filter(({ door }) => door !== 'packages' && door !== 'messages')
  const ledgers = await rows(house).cases.ledgersOf(org, cases.map(({ id }) => id))
  return cases.flatMap((item) => {
    const outcome = outcomeOf(item)
    const ledger = ledgers.get(item.id)
    return outcome === null || ledger === undefined ? [] : [{ id: item.id, at: item.decision?.at ?? item.closedAt ?? item.judgedAt, bad: outcome === 'bad', ledger }]
  })
}

/** Categories of voluntary self-identification. */
export const categories = ['gender', 'ethnicity', 'age', 'disability'] as const
export type Category = (typeof categories)[number]

/**
 * Cases of applicants by the group they named for themselves. The numbers come out of their order and without any id:
 * from here on nobody can tell which case is whose.
 */
export async function groupedCases(house: House, org: Id, category: Category): Promise<readonly Grouped[]> {
  const cases = (await rows(house).cases.queue(org, { doors: ['apply'], limit: 100_000 })).cases
  const ledgers = await rows(house).cases.ledgersOf(org, cases.map(({ id }) => id))
  const items = cases.map((item) => ({ subject: item.subject, value: { stepped: stepsUp(item.posture), failed: item.verifications.includes('failed'), ledger: ledgers.get(item.id) ?? null } }))
  return (await rows(house).selfIdentifications.grouped(org, category, items)).map(({ group, value }) => ({ group, ...value }))
}

export function stepsUp(posture: Posture): boolean {
  return postures.indexOf(posture) >= postures.indexOf('challenge')
}
