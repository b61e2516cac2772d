import type { CaseState, Outcome } from '../core/case.ts'
import type { DoorId, EvidenceKind } from '../core/evidence.ts'
import type { Posture } from '../core/posture.ts'
import type { Ledger } from '../core/weigh.ts'
import type { Verdict } from '../core/rule.ts'
import type { Role } from '../guard/policy/actions.ts'

/**
 * What the API says, as types. The console imports nothing else of the server; the routes' zod schemas are checked
 * against these. Times are milliseconds since 1970.
 */

export type { Role } from '../guard/policy/actions.ts'

/** `GET /api/me` */
export interface Me {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Actions the policy allows this person, so that a screen shows only what works. */
  readonly actions: readonly string[]
  readonly org: { readonly id: string; readonly name: string }
  readonly store: 'pglite' | 'postgres'
  readonly csrf: string
}

/** `GET /api/queue?door=&posture=&state=&q=&cursor=` → `Page<QueueRow>` */
export interface QueueRow {
  readonly case: string
  readonly subject: string
  readonly label: string
  readonly door: DoorId
  readonly posture: Posture
  readonly verdict: Verdict | null
  readonly why: string
  readonly state: CaseState
  readonly waitingSince: number
  readonly assignee: string | null
  readonly evidence: number
  readonly linked: number
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
  readonly total: number
}

/** `GET /api/cases/:id` */
export interface CaseFile {
  readonly id: string
  readonly subject: string
  readonly label: string
  readonly door: DoorId
  readonly posture: Posture
  readonly verdict: Verdict | null
  readonly why: string
  readonly state: CaseState
  readonly openMoves: readonly CaseState[]
  readonly waitingSince: number
  readonly assignee: string | null
  readonly ledger: Ledger
  readonly playbookVersion: string
  readonly evidence: readonly EvidenceItem[]
  readonly timeline: readonly TimelineEntry[]
  readonly links: readonly LinkedCase[]
  readonly checks: readonly Check[]
  readonly decision: { readonly outcome: Outcome; readonly by: string; readonly reason: string; readonly at: number } | null
  readonly noticeAt: number | null
  readonly history: readonly { readonly at: number; readonly playbookVersion: string; readonly posture: Posture; readonly totalDecibans: number }[]
}

export interface EvidenceItem {
  readonly id: string
  readonly kind: EvidenceKind
  readonly name: string
  readonly bytes: number
  readonly source: string
  readonly receivedAt: number
  readonly status: 'received' | 'measured' | 'failed'
  /** An `SP_` code and sentence when it could not be read. */
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly facts: unknown
  readonly unavailable: Readonly<Record<string, string>>
}

export interface TimelineEntry {
  readonly at: number
  readonly kind: 'evidence' | 'judged' | 'move' | 'comment' | 'check' | 'decision' | 'link'
  readonly text: string
  readonly by: string | null
  readonly evidence: string | null
}

export interface LinkedCase {
  readonly case: string
  readonly label: string
  readonly posture: Posture
  /** What both carry, in words: "the phone number +1 … 12", "4 achievements". */
  readonly shared: readonly { readonly type: string; readonly shown: string; readonly rarityBits: number; readonly removed: boolean }[]
}

/** A step-up that would move the case, cheapest first. */
export interface Check {
  readonly id: string
  readonly title: string
  readonly instructions: string
  readonly alternative: string
  readonly minutes: number
  /** Findings it would clear. */
  readonly clears: readonly string[]
}

/** `GET /api/playbook` */
export interface RuleRow {
  readonly id: string
  readonly title: string
  readonly door: DoorId
  readonly group: string
  readonly status: string
  readonly weight: { readonly present: number; readonly absent: number }
  readonly verdict: Verdict | null
  readonly when: string | null
  readonly innocent: readonly string[]
  readonly clears: readonly string[]
  readonly sources: readonly string[]
  readonly pack: string
  readonly sealed: boolean
  /** How often it spoke in this organisation. */
  readonly spoke: number
}

/** `GET /api/audit?cursor=` → `Page<AuditRow>`; `GET /api/audit/verify` → AuditVerdict */
export interface AuditRow {
  readonly index: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly target: string | null
  readonly outcome: 'allowed' | 'refused'
}
export interface AuditVerdict {
  readonly ok: boolean
  readonly entries: number
  readonly problem: string | null
  readonly checkpointAt: number | null
}

/** `GET /api/health` */
export interface Health {
  readonly version: string
  readonly node: string
  readonly store: 'pglite' | 'postgres'
  readonly banner: string | null
  readonly queue: { readonly waiting: number; readonly running: number; readonly failed: number; readonly oldestMs: number }
  readonly evidence: { readonly total: number; readonly last24h: number; readonly failed: number }
  readonly memoryMb: number
  readonly playbook: { readonly version: string; readonly rules: number; readonly sealed: number; readonly faults: readonly string[] }
  readonly reference: readonly { readonly name: string; readonly asOf: string; readonly ageDays: number }[]
  readonly sandbox: { readonly limits: readonly string[] }
}

/** `POST /api/evidence` (multipart `file`, optional `door`, `subject`, `source`) → 202 */
export interface Accepted {
  readonly evidence: string
  readonly subject: string
  /** Null until it was judged for the first time. */
  readonly case: string | null
  readonly kind: EvidenceKind
  /** True when the same bytes were received before. */
  readonly known: boolean
}

/** Server-sent events of `GET /api/events`: the event's name and its data. */
export type { Happenings as Events } from '../jobs/announce.ts'

/** problem+json of every error (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly advice: string
}



/*
 * Other calls:
 *   POST /api/sign-in {name, password} → 204 (then GET /api/me) · POST /api/sign-out · POST /api/first-admin {token, name, password} → 204
 *   GET /api/sign-in/methods → { local: boolean, oidc: { name, url } | null, firstAdmin: boolean }
 *   POST /api/cases/:id/moves {to, note?} · POST /api/cases/:id/checks {check, outcome?: 'verified'|'failed'|'declined-with-reason', note?}
 *   POST /api/cases/:id/decision {outcome, reason} · POST /api/cases/:id/comments {text} · POST /api/cases/:id/assignee {user|null}
 *   POST /api/links/removals {case, other, type, reason}
 *   POST /api/demo → 202 · GET /api/evidence/:id/file (attachment) · GET /api/events (SSE)
 * Mutations send the header `x-csrf-token` with `Me.csrf`.
 */
