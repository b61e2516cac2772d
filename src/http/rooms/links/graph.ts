import type { ArtefactType } from '../../../core/artefact.ts'
import type { Id } from '../../../core/ids.ts'
import { counted } from '../../../links/explain.ts'
import { shownValue } from '../../../links/shared.ts'
import { bar, strengthOf } from '../../../links/strength.ts'
import { typeWeights } from '../../../links/weights.ts'
import { rows, type House } from '../../../jobs/house.ts'
import type { StoredCase } from '../../../store/repositories/cases.ts'
import type { StoredLink } from '../../../store/repositories/links.ts'
import type { Repositories } from '../../../store/repositories/repositories.ts'
import { findCase } from '../../desk/case-file.ts'
import { labelOf } from '../../desk/queue-desk.ts'
import type { ClusterRow, GraphEdge, GraphNode, LinkGraph, RemovedTie } from './contract.ts'

/** More is no picture any more. */
const mostNodes = 300

/** What ties a case to others: its cluster, and who shares anything with it. */
export async function readGraph(house: House, org: Id, id: Id): Promise<LinkGraph> {
  const tables = rows(house)
  const focus = await findCase(house, org, id)
  const [around, near] = await Promise.all([tables.clusters.around(org, [focus.subject]), tables.links.of(org, [focus.subject])])
  const [cluster] = around
  const members = new Set(cluster?.[1] ?? [])
  const ranked = [...new Set([focus.subject, ...members, ...near.flatMap(({ a, b }) => [a.subject, b.subject])])]
  const subjects = ranked.slice(0, mostNodes)
  const cases = new Map<Id, StoredCase>()
  for (const one of await tables.cases.ofSubjects(org, subjects)) if (!cases.has(one.subject) || one.id === id) cases.set(one.subject, one)
  const links = (await tables.links.among(org, subjects)).filter(({ a, b }) => cases.has(a.subject) && cases.has(b.subject))
  const limit = bar(await tables.artefacts.population(org))
  return {
    focus: id,
    cluster: cluster === undefined ? null : { id: cluster[0], records: cluster[1].length },
    nodes: await nodesOf(tables, org, subjects, cases, members),
    edges: await edgesOf(tables, org, links, cases, limit),
    removed: await removedTies(house, tables, org, focus.subject),
    bar: limit,
    history: cluster === undefined ? [] : (await tables.clusters.history(org, cluster[0])).map(({ at, what, members: moved, other }) => ({ at, what, members: moved.length, other })),
    leftOut: ranked.length - subjects.length,
  }
}

/** A colleague's record keeps its pseudonym: whose it is takes two people, wherever it is mentioned. */
async function nodesOf(tables: Repositories, org: Id, subjects: readonly Id[], cases: ReadonlyMap<Id, StoredCase>, members: ReadonlySet<Id>): Promise<GraphNode[]> {
  const names = await tables.subjects.find(org, subjects)
  return subjects.flatMap((subject) => {
    const item = cases.get(subject)
    if (item === undefined) return []
    const name = item.door === 'work' ? null : (names.get(subject)?.name ?? null)
    return [{ case: item.id, label: labelOf(name, item), door: item.door, posture: item.posture, state: item.state, inCluster: members.has(subject) }]
  })
}

async function edgesOf(tables: Repositories, org: Id, links: readonly StoredLink[], cases: ReadonlyMap<Id, StoredCase>, limit: number): Promise<GraphEdge[]> {
  const shown = await valuesOf(tables, org, links)
  return [...Map.groupBy(links, ({ a, b }) => `${a.subject}/${b.subject}`).values()]
    .map((pair) => {
      const [first] = pair as [StoredLink]
      const things = pair.map(({ type, hash, rarity }) => ({ type, cause: typeWeights[type as ArtefactType].cause, bits: rarity, shown: shown.get(keyOf(type, hash)) ?? 'much the same' }))
      const strength = strengthOf(things)
      return { a: (cases.get(first.a.subject) as StoredCase).id, b: (cases.get(first.b.subject) as StoredCase).id, strength, tied: strength >= limit, things: counted(things).sort((x, y) => y.bits - x.bits) }
    })
    .sort((x, y) => y.strength - x.strength)
}

/** The shared values as they may be shown among people who may read links: masked where they are personal. */
async function valuesOf(tables: Repositories, org: Id, links: readonly StoredLink[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(links.map(({ type, hash }) => keyOf(type, hash)))
  const out = new Map<string, string>()
  for (const subject of new Set(links.map(({ a }) => a.subject))) {
    if (out.size === wanted.size) break
    for (const artefact of await tables.artefacts.ofSubject(org, subject)) {
      const key = keyOf(artefact.type, artefact.hash)
      if (wanted.has(key)) out.set(key, shownValue(artefact))
    }
  }
  return out
}

async function removedTies(house: House, tables: Repositories, org: Id, subject: Id): Promise<RemovedTie[]> {
  const removals = await tables.links.removals(org, subject)
  const others = removals.map(({ other }) => other)
  const [cases, names, people] = await Promise.all([tables.cases.ofSubjects(org, others), tables.subjects.find(org, others), rows(house).users.list(org)])
  return removals.flatMap(({ other, type, by, reason, at }) => {
    const item = cases.find((one) => one.subject === other)
    return item === undefined ? [] : [{ other: item.id, label: labelOf(item.door === 'work' ? null : (names.get(other)?.name ?? null), item), type, by: people.find((one) => one.id === by)?.name ?? by, reason, at }]
  })
}

/** Clusters, largest first, each with a case to open it by. */
export async function listClusters(house: House, org: Id): Promise<ClusterRow[]> {
  const tables = rows(house)
  const out: ClusterRow[] = []
  for (const { id, size, since } of await tables.clusters.list(org, 100)) {
    const members = await tables.clusters.members(org, id)
    const cases = await tables.cases.ofSubjects(org, members)
    const names = await tables.subjects.find(org, members.slice(0, 6))
    const [first] = [...cases].sort((a, b) => b.posterior - a.posterior)
    if (first === undefined) continue
    out.push({ id, records: size, since, doors: [...new Set(cases.map(({ door }) => door))].sort(), case: first.id, labels: cases.slice(0, 4).map((item) => labelOf(item.door === 'work' ? null : (names.get(item.subject)?.name ?? null), item)) })
  }
  return out
}

const keyOf = (type: string, hash: Buffer): string => `${type}/${hash.toString('hex')}`
