import type { Id } from '../../core/ids.ts'
import type { JsonColumn, Milliseconds } from './columns.ts'

/** The cluster a subject stands in; no row: none. */
export interface ClusterMembersTable {
  org_id: Id
  subject_id: Id
  cluster_id: Id
  since: Milliseconds
}

/** Opened, grew, shrank, merged, split, dissolved. */
export interface ClusterEventsTable {
  org_id: Id
  cluster_id: Id
  id: Id
  at: Milliseconds
  what: string
  /** The cluster it merged into, or the one it was split from. */
  other_id: Id | null
  members: JsonColumn<readonly Id[]>
}
