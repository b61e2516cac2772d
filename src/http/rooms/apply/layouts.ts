import { SallyportError } from '../../../core/errors.ts'
import type { Id } from '../../../core/ids.ts'
import { layoutRarity, layoutSpace } from '../../../doors/apply/layouts.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { labelOf } from '../../desk/queue-desk.ts'
import { prevalence } from './compare.ts'
import type { LayoutCluster, LayoutRow } from './contract.ts'

/** Members named on the page of a cluster; of a popular template more would be a list of applicants, not evidence. */
const named = 60

/** Layouts that two people and more use, those with the newest applicant first. */
export async function listLayouts(house: House, org: Id): Promise<LayoutRow[]> {
  const book = rows(house).lookAlikes
  const all = await book.counts(org, layoutSpace, null)
  return (await book.list(org, layoutSpace, 300)).map(({ cluster, subjects, cleared, firstAt, lastAt }) => ({
    cluster,
    subjects,
    cleared,
    firstAt,
    lastAt,
    subjectsInAll: all.subjects,
    clearedInAll: all.cleared,
    rarityBits: layoutRarity({ subjects, cleared }, all),
  }))
}

/**
 * One layout: who uses it, since when, and what befell the cluster.
 *
 * @throws SP_NOT_FOUND
 */
export async function readLayout(house: House, org: Id, cluster: Id): Promise<LayoutCluster> {
  const { lookAlikes, subjects, cases } = rows(house)
  const members = (await lookAlikes.members(org, layoutSpace, cluster, named)) as readonly { evidence: Id; subject: Id; cleared: boolean; since: number }[]
  if (members.length === 0) throw new SallyportError('SP_NOT_FOUND', 'There is no such layout, or it was joined to another.')
  const names = await subjects.find(org, members.map(({ subject }) => subject))
  const label = new Map<Id, string>()
  const shown: LayoutCluster['members'][number][] = []
  for (const { evidence, subject, cleared, since } of members) {
    const [first] = await cases.ofSubject(org, subject)
    const name = first === undefined ? (names.get(subject)?.name ?? 'an applicant') : labelOf(names.get(subject)?.name ?? null, first)
    label.set(evidence, name)
    shown.push({ case: first?.id ?? null, label: name, posture: first?.posture ?? null, since, cleared })
  }
  const history = (await lookAlikes.history(org, layoutSpace, cluster)).map(({ at, type, other, evidence, margin }) => ({
    at,
    type,
    other: other ?? null,
    label: evidence === undefined ? null : (label.get(evidence) ?? null),
    margin,
  }))
  const times = members.map(({ since }) => since)
  return { ...(await prevalence(house, org, cluster)), firstAt: history[0]?.at ?? Math.min(...times), lastAt: Math.max(...times), members: shown, history }
}
