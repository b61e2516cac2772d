import type { Id } from '../../core/ids.ts'
import type { BytesColumn, JsonColumn, Milliseconds, SealedColumn } from './columns.ts'

/** Raw presence facts: one row a person, day and source. How many there are is sealed too. */
export interface WorkDaysTable {
  org_id: Id
  subject_id: Id
  /** UTC day since 1970. */
  day: number
  source: string
  /** Sealed JSON, `packDay` of `work-days.ts`. */
  sealed: SealedColumn
  updated_at: Milliseconds
}

/** 48 bits a UTC day for a quarter of 92 days: what is kept when the raw facts are gone. */
export interface WorkPresenceTable {
  org_id: Id
  subject_id: Id
  /** `floor(day / 92)`. */
  quarter: number
  /** Sealed JSON, `packLanes` of `work-presence.ts`. */
  sealed: SealedColumn
  updated_at: Milliseconds
}

/** Under which names sources know a person: found by a keyed hash, readable only with the subject's key. */
export interface WorkNamesTable {
  org_id: Id
  hash: BytesColumn
  subject_id: Id
  /** Sealed JSON `{ name }`. */
  sealed: SealedColumn
}

/** Where presence facts come from. */
export interface WorkSourcesTable {
  org_id: Id
  id: Id
  kind: string
  name: string
  /** `stopped` or `running`. */
  state: string
  /** Address and the like; no secret. */
  config: JsonColumn<Readonly<Record<string, string>>>
  sealed_secret: SealedColumn | null
  /** Agreement with the works council under which it runs. */
  agreement: string | null
  /** How far it has been read. */
  cursor: JsonColumn<unknown> | null
  next_at: Milliseconds
  received_at: Milliseconds | null
  stopped_at: Milliseconds | null
  failing_since: Milliseconds | null
  /** `SP_…` and its sentence. */
  problem: string | null
  started_by: string | null
  created_at: Milliseconds
}
