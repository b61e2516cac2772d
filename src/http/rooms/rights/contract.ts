import type { ErasureProof } from '../../../jobs/rights/erase.ts'
import type { RetentionRun } from '../../../jobs/rights/retention.ts'

/** `GET /api/retention` */
export interface RetentionAnswer {
  readonly classes: readonly { readonly id: string; readonly title: string; readonly days: number; readonly usual: number; readonly why: string; readonly takes: string; readonly from: string }[]
  readonly preview: RetentionRun | null
  readonly runs: readonly RetentionRun[]
  readonly holds: readonly { readonly case: string | null; readonly by: string; readonly reason: string; readonly at: number }[]
  readonly erasures: readonly { readonly subject: string; readonly at: number; readonly by: string; readonly reason: string }[]
  /** Whether clocks run by themselves each day: from the first run on that a person started. */
  readonly running: boolean
}

export type { ErasureProof, RetentionRun }
