import type { ReleaseRow } from '../../../http/rooms/packages/contract.ts'

type Verdict = ReleaseRow['verdict']

/** How far the inner door stands open to a release. */
export const postureOf = (verdict: Verdict): 'routine' | 'look' | 'challenge' | 'escalate' | 'unknown' =>
  verdict === null
    ? 'unknown'
    : ({ allow: 'routine', review: 'look', hold: 'challenge', block: 'escalate' } as const)[verdict]

export const verdictWord = (verdict: Verdict): string =>
  verdict === null
    ? 'Not assessed'
    : { allow: 'Nothing found', review: 'Worth a look', hold: 'Held', block: 'Blocked' }[verdict]
