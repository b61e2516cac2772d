import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'

export interface Hold {
  readonly subject: Id
  readonly by: string
  readonly reason: string
  readonly at: number
}

const space = 'legal-hold'

/** Legal holds: neither a clock nor an erasure touches what is under one. */
export async function placeHold(tables: Repositories, org: Id, subject: Id, by: string, reason: string, now: number): Promise<void> {
  // Not sealed with the subject's key: a hold must be readable to be lifted, and says nothing of the person.
  await tables.doorRows.put(org, 'cases', space, subject, { by, reason, at: now }, { sortAt: now })
}

export async function liftHold(tables: Repositories, org: Id, subject: Id): Promise<void> {
  await tables.doorRows.remove(org, 'cases', space, subject)
}

export async function holdOf(tables: Repositories, org: Id, subject: Id): Promise<Hold | null> {
  const row = await tables.doorRows.get<Omit<Hold, 'subject'>>(org, 'cases', space, subject)
  return row?.value === undefined ? null : { subject, ...row.value }
}

export async function holds(tables: Repositories, org: Id): Promise<readonly Hold[]> {
  return (await tables.doorRows.list<Omit<Hold, 'subject'>>(org, 'cases', space, { limit: 10_000 })).flatMap((row) => (row.value === undefined ? [] : [{ subject: row.id, ...row.value }]))
}

/** @throws SP_LEGAL_HOLD */
export async function mustBeFree(tables: Repositories, org: Id, subject: Id): Promise<void> {
  const hold = await holdOf(tables, org, subject)
  if (hold !== null) throw new SallyportError('SP_LEGAL_HOLD', `A legal hold keeps this record: ${hold.reason}`)
}
