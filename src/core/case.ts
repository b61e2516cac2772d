import { SallyportError } from './errors.ts'

/** The life of a case. There is no edge from a score to a rejection: `case.test.ts` walks the graph. */
export const caseStates = [
  'intake',
  'evidence',
  'step-up-offered',
  'verified',
  'declined-with-reason',
  'failed',
  'decision',
  'notice',
  'contest',
  'closed',
] as const
export type CaseState = (typeof caseStates)[number]

export const outcomes = ['proceed', 'not-proceed', 'hand-over'] as const
export type Outcome = (typeof outcomes)[number]

const moves: Readonly<Record<CaseState, readonly CaseState[]>> = {
  intake: ['evidence'],
  // A case nobody needs to look into closes as it is: nothing adverse happened to anybody.
  evidence: ['step-up-offered', 'closed'],
  'step-up-offered': ['verified', 'declined-with-reason', 'failed'],
  verified: ['decision', 'closed'],
  'declined-with-reason': ['step-up-offered', 'decision'],
  failed: ['step-up-offered', 'decision'],
  decision: ['notice', 'closed'],
  notice: ['contest', 'closed'],
  contest: ['evidence', 'decision', 'closed'],
  closed: ['evidence'],
}

/** Days a person has to contest after the notice was sent; law or policy may lengthen it, nothing shortens it. */
export const contestDays = 14

export function openMoves(state: CaseState): readonly CaseState[] {
  return moves[state]
}

/** What must be on record before a move is allowed. */
export interface CaseRecord {
  readonly state: CaseState
  /** Verification outcomes so far, the newest last. */
  readonly verifications: readonly ('verified' | 'declined-with-reason' | 'failed')[]
  readonly decision: { readonly outcome: Outcome; readonly by: string; readonly reason: string } | null
  readonly noticeAt: number | null
}

/**
 * The record after the move.
 *
 * @throws SP_CASE_MOVE when the move is not open, when an adverse decision lacks a verification outcome, or when the
 *   contest window has not passed
 */
export function moveCase(record: CaseRecord, to: CaseState, now: number): CaseRecord {
  if (!moves[record.state].includes(to)) {
    throw new SallyportError('SP_CASE_MOVE', `A case cannot go from "${record.state}" to "${to}".`, { from: record.state, to })
  }
  if (to === 'notice' && record.decision === null) {
    throw new SallyportError('SP_CASE_MOVE', 'There is no decision to give notice of.', { from: record.state, to })
  }
  if (record.decision?.outcome === 'not-proceed' && to === 'closed') refuseEarlyClose(record, now)
  const verified = to === 'verified' || to === 'declined-with-reason' || to === 'failed'
  return {
    ...record,
    state: to,
    verifications: verified ? [...record.verifications, to] : record.verifications,
    decision: to === 'evidence' ? null : record.decision,
    noticeAt: to === 'notice' ? now : to === 'evidence' ? null : record.noticeAt,
  }
}

function refuseEarlyClose(record: CaseRecord, now: number): void {
  if (record.noticeAt === null) {
    throw new SallyportError('SP_CASE_MOVE', 'An adverse decision is closed only after notice was given.', { from: record.state, to: 'closed' })
  }
  const opens = record.noticeAt + contestDays * 86_400_000
  if (now < opens) {
    throw new SallyportError('SP_CASE_MOVE', `The person may contest for ${contestDays} days after the notice.`, { from: record.state, to: 'closed', opens })
  }
}

/**
 * The record with a person's decision on it. Only in the state `decision`, by a named person with a reason; an adverse
 * one also needs a verification that failed or was declined: never a score alone.
 *
 * @throws SP_CASE_MOVE
 */
export function decideCase(record: CaseRecord, decision: { outcome: Outcome; by: string; reason: string }): CaseRecord {
  const refuse = (why: string): never => {
    throw new SallyportError('SP_CASE_MOVE', why, { from: record.state, outcome: decision.outcome })
  }
  if (record.state !== 'decision') refuse('A decision is made in the state "decision" only.')
  if (decision.by.trim() === '' || decision.reason.trim() === '') refuse('A decision needs a named person and a reason.')
  const last = record.verifications.at(-1)
  if (decision.outcome === 'not-proceed' && last !== 'failed' && last !== 'declined-with-reason') {
    refuse('An adverse decision needs a verification that failed or was declined with a reason.')
  }
  return { ...record, decision }
}
