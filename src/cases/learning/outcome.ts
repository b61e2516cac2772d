import type { CaseRecord } from '../../core/case.ts'
import type { Ledger } from '../../core/weigh.ts'

/** A case people have settled: what the rules had said, and how it turned out. */
export interface Adjudicated {
  readonly id: string
  readonly at: number
  /** True: a verification failed and the decision went against it; false: it was cleared. */
  readonly bad: boolean
  readonly ledger: Ledger
}

/**
 * How a case turned out; null while nobody knows. A refusal that rests on a declined check says nothing of the person,
 * and one that was overturned is a clearance.
 */
export function outcomeOf({ verifications, decision, state }: CaseRecord): 'bad' | 'good' | null {
  const last = verifications.at(-1)
  if (decision?.outcome === 'proceed') return 'good'
  if (last === 'verified') return 'good'
  if (last === 'failed' && decision !== null && state !== 'contest') return 'bad'
  return null
}
