import type { ClusterEvent, Regrouping } from '../core/cluster.ts'
import type { Id } from '../core/ids.ts'

/**
 * Names for groups that were computed anew, so that a cluster keeps its name while people talk about it: a group takes
 * the name of the cluster it shares most members with; of several it keeps the oldest, and the others are merged into
 * it. Independent of order.
 *
 * @param before     clusters of the region as they were; ids sort by age
 * @param components groups of the region as they are, two and more members each, disjoint
 * @param newId      names for groups that never had one
 */
export function regroup(before: ReadonlyMap<Id, readonly Id[]>, components: readonly (readonly Id[])[], newId: () => Id): Regrouping {
  const groups = components.map((members) => [...members].sort()).sort((a, b) => b.length - a.length || ((a[0] as Id) < (b[0] as Id) ? -1 : 1))
  const groupOf = new Map(groups.flatMap((members, at) => members.map((member) => [member, at] as const)))
  const oldOf = new Map([...before].flatMap(([cluster, members]) => members.map((member) => [member, cluster] as const)))
  const claims = claimsOf(before, groupOf)

  const assigned = new Map<Id, Id | null>([...oldOf.keys()].map((member) => [member, null]))
  const events: ClusterEvent[] = []
  groups.forEach((members, at) => {
    const names = claims.get(at) ?? []
    const cluster = names[0] ?? newId()
    const parents = [...new Set(members.flatMap((member) => oldOf.get(member) ?? []))].sort()
    if (names.length === 0) events.push({ cluster, what: parents.length > 0 ? 'split' : 'opened', members, other: parents[0] ?? null })
    else {
      const came = members.filter((member) => oldOf.get(member) !== cluster)
      if (came.length > 0) events.push({ cluster, what: 'grew', members: came, other: null })
      for (const gone of names.slice(1)) events.push({ cluster: gone, what: 'merged', members: [], other: cluster })
    }
    for (const member of members) assigned.set(member, cluster)
  })
  for (const [cluster, members] of before) {
    const claimed = [...claims.values()].some((names) => names.includes(cluster))
    if (!claimed) events.push({ cluster, what: 'dissolved', members, other: null })
    else if ([...assigned.values()].includes(cluster)) {
      const went = members.filter((member) => assigned.get(member) !== cluster)
      if (went.length > 0) events.push({ cluster, what: 'shrank', members: went, other: null })
    }
  }
  return { assigned, events }
}

/** Group → the old clusters that live on in it, oldest first. */
function claimsOf(before: ReadonlyMap<Id, readonly Id[]>, groupOf: ReadonlyMap<Id, number>): Map<number, Id[]> {
  const claims = new Map<number, Id[]>()
  for (const cluster of [...before.keys()].sort()) {
    const shares = new Map<number, number>()
    for (const member of before.get(cluster) as readonly Id[]) {
      const at = groupOf.get(member)
      if (at !== undefined) shares.set(at, (shares.get(at) ?? 0) + 1)
    }
    const [most] = [...shares].sort(([a, m], [b, n]) => n - m || a - b)
    if (most !== undefined) claims.set(most[0], [...(claims.get(most[0]) ?? []), cluster])
  }
  return claims
}
