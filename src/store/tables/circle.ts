import type { Id } from '../../core/ids.ts'
import type { BytesColumn, JsonColumn, Milliseconds } from './columns.ts'

export interface TaxiiCollectionsTable {
  org_id: Id
  id: Id
  root: string
  alias: string | null
  title: string
  description: string | null
  /** Microseconds since 1970 of the object added last. */
  last_added: number
  created_at: Milliseconds
}

export interface TaxiiObjectsTable {
  org_id: Id
  collection_id: Id
  /** Microseconds since 1970; strictly rising within a collection. */
  added: number
  object_id: string
  type: string
  spec_version: string
  /** `modified`, `created`, or the date added, as it is shown. */
  version: string
  /** The same in microseconds; 0 for what has no versions. */
  version_at: number
  /** Rank of its TLP label: −1 none, 0 CLEAR … 4 RED. */
  marking: number
  is_first: boolean
  is_last: boolean
  /** JSON text as it was received. */
  body: string
}

export interface TaxiiStatusesTable {
  org_id: Id
  id: Id
  root: string
  peer: string
  body: string
  created_at: Milliseconds
}

export interface TaxiiAccessTable {
  org_id: Id
  id: Id
  peer: string
  token_hash: BytesColumn
  user_name: string | null
  /** Highest TLP label this peer may read. */
  clearance: string
  collections: JsonColumn<Readonly<Record<string, 'r' | 'w' | 'rw'>>>
  expires_at: Milliseconds | null
  revoked_at: Milliseconds | null
  last_used_at: Milliseconds | null
  created_at: Milliseconds
}

/** How far our client has read or pushed, and how the peer fares. */
export interface TaxiiCursorsTable {
  org_id: Id
  feed: string
  added_after: string | null
  next: string | null
  pushed_to: number | null
  last_try_at: Milliseconds | null
  last_success_at: Milliseconds | null
  failures: number
  last_error: string | null
  objects: number
}
