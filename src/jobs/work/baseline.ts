import type { Id } from '../../core/ids.ts'
import type { ActivityFacts } from '../../measure/rhythm/facts.ts'
import { likeColleagues, type LikeColleagues } from '../../measure/rhythm/baseline.ts'
import { rows, type House } from '../house.ts'
import { spaces } from './person.ts'

/** What is compared with colleagues, each so that larger is more unusual. None of them is how much somebody does. */
export const compared = {
  claim: (facts: ActivityFacts) => facts.claimTest?.againstDecibans,
  handover: (facts: ActivityFacts) => facts.handover?.decibans,
  twoShifts: (facts: ActivityFacts) => facts.sharing?.twoShiftDecibans,
  turns: (facts: ActivityFacts) => facts.sharing?.turnsDecibans,
  night: (facts: ActivityFacts) => (facts.quiet === null ? undefined : -facts.quiet.medianNightHours),
} as const satisfies Record<string, (facts: ActivityFacts) => number | undefined>
export type Compared = keyof typeof compared

type Columns = Partial<Record<Compared, readonly number[]>>

/**
 * Draws the baseline anew: each statistic of everybody no case is open on, sorted, without names. Sorting is what makes
 * it nameless: no row of it belongs to anybody.
 */
export async function baseline(house: House, org: Id): Promise<void> {
  const tables = rows(house)
  const { cases } = await tables.cases.queue(org, { doors: ['work'], postures: ['look', 'challenge', 'escalate'], limit: 10_000 })
  const open = new Set(cases.filter(({ state }) => state !== 'closed').map(({ subject }) => subject))
  const columns: Record<Compared, number[]> = { claim: [], handover: [], twoShifts: [], turns: [], night: [] }
  for (const subject of await tables.doorRows.ids(org, 'work', spaces.person)) {
    if (open.has(subject)) continue
    const facts = (await tables.facts.ofSubject(org, subject)).findLast(({ root }) => root === 'activity')?.facts as ActivityFacts | undefined
    if (facts === undefined) continue
    for (const name of Object.keys(compared) as Compared[]) {
      const value = compared[name](facts)
      if (value !== undefined && Number.isFinite(value)) columns[name].push(value)
    }
  }
  for (const values of Object.values(columns)) values.sort((a, b) => a - b)
  await tables.doorRows.put(org, 'work', spaces.baseline, 'now', columns)
}

/** How one account compares: "1 in N colleagues look like this". Null where there are fewer than eight of them. */
export async function comparison(house: House, org: Id, facts: ActivityFacts): Promise<Record<Compared, LikeColleagues | null>> {
  const columns = (await rows(house).doorRows.get<Columns>(org, 'work', spaces.baseline, 'now'))?.value ?? {}
  const of = (name: Compared): LikeColleagues | null => {
    const value = compared[name](facts)
    const all = columns[name] ?? []
    if (value === undefined) return null
    // The account itself is no colleague of its own: one value equal to it is left out.
    const own = all.indexOf(value)
    return likeColleagues(value, own === -1 ? all : all.toSpliced(own, 1))
  }
  return { claim: of('claim'), handover: of('handover'), twoShifts: of('twoShifts'), turns: of('turns'), night: of('night') }
}
