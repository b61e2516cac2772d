import type { Reliability, RuleRecord } from '../../../cases/learning/calibration.ts'
import type { Ablation, GroupImpact } from '../../../cases/learning/impact.ts'
import type { Proposal } from '../../../cases/learning/propose.ts'

/** `GET /api/learning` */
export interface Learning {
  readonly reliability: Reliability
  readonly rules: readonly RuleRecord[]
  readonly proposals: readonly StoredProposal[]
}

export interface StoredProposal extends Proposal {
  readonly id: string
  readonly at: number
  readonly madeBy: { readonly id: string; readonly name: string }
  /** The second person; null: it still waits for one. */
  readonly signedBy: { readonly name: string; readonly at: number } | null
}

/** `GET /api/impact?category=` */
export interface Impact {
  readonly category: string
  readonly groups: readonly GroupImpact[]
  readonly ablations: readonly Ablation[]
  /** Cases of applicants, and how many of them answered in this category; null below thirty. */
  readonly cases: number
  readonly answered: number | null
  readonly smallest: number
}
