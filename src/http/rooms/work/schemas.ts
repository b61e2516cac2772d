import { z } from '@hono/zod-openapi'
import { postures } from '../../../core/posture.ts'
import { activityFacts } from '../../../measure/rhythm/facts.ts'
import { openable } from '../../../jobs/work/openings.ts'

/** The work room's answers as schemas: what `/openapi.json` shows. */

const opens = z.enum(openable)
const like = z.object({ oneIn: z.number(), colleagues: z.int() }).nullable()
const facts = activityFacts.omit({ keys: true }).nullable()

export const openingRow = z.object({
  id: z.string(),
  subject: z.string(),
  label: z.string(),
  opens,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.number(),
  state: z.enum(['waiting', 'open', 'refused', 'ended']),
  answeredBy: z.string().nullable(),
  until: z.number(),
  own: z.boolean(),
})

export const overview = z.object({
  people: z.array(
    z.object({ subject: z.string(), label: z.string(), case: z.string().nullable(), posture: z.enum(postures), why: z.string().nullable(), measured: z.boolean(), opened: opens.nullable() }),
  ),
  requests: z.array(openingRow),
  notice: z.object({ version: z.int(), publishedAt: z.number().nullable(), council: z.boolean() }),
  sources: z.object({ running: z.int(), failing: z.int(), stopped: z.int() }),
})

export const record = z.object({
  subject: z.string(),
  label: z.string(),
  case: z.string().nullable(),
  posture: z.enum(postures),
  why: z.string().nullable(),
  opened: opens,
  facts,
  unavailable: z.record(z.string(), z.string()),
  measuredAt: z.number().nullable(),
  compared: z.object({ claim: like, handover: like, twoShifts: like, turns: like, night: like }),
  lanes: z.array(z.object({ kind: z.enum(['device', 'network', 'client']), name: z.string(), country: z.string().nullable(), halfHours: z.array(z.int()) })),
  until: z.number().nullable(),
})

const sourceState = z.enum(['stopped', 'running'])
export const sourcesPage = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      name: z.string(),
      state: sourceState,
      agreement: z.string().nullable(),
      receivedAt: z.number().nullable(),
      failingSince: z.number().nullable(),
      problem: z.string().nullable(),
      deliverTo: z.string().nullable(),
    }),
  ),
  kinds: z.array(z.object({ kind: z.string(), title: z.string(), fields: z.array(z.object({ name: z.string(), label: z.string(), example: z.string() })), secret: z.string().nullable() })),
  privacy: z.object({ council: z.boolean(), notice: z.string(), version: z.int(), publishedAt: z.number().nullable() }),
  gaps: z.array(z.object({ source: z.string().nullable(), from: z.number(), to: z.number() })),
})

export const receipt = z.object({
  events: z.int(),
  added: z.int(),
  duplicates: z.int(),
  late: z.int(),
  future: z.int(),
  explainers: z.int(),
  strangers: z.int(),
  refused: z.record(z.string(), z.int()),
})

export const own = z.object({
  known: z.boolean(),
  notice: z.object({ text: z.string(), version: z.int(), publishedAt: z.number().nullable(), acknowledgedAt: z.number().nullable() }),
  names: z.array(z.string()),
  zone: z.string().nullable(),
  facts,
  unavailable: z.record(z.string(), z.string()),
  sources: z.array(z.object({ source: z.string(), fromDay: z.int(), toDay: z.int() })),
  bitmapDays: z.int(),
  explanations: z.array(z.object({ kind: z.string(), from: z.number(), to: z.number() })),
  openings: z.array(z.object({ askedAt: z.number(), opens, agreed: z.boolean() })),
  kept: z.object({ rawDays: z.int(), bitmapDays: z.int() }),
})

export const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })
export const idParam = z.object({ id: z.uuid() })
