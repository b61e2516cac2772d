import { newId } from '../../store/new-id.ts'
import type { Id } from '../../core/ids.ts'
import { regroup } from '../../links/regroup.ts'
import type { Shared } from '../../links/shared.ts'
import { bar, strengthOf } from '../../links/strength.ts'
import { components, unionFind } from '../../links/union-find.ts'
import { typeWeights } from '../../links/weights.ts'
import type { ArtefactType } from '../../core/artefact.ts'
import type { StoredLink } from '../../store/repositories/links.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'

export interface Relinked {
  /** Subjects it was not tied with before: their own ties have grown. */
  readonly fresh: readonly Id[]
  /** Members of clusters that changed. */
  readonly moved: readonly Id[]
}

/**
 * Writes the ties of a subject and brings its region of the graph up to date: weights of values that more records carry
 * now, then the clusters of everybody whose ties changed. Touches the neighbourhood only, so its time does not grow
 * with the graph. Call it in a transaction.
 *
 * @param evidence the newest evidence of the subject, which a tie points at
 */
export async function relink(tables: Repositories, org: Id, subject: Id, evidence: Id, shared: Shared, population: number): Promise<Relinked> {
  const before = await tables.links.of(org, [subject])
  const known = new Set(before.map(({ a, b, type }) => `${a.subject === subject ? b.subject : a.subject}/${type}`))
  const links = await linksOf(tables, org, subject, evidence, shared)
  await tables.links.add(org, links)
  const touched = new Set<Id>([subject])
  const values = new Map(shared.ties.flatMap((tie) => tie.artefacts).filter(({ holders }) => holders > 2).map((one) => [`${one.artefact.type}\n${one.artefact.value}`, one]))
  for (const { artefact, bits } of values.values()) {
    for (const end of await tables.links.reweigh(org, artefact.type, await tables.artefacts.hash(org, artefact), bits)) touched.add(end)
  }
  for (const link of links) touched.add(link.a.subject).add(link.b.subject)
  const fresh = [...new Set(links.flatMap((link) => (known.has(`${link.b.subject}/${link.type}`) ? [] : [link.b.subject])))]
  const apart = links.length === 0 && before.length === 0 && (await tables.clusters.of(org, subject)) === null
  return { fresh, moved: apart ? [] : await regroupAround(tables, org, [...touched], population) }
}

async function linksOf(tables: Repositories, org: Id, subject: Id, evidence: Id, shared: Shared): Promise<StoredLink[]> {
  const pairs = shared.ties.flatMap((tie) => tie.artefacts.filter(({ bits }) => bits > 0).map((one) => ({ other: tie.other, ...one })))
  const held = await tables.artefacts.evidenceOf(org, pairs.filter(({ holders }) => holders > 0).map(({ artefact }) => artefact), [...new Set(pairs.map(({ other }) => other))])
  const out: StoredLink[] = []
  for (const { other, artefact, bits } of pairs) {
    const hash = await tables.artefacts.hash(org, artefact)
    out.push({ a: { subject, evidence }, b: { subject: other, evidence: held.get(`${other}/${artefact.type}/${hash.toString('hex')}`) ?? evidence }, type: artefact.type, hash, rarity: bits })
  }
  return out
}

/** A region this large is a hub that nobody named: it is left as it is rather than computed at every record. */
const largestRegion = 2_000

/**
 * Computes the clusters anew around the given subjects: those they stand in, and those their ties lead to.
 *
 * @returns members of clusters that are not what they were
 */
export async function regroupAround(tables: Repositories, org: Id, subjects: readonly Id[], population: number): Promise<readonly Id[]> {
  const near = await tables.links.of(org, subjects, 20_000)
  const before = await tables.clusters.around(org, [...new Set([...subjects, ...near.flatMap(({ a, b }) => [a.subject, b.subject])])])
  const region = [...new Set([...subjects, ...near.flatMap(({ a, b }) => [a.subject, b.subject]), ...[...before.values()].flat()])].sort()
  if (region.length > largestRegion) return []
  const groups = groupsOf(region, await tables.links.among(org, region), population)
  const change = regroup(before, groups, newId)
  if (change.events.length === 0) return []
  await tables.clusters.write(org, before, change)
  const changed = new Set(change.events.flatMap(({ cluster, other }) => (other === null ? [cluster] : [cluster, other])))
  return region.filter((member) => changed.has(change.assigned.get(member) ?? '') || [...before].some(([cluster, members]) => changed.has(cluster) && members.includes(member)))
}

/** Groups of the region by its ties above the bar. */
export function groupsOf(region: readonly Id[], links: readonly StoredLink[], population: number): Id[][] {
  const at = new Map(region.map((member, i) => [member, i]))
  const sets = unionFind(region.length)
  const tied = new Set<number>()
  for (const [, pair] of Map.groupBy(links, ({ a, b }) => `${a.subject}/${b.subject}`)) {
    const [a, b] = [at.get((pair[0] as StoredLink).a.subject), at.get((pair[0] as StoredLink).b.subject)]
    if (a === undefined || b === undefined || strengthOf(pair.map(shownThing)) < bar(population)) continue
    sets.join(a, b)
    tied.add(a).add(b)
  }
  return components(sets, [...tied].sort((a, b) => a - b)).map((group) => group.map((i) => region[i] as Id))
}

function shownThing({ type, rarity }: StoredLink) {
  return { cause: typeWeights[type as ArtefactType].cause, bits: rarity }
}
