import type { PackageFacts } from '../../../measure/package/facts.ts'
import type { ShownFinding } from '../../../jobs/packages/judge-package.ts'
import type { ReleaseDecision } from '../../../jobs/packages/shelf.ts'

/** A judged version in the list. */
export interface ReleaseRow {
  readonly name: string
  readonly version: string
  readonly judgedAt: number
  /** null: it could not be assessed, which is not the same as clean. */
  readonly verdict: 'allow' | 'review' | 'hold' | 'block' | null
  readonly says: string
  readonly decision: ReleaseDecision | null
  /** Our projects that hold this very version. */
  readonly projects: readonly string[]
}

export interface PackagesOverview {
  readonly releases: readonly ReleaseRow[]
  readonly projects: readonly { readonly name: string; readonly packages: number; readonly at: number }[]
  /** How far the registry was followed; null when none is set. */
  readonly following: { readonly cursor: number } | null
}

/** One of our projects that holds a version, and through what. */
export interface Embedding {
  readonly project: string
  readonly places: number
  readonly ways: readonly (readonly string[])[]
}

export interface ReleaseFile {
  readonly name: string
  readonly version: string
  readonly judgedAt: number
  readonly from: 'followed' | 'handed-in'
  readonly integrity: string
  readonly verdict: ReleaseRow['verdict']
  readonly problem: string | null
  readonly findings: readonly ShownFinding[]
  /** Rules that could not be asked, by reason. */
  readonly notAssessed: Readonly<Record<string, number>>
  readonly facts: PackageFacts | null
  readonly decision: ReleaseDecision | null
  readonly embedded: readonly Embedding[]
  /** What to write into package.json to stay on the last good version; null when none is known. */
  readonly pin: { readonly version: string; readonly overrides: string } | null
  /** Other judged versions of the same package, and packages that copy the same original. */
  readonly family: readonly {
    readonly name: string
    readonly version: string
    readonly verdict: ReleaseRow['verdict']
    readonly relation: 'version' | 'copy' | 'original'
  }[]
}
