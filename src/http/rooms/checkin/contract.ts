import type { Stage } from '../../../measure/device/session-document.ts'

/** What the check-in's API says. Times are milliseconds since 1970. */

/** A one-time link, as the console lists it; the address itself is shown once, when it is made. */
export interface CheckinLinkRow {
  readonly id: string
  readonly stage: Stage
  readonly madeBy: string
  readonly madeAt: number
  readonly expiresAt: number
  /** `call`: the person prefers the call, which counts the same. */
  readonly state: 'open' | 'used' | 'expired' | 'call' | 'withdrawn'
}

/** `GET /api/check-in/links`: the newest of everybody's, so that a wish for the call is seen before there is a case. */
export interface SentLink extends CheckinLinkRow {
  readonly name: string | null
  /** The person's case; null until something of theirs was received. */
  readonly case: string | null
}

/** `POST /api/cases/{id}/check-in/links {stage, hours?}`, `POST /api/check-in/links {name, stage, hours?}` */
export interface MadeLink {
  readonly id: string
  /** Shown this once. */
  readonly url: string
  readonly subject: string
  readonly expiresAt: number
}

/** One visit, beside the facts that the case file holds. */
export interface VisitRow {
  readonly evidence: string
  readonly at: number
  readonly stage: Stage
  /** Which of the person's browsers: A, B, C … in order of appearance; null where none proved a key. */
  readonly browser: string | null
  /** Other cases in which the same browser proved its key. */
  readonly alsoIn: readonly { readonly case: string; readonly label: string }[]
}

/** Typing of two stages, compared. Calibrated decibans; positive: likelier the same hands. */
export interface HandsRow {
  readonly a: Stage
  readonly b: Stage
  readonly decibans: number | null
  readonly strength: 'indicative' | 'strong' | null
  /** Why there is no figure. */
  readonly why: string | null
  readonly keysA: number
  readonly keysB: number
}

/** `GET /api/cases/{id}/check-in` */
export interface CheckinOfCase {
  /** Whether this installation serves the check-in at all. */
  readonly served: boolean
  readonly links: readonly CheckinLinkRow[]
  readonly visits: readonly VisitRow[]
  readonly hands: {
    readonly on: boolean
    /** Consents as they were given. */
    readonly consents: readonly { readonly stage: Stage; readonly at: number; readonly version: string }[]
    readonly kept: readonly { readonly stage: Stage; readonly keys: number }[]
    readonly pairs: readonly HandsRow[]
  }
}

/** `GET /api/check-in/settings`, `PUT /api/check-in/settings {comparesHands, reason}` */
export interface CheckinSettingsView {
  readonly served: boolean
  /** Where candidates are sent; null when it is not served. */
  readonly url: string | null
  readonly seesConnections: boolean
  readonly comparesHands: boolean
  /** Who turned the comparison of hands on or off, and why. */
  readonly decided: { readonly by: string; readonly at: number; readonly reason: string } | null
  /** Age of the table of addresses. */
  readonly addressesAsOf: string | null
}
