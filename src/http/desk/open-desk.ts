import type { KeyObject } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'
import type { AuditStore } from '../../guard/audit/log.ts'
import { allowed, type Resource } from '../../guard/policy/policy.ts'
import { newToken } from '../../guard/sign-in/token.ts'
import { rows, type House } from '../../jobs/house.ts'
import { accept } from '../../jobs/pipeline/accept.ts'
import { aboutColleague } from '../../jobs/work/openings.ts'
import type { Desk } from '../desk.ts'
import { assign, check, comment, decide, move, removeLink } from './case-acts.ts'
import { compartments } from './compartment.ts'
import { findCase, readCaseFile } from './case-file.ts'
import { auditDesk, metricsText, readHealth, ruleRows } from './house-desk.ts'
import { queuePage } from './queue-desk.ts'

export interface DeskParts {
  readonly audit: AuditStore
  readonly auditKeys: readonly KeyObject[]
  readonly version: string
  /** What was wrong with packs when they were loaded. */
  readonly faults: readonly string[]
  readonly loadDemo: (org: string) => Promise<void>
}

/** The desk over a house: what the routes call. */
export function openDesk(house: House, parts: DeskParts): Desk {
  const audit = auditDesk(house, parts.audit, parts.auditKeys)
  let demo: Promise<void> | null = null
  return {
    async me(actor) {
      const [user, orgs] = [await rows(house).users.find(actor.org, actor.id), await rows(house).orgs.list()]
      const org = orgs.find(({ id }) => id === actor.org) ?? { id: actor.org, name: '' }
      return { id: actor.id, name: user?.name ?? 'API token', org, store: house.store.kind }
    },
    queue: (actor, query) => queuePage(house, actor, query),
    caseFile: (org, id, sealed) => readCaseFile(house, org, id, sealed),
    async caseResource(org, id, actor) {
      const item = await findCase(house, org, id)
      const compartment = (await compartments(house, org, [item])).get(id) ?? null
      return item.door === 'work' ? { ...resourceOf(item, org, compartment), ...(await aboutColleague(house, org, item.subject, actor)) } : resourceOf(item, org, compartment)
    },
    move: (actor, id, to, note) => move(house, actor, id, to, note),
    check: (actor, id, name, outcome, note) => check(house, actor, id, name, outcome, note),
    decide: (actor, id, outcome, reason) => decide(house, actor, id, outcome, reason),
    comment: (actor, id, text) => comment(house, actor, id, text),
    assign: (actor, id, user) => assign(house, actor, id, user),
    removeLink: (actor, id, other, type, reason) => removeLink(house, actor, id, other, type, reason),
    async accept(actor, upload) {
      const accepted = await accept(house, actor.org, upload)
      const [first] = await rows(house).cases.ofSubject(actor.org, accepted.subject)
      return { ...accepted, case: first?.id ?? null }
    },
    async evidenceResource(org, id, actor) {
      const evidence = (await rows(house).evidence.find(org, [id])).get(id)
      if (evidence === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such evidence.')
      return { org, place: evidence.door, compartment: null, owner: null, ...(evidence.door === 'work' ? await aboutColleague(house, org, evidence.subject, actor) : {}) }
    },
    async evidenceFile(org, id) {
      const evidence = (await rows(house).evidence.find(org, [id])).get(id)
      if (evidence === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such evidence.')
      return { name: evidence.name, mediaType: evidence.mediaType, bytes: await house.vault.get(org, evidence.digest) }
    },
    rules: (org, sealed) => ruleRows(house, org, sealed),
    audit: (org, cursor) => audit.page(org, cursor),
    verifyAudit: (org) => audit.verify(org),
    health: (org) => readHealth(house, org, parts.version, parts.faults),
    async ready() {
      try {
        await house.store.pool.query('select 1')
        return { ok: true, why: null }
      } catch {
        return { ok: false, why: 'the database does not answer' }
      }
    },
    webhooks: (org) => rows(house).webhooks.list(org),
    async makeWebhook(org, url, events) {
      const secret = newToken()
      return { id: await rows(house).webhooks.insert(org, { url, events, secret }), secret }
    },
    removeWebhook: (org, id) => rows(house).webhooks.remove(org, id),
    metrics: () => metricsText(house),
    async loadDemo(actor) {
      if (!allowed(actor, 'demo.load', { org: actor.org, place: 'house' })) throw new SallyportError('SP_FORBIDDEN', 'Your role does not allow it.')
      demo ??= parts.loadDemo(actor.org).finally(() => (demo = null))
      demo.catch(() => undefined)
    },
    record: (actor, action, target, outcome) => audit.record(actor.org, actor.id, action, target, outcome),
  }
}

function resourceOf(item: { door: Resource['place']; assignee: string | null }, org: string, compartment: readonly string[] | null): Resource {
  return { org, place: item.door, assigned: item.assignee === null ? [] : [item.assignee], compartment }
}
