import type { Selectable } from 'kysely'
import type { CaseRecord } from '../../core/case.ts'
import type { DoorId } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { Posture } from '../../core/posture.ts'
import type { CasesTable, DecisionColumn } from '../tables/cases.ts'

/** A case as it is read: without its ledger, which is opened apart. */
export interface StoredCase extends CaseRecord {
  readonly id: Id
  readonly subject: Id
  readonly door: DoorId
  readonly posture: Posture
  readonly why: string
  readonly totalDecibans: number
  readonly posterior: number
  readonly playbookVersion: string
  readonly judgedAt: number
  readonly assignee: string | null
  readonly decision: DecisionColumn | null
  readonly waitingSince: number | null
  readonly openedAt: number
  readonly closedAt: number | null
  readonly revision: number
}

export function asCase(row: Selectable<CasesTable>): StoredCase {
  return {
    id: row.id,
    subject: row.subject_id,
    door: row.door,
    state: row.state,
    posture: row.posture,
    why: row.why,
    totalDecibans: row.total_decibans,
    posterior: row.posterior,
    playbookVersion: row.playbook_version,
    judgedAt: row.judged_at,
    assignee: row.assignee,
    verifications: row.verifications,
    decision: row.decision,
    noticeAt: row.notice_at,
    waitingSince: row.waiting_since,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    revision: row.revision,
  }
}
