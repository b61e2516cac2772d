import type { Id } from '../../../core/ids.ts'
import { layoutSpace, sheetsOf } from '../../../doors/apply/layouts.ts'
import { between, regroup, type Sheet } from '../../../measure/resume/layout/likeness.ts'
import type { Repositories } from '../../../store/repositories/repositories.ts'

/** Members of a cluster that are looked at again: average linkage grows with the cube of their number. */
const looked = 40

/**
 * Looks at every layout group anew, as a whole: assigning one after the other can join what does not hold together.
 * Members that form a group of their own leave; the group of the oldest member keeps the id.
 *
 * @returns how many groups were split
 */
export async function regroupLayouts({ lookAlikes, facts }: Pick<Repositories, 'lookAlikes' | 'facts'>, org: Id): Promise<number> {
  let split = 0
  for (const { cluster, subjects } of await lookAlikes.list(org, layoutSpace, 2_000)) {
    if (subjects < 3) continue
    // Oldest first: the first one's group is the one that stays.
    const members = (await lookAlikes.members(org, layoutSpace, cluster, looked)).toReversed()
    const sheets = await sheetsOf(org, members.map(({ evidence }) => evidence), { facts })
    const known = members.filter(({ evidence }) => sheets.has(evidence))
    const groupOf = regroup(known.map(({ evidence }) => sheets.get(evidence) as Sheet))
    const groups = [...Map.groupBy(known.keys(), (i) => groupOf[i] as number).values()]
    const [staying, ...leaving] = groups.toSorted((a, b) => (a[0] as number) - (b[0] as number))
    for (const group of leaving) {
      const ids = group.map((i) => known[i]?.evidence as Id)
      const pages = (list: readonly number[]): Sheet[] => list.map((i) => sheets.get(known[i]?.evidence as Id) as Sheet)
      await lookAlikes.move(org, layoutSpace, cluster, ids[0] as Id, ids, between(pages(staying as number[]), pages(group)))
      split += 1
    }
  }
  return split
}
