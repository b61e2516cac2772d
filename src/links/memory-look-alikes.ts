import type { Id } from '../core/ids.ts'
import type { LookAlikes, ClusterMember } from '../core/ports.ts'

/** Clusters in plain maps, for `screen` and tests. Knows one organisation and one space; nobody in it was cleared. */
export function memoryLookAlikes(): LookAlikes {
  const clusterOf = new Map<Id, { cluster: Id; subject: Id }>()
  const inside = new Map<Id, Set<Id>>()
  const subjects = (evidence: Iterable<Id>): number => new Set([...evidence].map((id) => clusterOf.get(id)?.subject)).size
  const put = (evidence: Id, subject: Id, cluster: Id): void => {
    inside.get(clusterOf.get(evidence)?.cluster ?? '')?.delete(evidence)
    clusterOf.set(evidence, { cluster, subject })
    inside.set(cluster, (inside.get(cluster) ?? new Set()).add(evidence))
  }
  return {
    async of(_org, _space, evidence) {
      return new Map(evidence.flatMap((id) => (clusterOf.has(id) ? [[id, clusterOf.get(id)?.cluster as Id] as const] : [])))
    },
    async members(_org, _space, cluster, limit) {
      return [...(inside.get(cluster) ?? [])]
        .slice(-limit)
        .toReversed()
        .map((evidence): ClusterMember => ({ evidence, subject: clusterOf.get(evidence)?.subject as Id, cleared: false }))
    },
    async counts(_org, _space, cluster) {
      return { subjects: cluster === null ? subjects(clusterOf.keys()) : subjects(inside.get(cluster) ?? []), cleared: 0 }
    },
    async put(_org, _space, { evidence, subject, cluster }) {
      put(evidence, subject, cluster)
    },
    async move(_org, _space, from, into, evidence) {
      for (const id of evidence ?? [...(inside.get(from) ?? [])]) put(id, clusterOf.get(id)?.subject as Id, into)
    },
  }
}
