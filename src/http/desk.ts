import type { CaseState, Outcome } from '../core/case.ts'
import type { DoorId } from '../core/evidence.ts'
import type { Posture } from '../core/posture.ts'
import type { Actor, Resource } from '../guard/policy/policy.ts'
import type { Accepted, AuditRow, AuditVerdict, CaseFile, Health, Me, Page, QueueRow, RuleRow } from './contract.ts'

export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  readonly door: DoorId | null
  /** Add it to this subject; null: a new one, unless the same bytes are known. */
  readonly subject: string | null
  readonly source: string
}

export interface QueueQuery {
  readonly door?: DoorId | undefined
  readonly posture?: Posture | undefined
  readonly state?: 'open' | 'closed' | CaseState | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
}

/** What the routes ask of the house. Authorisation happens before, in the routes, on the `Resource` of a thing. */
export interface Desk {
  me(actor: Actor): Promise<Omit<Me, 'csrf' | 'actions' | 'roles'>>
  queue(actor: Actor, query: QueueQuery): Promise<Page<QueueRow>>
  caseFile(org: string, id: string, maySeeSealed: boolean): Promise<CaseFile>
  /** What the policy needs to know of a case when this person asks. @throws SP_NOT_FOUND */
  caseResource(org: string, id: string, actor: string): Promise<Resource>
  move(actor: Actor, id: string, to: CaseState, note: string | null): Promise<void>
  check(actor: Actor, id: string, check: string, outcome: 'verified' | 'failed' | 'declined-with-reason' | null, note: string | null): Promise<void>
  decide(actor: Actor, id: string, outcome: Outcome, reason: string): Promise<void>
  comment(actor: Actor, id: string, text: string): Promise<void>
  assign(actor: Actor, id: string, user: string | null): Promise<void>
  removeLink(actor: Actor, id: string, other: string, type: string, reason: string): Promise<void>
  accept(actor: Actor, upload: Upload): Promise<Accepted>
  evidenceResource(org: string, id: string, actor: string): Promise<Resource>
  evidenceFile(org: string, id: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }>
  rules(org: string, sealed: boolean): Promise<readonly RuleRow[]>
  audit(org: string, cursor: string | undefined): Promise<Page<AuditRow>>
  verifyAudit(org: string): Promise<AuditVerdict>
  health(org: string): Promise<Health>
  ready(): Promise<{ ok: boolean; why: string | null }>
  metrics(): Promise<string>
  webhooks(org: string): Promise<readonly { id: string; url: string; events: readonly string[]; enabled: boolean }[]>
  /** @returns the secret, shown this once */
  makeWebhook(org: string, url: string, events: readonly string[]): Promise<{ id: string; secret: string }>
  removeWebhook(org: string, id: string): Promise<void>
  loadDemo(actor: Actor): Promise<void>
  /** Writes down who did what, allowed or refused. */
  record(actor: Actor, action: string, target: string | null, outcome: 'allowed' | 'refused'): Promise<void>
}
