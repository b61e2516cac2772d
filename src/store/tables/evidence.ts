import type { DoorId, EvidenceKind } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { BytesColumn, JsonColumn, Milliseconds, SealedColumn } from './columns.ts'

/** Whom or what evidence is about. */
export interface SubjectsTable {
  org_id: Id
  id: Id
  /** `person`, `package`, `message`, `repository` … */
  kind: string
  /** What it is called: sealed JSON `{ name }`, hostile text. */
  sealed: SealedColumn | null
  /** Blind index of the name under which another system knows it (`ats:ashby:123`). */
  ref_hash: BytesColumn | null
  /** When a person cleared it; rarity of a shared value is measured among cleared subjects. */
  cleared_at: Milliseconds | null
  created_at: Milliseconds
  erased_at: Milliseconds | null
}

export type EvidenceStatus = 'received' | 'measured' | 'failed'

/** What was received. The bytes lie in `blobs`. */
export interface EvidenceTable {
  org_id: Id
  id: Id
  door: DoorId
  kind: EvidenceKind
  subject_id: Id
  digest: string
  /** Empty: the content is taken once in the organisation. A subject's id: once for that subject. */
  once_for: string
  bytes: number
  media_type: string
  /** The name it came with, sealed. */
  sealed_name: SealedColumn
  source: string
  observed_at: Milliseconds
  received_at: Milliseconds
  status: EvidenceStatus
  /** `SP_…` when the status is `failed`. */
  error_code: string | null
  measured_at: Milliseconds | null
}

/** What was measured: sealed JSON `{ facts, unavailable }`. */
export interface FactsTable {
  org_id: Id
  evidence_id: Id
  root: string
  subject_id: Id
  sealed: SealedColumn
  measure_version: string
  measured_at: Milliseconds
}

/** A rule that spoke on an evidence: sealed JSON of core's `Finding` beside the columns that statistics need. */
export interface FindingsTable {
  org_id: Id
  evidence_id: Id
  rule: string
  version: string
  subject_id: Id
  door: DoorId
  outcome: 'present' | 'absent' | 'not-assessed'
  decibans: number
  sealed: SealedColumn
  judged_at: Milliseconds
}

/** Values that tie records: found by a keyed hash, readable only with the subject's key. */
export interface ArtefactsTable {
  org_id: Id
  type: string
  hash: BytesColumn
  evidence_id: Id
  subject_id: Id
  /** Sealed JSON `{ value, from }`. */
  sealed: SealedColumn
  created_at: Milliseconds
}

/** Signature bands: equal bands are candidates for near-equal texts. */
export interface BandsTable {
  org_id: Id
  space: string
  band: string
  evidence_id: Id
  subject_id: Id
}

/** In how many records of a corpus a term stands. */
export interface TermCountsTable {
  org_id: Id
  space: string
  term: string
  count: number
}

/** Which records a corpus has counted: makes counting idempotent, and its size the population. */
export interface CorpusMembersTable {
  org_id: Id
  space: string
  evidence_id: Id
}

/** State a door keeps without a table of its own. */
export interface DoorRowsTable {
  org_id: Id
  door: string
  space: string
  id: string
  subject_id: Id | null
  /** Secondary look-up, chosen by the door. */
  ref: string | null
  /** Sort key, usually a time in milliseconds. */
  sort_at: Milliseconds
  /** Plain JSON; null when the row is sealed. */
  body: JsonColumn<unknown> | null
  /** Sealed JSON, for rows about a person. */
  sealed: SealedColumn | null
  created_at: Milliseconds
  updated_at: Milliseconds
}
