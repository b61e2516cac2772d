import type { Id } from './ids.ts'

/** What happened to a cluster of the link graph, for its history. */
export interface ClusterEvent {
  readonly cluster: Id
  readonly what: 'opened' | 'grew' | 'shrank' | 'merged' | 'split' | 'dissolved'
  /** Members that came (opened, grew) or went (shrank). */
  readonly members: readonly Id[]
  /** The cluster it merged into, or the one it was split from. */
  readonly other: Id | null
}

/** Where each record of a region stands after its ties changed. */
export interface Regrouping {
  /** Every member of the region → its cluster now; null: none any more. */
  readonly assigned: ReadonlyMap<Id, Id | null>
  readonly events: readonly ClusterEvent[]
}
