import type { Verdict } from '../../../core/rule.ts'
import type { Standing } from '../../../jobs/messages/attempts.ts'
import type { Counts } from '../../../jobs/messages/counts.ts'
import type { Round } from '../../../jobs/messages/exercises.ts'

/** What the messages room's API says, as types. Times are milliseconds since 1970. */

/** `POST /api/messages/reports`, `GET /api/messages/reports/{id}` */
export interface Reported {
  /** Null for an exercise. */
  readonly evidence: string | null
  /** Null while the rules have not spoken. */
  readonly answer: { readonly verdict: Verdict; readonly subject: string; readonly text: string } | null
}

/** `GET /api/messages/campaigns` */
export interface CampaignsPage {
  readonly campaigns: readonly CampaignRow[]
  /** Reported messages that neither the rules nor a person took for an attempt. */
  readonly open: number
}

export interface CampaignRow {
  readonly id: string
  readonly title: string
  readonly first: number
  readonly last: number
  readonly attempts: number
  readonly confirmed: number
  readonly reports: number
  readonly teams: readonly string[]
  readonly platforms: readonly string[]
  readonly personas: readonly string[]
}

/** `GET /api/messages/campaigns/{id}` */
export interface CampaignPage extends CampaignRow {
  readonly members: readonly MemberRow[]
  /** Defanged; what ties the attempts first. */
  readonly artefacts: readonly { readonly type: string; readonly shown: string; readonly members: number }[]
  readonly byTeam: readonly { readonly name: string; readonly count: number }[]
  readonly nearText: boolean
  readonly reasons: readonly string[]
  readonly domains: readonly string[]
}

export interface MemberRow {
  readonly subject: string
  readonly case: string | null
  readonly label: string
  readonly at: number
  readonly platform: string
  readonly persona: string
  readonly standing: Standing
  readonly reports: number
}

/** `GET /api/messages/counts` */
export type CountsPage = Counts

/** `GET /api/messages/exercises` */
export interface ExercisesPage {
  readonly templates: readonly string[]
  readonly rounds: readonly Round[]
}
