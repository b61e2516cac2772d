import type { Id } from '../../core/ids.ts'
import type { BytesColumn } from './columns.ts'

/** Voluntary answers, kept apart: the pseudonym is a keyed hash that only the monitor's own aggregation makes anew. */
export interface SelfIdentificationsTable {
  org_id: Id
  pseudonym: BytesColumn
  category: string
  answer: string
  /** Days since 1970: no finer, so that nobody is found by the minute. */
  day: number
}
