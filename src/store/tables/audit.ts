import type { Id } from '../../core/ids.ts'
import type { BytesColumn, Milliseconds } from './columns.ts'

/** Append only. `entry` is the exact text that was hashed into `leaf`. */
export interface AuditLogTable {
  org_id: Id
  index: number
  at: Milliseconds
  actor: string
  action: string
  object: string
  entry: string
  leaf: BytesColumn
}

/** How many entries an organisation's log has: the row that appenders wait for. */
export interface AuditHeadsTable {
  org_id: Id
  size: number
}

/** Signed tree heads. */
export interface AuditCheckpointsTable {
  org_id: Id
  size: number
  at: Milliseconds
  root: BytesColumn
  signature: BytesColumn
  key_id: string
}
