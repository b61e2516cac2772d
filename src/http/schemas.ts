import { z } from '@hono/zod-openapi'
import { caseStates, outcomes } from '../core/case.ts'
import { doorIds, evidenceKinds } from '../core/evidence.ts'
import { postures } from '../core/posture.ts'
import { verdicts } from '../core/rule.ts'

/** The answers of the API as schemas: what `/openapi.json` shows. `contract.test.ts` holds them to `contract.ts`. */

const door = z.enum(doorIds)
const posture = z.enum(postures)
const verdict = z.enum(verdicts).nullable()
const state = z.enum(caseStates)
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable(), total: z.int() })

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    actions: z.array(z.string()),
    org: z.object({ id: z.string(), name: z.string() }),
    store: z.enum(['pglite', 'postgres']),
    csrf: z.string(),
  })
  .openapi('Me')

export const queueRow = z
  .object({
    case: z.string(),
    subject: z.string(),
    label: z.string(),
    door,
    posture,
    verdict,
    why: z.string(),
    state,
    waitingSince: z.number(),
    assignee: z.string().nullable(),
    evidence: z.int(),
    linked: z.int(),
  })
  .openapi('QueueRow')
export const queuePage = page(queueRow).openapi('QueuePage')

const evidenceItem = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  name: z.string(),
  bytes: z.int(),
  source: z.string(),
  receivedAt: z.number(),
  status: z.enum(['received', 'measured', 'failed']),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  facts: z.unknown(),
  unavailable: z.record(z.string(), z.string()),
})

export const caseFile = z
  .object({
    id: z.string(),
    subject: z.string(),
    label: z.string(),
    door,
    posture,
    verdict,
    why: z.string(),
    state,
    openMoves: z.array(state),
    waitingSince: z.number(),
    assignee: z.string().nullable(),
    ledger: z.object({
      prior: z.number(),
      priorDecibans: z.number(),
      groups: z.array(z.unknown()),
      notAssessed: z.array(z.unknown()),
      totalDecibans: z.number(),
      posterior: z.number(),
    }),
    playbookVersion: z.string(),
    evidence: z.array(evidenceItem),
    timeline: z.array(z.object({ at: z.number(), kind: z.string(), text: z.string(), by: z.string().nullable(), evidence: z.string().nullable() })),
    links: z.array(
      z.object({
        case: z.string(),
        label: z.string(),
        posture,
        shared: z.array(z.object({ type: z.string(), shown: z.string(), rarityBits: z.number(), removed: z.boolean() })),
      }),
    ),
    checks: z.array(z.object({ id: z.string(), title: z.string(), instructions: z.string(), alternative: z.string(), minutes: z.number(), clears: z.array(z.string()) })),
    decision: z.object({ outcome: z.enum(outcomes), by: z.string(), reason: z.string(), at: z.number() }).nullable(),
    noticeAt: z.number().nullable(),
    history: z.array(z.object({ at: z.number(), playbookVersion: z.string(), posture, totalDecibans: z.number() })),
  })
  .openapi('CaseFile')

export const ruleRows = z
  .array(
    z.object({
      id: z.string(),
      title: z.string(),
      door,
      group: z.string(),
      status: z.string(),
      weight: z.object({ present: z.number(), absent: z.number() }),
      verdict,
      when: z.string().nullable(),
      innocent: z.array(z.string()),
      clears: z.array(z.string()),
      sources: z.array(z.string()),
      pack: z.string(),
      sealed: z.boolean(),
      spoke: z.int(),
    }),
  )
  .openapi('Rules')

export const auditPage = page(
  z.object({ index: z.int(), at: z.number(), actor: z.string(), action: z.string(), target: z.string().nullable(), outcome: z.enum(['allowed', 'refused']) }),
).openapi('AuditPage')

export const auditVerdict = z.object({ ok: z.boolean(), entries: z.int(), problem: z.string().nullable(), checkpointAt: z.number().nullable() }).openapi('AuditVerdict')

export const health = z
  .object({
    version: z.string(),
    node: z.string(),
    store: z.enum(['pglite', 'postgres']),
    banner: z.string().nullable(),
    queue: z.object({ waiting: z.int(), running: z.int(), failed: z.int(), oldestMs: z.number() }),
    evidence: z.object({ total: z.int(), last24h: z.int(), failed: z.int() }),
    memoryMb: z.number(),
    playbook: z.object({ version: z.string(), rules: z.int(), sealed: z.int(), faults: z.array(z.string()) }),
    reference: z.array(z.object({ name: z.string(), asOf: z.string(), ageDays: z.number() })),
    sandbox: z.object({ limits: z.array(z.string()) }),
  })
  .openapi('Health')

export const accepted = z
  .object({ evidence: z.string(), subject: z.string(), case: z.string().nullable(), kind: z.enum(evidenceKinds), known: z.boolean() })
  .openapi('Accepted')
