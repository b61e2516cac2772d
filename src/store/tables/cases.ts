import type { CaseState, Outcome } from '../../core/case.ts'
import type { DoorId } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { Posture } from '../../core/posture.ts'
import type { BytesColumn, JsonColumn, Milliseconds, SealedColumn } from './columns.ts'

export type Verification = 'verified' | 'declined-with-reason' | 'failed'

export interface DecisionColumn {
  readonly outcome: Outcome
  readonly by: string
  readonly reason: string
  readonly at?: number
}

/** One subject at one door: posture, ledger, decision. */
export interface CasesTable {
  org_id: Id
  id: Id
  subject_id: Id
  door: DoorId
  state: CaseState
  posture: Posture
  /** 0 routine … 3 escalate: orders the queue. */
  posture_rank: number
  /** One sentence, made of rule titles only. */
  why: string
  total_decibans: number
  posterior: number
  /** Sealed JSON of core's `Ledger`. */
  sealed_ledger: SealedColumn | null
  playbook_version: string
  judged_at: Milliseconds
  assignee: string | null
  verifications: JsonColumn<readonly Verification[]>
  decision: JsonColumn<DecisionColumn> | null
  notice_at: Milliseconds | null
  /** Since when it waits for a person; null when nobody has to act. */
  waiting_since: Milliseconds | null
  opened_at: Milliseconds
  closed_at: Milliseconds | null
  /** Counts the writes: a stale write is refused. */
  revision: number
}

/** Ledgers as they were, one for each judgement that a later one replaced or a decision rested on. */
export interface LedgersHistoryTable {
  org_id: Id
  case_id: Id
  judged_at: Milliseconds
  playbook_version: string
  posture: Posture
  total_decibans: number
  sealed_ledger: SealedColumn
  /** `rejudged` or `decision`. */
  kept_for: string
}

/** Timeline of a case: moves, comments, letters. */
export interface CaseEventsTable {
  org_id: Id
  case_id: Id
  id: Id
  at: Milliseconds
  actor: string
  type: string
  /** Particulars without personal data. */
  data: JsonColumn<unknown>
  /** Sealed JSON: text a person wrote. */
  sealed: SealedColumn | null
}

/** Two subjects share a value. `subject_a` sorts before `subject_b`. */
export interface LinksTable {
  org_id: Id
  subject_a: Id
  subject_b: Id
  type: string
  hash: BytesColumn
  evidence_a: Id
  evidence_b: Id
  /** Surprise of the coincidence in bits. */
  rarity: number
  made_at: Milliseconds
}

/** A person said that a link is none. */
export interface LinkRemovalsTable {
  org_id: Id
  subject_a: Id
  subject_b: Id
  type: string
  hash: BytesColumn
  by: string
  reason: string
  removed_at: Milliseconds
}
