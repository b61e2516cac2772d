import type { DoorId, Place } from './evidence.ts'
import type { Group, PrivacyClass, Verdict } from './rule.ts'

interface FindingBase {
  readonly rule: string
  /** Digest of the rule's text: with `rule`, what makes re-judging idempotent. */
  readonly version: string
  readonly door: DoorId
  readonly group: Group
  readonly title: string
  readonly sealed: boolean
  readonly privacy: PrivacyClass
}

/** A rule that spoke, for or against, or that could not. */
export type Finding =
  | (FindingBase & {
      readonly outcome: 'present'
      readonly decibans: number
      readonly places: readonly Place[]
      readonly innocent: readonly string[]
      readonly clears: readonly string[]
      readonly sources: readonly string[]
      readonly verdict: Verdict | null
    })
  | (FindingBase & { readonly outcome: 'absent'; readonly decibans: number })
  | (FindingBase & { readonly outcome: 'not-assessed'; readonly why: string })

export type PresentFinding = Extract<Finding, { outcome: 'present' }>

/** The gravest verdict among findings on a thing; `allow` when none has one. */
export function gravest(findings: readonly Finding[]): Verdict {
  const order: readonly Verdict[] = ['allow', 'review', 'hold', 'block']
  let worst = 0
  for (const finding of findings) {
    if (finding.outcome !== 'present' || finding.verdict === null) continue
    worst = Math.max(worst, order.indexOf(finding.verdict))
  }
  return order[worst] as Verdict
}
