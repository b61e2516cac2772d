import type { Posture } from '../../../core/posture.ts'
import type { Compared } from '../../../jobs/work/baseline.ts'
import type { Openable } from '../../../jobs/work/openings.ts'
import type { LikeColleagues } from '../../../measure/rhythm/baseline.ts'
import type { ActivityFacts } from '../../../measure/rhythm/facts.ts'

/** What the work room's API says, as types. Times are milliseconds since 1970. */

/** `GET /api/work` */
export interface WorkOverview {
  readonly people: readonly WatchedPerson[]
  readonly requests: readonly OpeningRow[]
  readonly notice: { readonly version: number; readonly publishedAt: number | null; readonly council: boolean }
  readonly sources: { readonly running: number; readonly failing: number; readonly stopped: number }
}

/** Somebody under a pseudonym. What asks for a person comes first, then by pseudonym; there is no other order. */
export interface WatchedPerson {
  readonly subject: string
  readonly label: string
  readonly case: string | null
  readonly posture: Posture
  /** Rule titles only. */
  readonly why: string | null
  readonly measured: boolean
  /** What is open to whoever asks now. */
  readonly opened: Openable | null
}

export interface OpeningRow {
  readonly id: string
  readonly subject: string
  readonly label: string
  readonly opens: Openable
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: number
  readonly state: 'waiting' | 'open' | 'refused' | 'ended'
  readonly answeredBy: string | null
  readonly until: number
  /** The person who looks at this list made the request: another one has to answer it. */
  readonly own: boolean
}

/** What the record is of measured facts: everything but keys, which tie records and are nobody's to read. */
export type RecordFacts = Omit<ActivityFacts, 'keys'>

/** `GET /api/work/people/{id}/record` */
export interface WorkRecord {
  readonly subject: string
  readonly label: string
  readonly case: string | null
  readonly posture: Posture
  /** What the rules said, in their titles; null: nothing asks for a person. */
  readonly why: string | null
  readonly opened: Openable
  readonly facts: RecordFacts | null
  /** Why something was not assessed, by fact. */
  readonly unavailable: Readonly<Record<string, string>>
  readonly measuredAt: number | null
  readonly compared: Readonly<Record<Compared, LikeColleagues | null>>
  readonly lanes: readonly Lane[]
  /** Until when it stays open. */
  readonly until: number | null
}

/** When one device or one network was in use, over the last four weeks of raw facts. */
export interface Lane {
  readonly kind: 'device' | 'network' | 'client'
  /** `Device A`: the letter is all there is to see of it. */
  readonly name: string
  readonly country: string | null
  /** Active half hours since 1970, ascending. */
  readonly halfHours: readonly number[]
}

/** `GET /api/work/sources` */
export interface SourceRow {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly name: string
  readonly state: 'stopped' | 'running'
  readonly agreement: string | null
  readonly receivedAt: number | null
  readonly failingSince: number | null
  readonly problem: string | null
  /** For webhooks: where to deliver. */
  readonly deliverTo: string | null
}

export interface SourceKind {
  readonly kind: string
  readonly title: string
  readonly fields: readonly { readonly name: string; readonly label: string; readonly example: string }[]
  /** What the secret is; null: it needs none, or we make it. */
  readonly secret: string | null
}

export interface SourcesPage {
  readonly sources: readonly SourceRow[]
  readonly kinds: readonly SourceKind[]
  readonly privacy: { readonly council: boolean; readonly notice: string; readonly version: number; readonly publishedAt: number | null }
  readonly gaps: readonly { readonly source: string | null; readonly from: number; readonly to: number }[]
}

/** `POST /api/work/activity` */
export interface ActivityReceipt {
  readonly events: number
  readonly added: number
  readonly duplicates: number
  readonly late: number
  readonly future: number
  readonly explainers: number
  /** Facts of accounts that nobody entered: left out. */
  readonly strangers: number
  readonly refused: Readonly<Record<string, number>>
}

/** `GET /api/work/own`: everything held about whoever asks. */
export interface OwnRecord {
  readonly known: boolean
  readonly notice: { readonly text: string; readonly version: number; readonly publishedAt: number | null; readonly acknowledgedAt: number | null }
  readonly names: readonly string[]
  readonly zone: string | null
  readonly facts: RecordFacts | null
  readonly unavailable: Readonly<Record<string, string>>
  readonly sources: readonly { readonly source: string; readonly fromDay: number; readonly toDay: number }[]
  readonly bitmapDays: number
  readonly explanations: readonly { readonly kind: string; readonly from: number; readonly to: number }[]
  /** When somebody opened the record; while a request runs it is not shown. */
  readonly openings: readonly { readonly askedAt: number; readonly opens: Openable; readonly agreed: boolean }[]
  readonly kept: { readonly rawDays: number; readonly bitmapDays: number }
}
