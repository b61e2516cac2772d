import type { Id } from '../../core/ids.ts'
import type { Context } from './context.ts'

const large = 5_000
const keepMs = 60_000
/** Sizes of large organisations as they were counted last. */
const counted = new WeakMap<object, Map<Id, { size: number; at: number }>>()

/** Subjects in all. Counting many costs more than the look-up it is for; a minute-old count of a large number is as good. */
export async function populationOf({ db, vault, clock }: Context, org: Id): Promise<number> {
  const now = clock.now()
  const kept = counted.get(vault) ?? new Map<Id, { size: number; at: number }>()
  counted.set(vault, kept)
  const known = kept.get(org)
  if (known !== undefined && Math.abs(now - known.at) < keepMs) return known.size
  const { n } = await db
    .selectFrom('subjects')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('org_id', '=', org)
    .executeTakeFirstOrThrow()
  if (n >= large) kept.set(org, { size: n, at: now })
  return n
}
