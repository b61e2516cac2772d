import { z } from '@hono/zod-openapi'

/** The shapes of `contract.ts` for the OpenAPI document. */
const row = z.object({
  id: z.string(),
  title: z.string(),
  first: z.number(),
  last: z.number(),
  attempts: z.number(),
  confirmed: z.number(),
  reports: z.number(),
  teams: z.array(z.string()).readonly(),
  platforms: z.array(z.string()).readonly(),
  personas: z.array(z.string()).readonly(),
})

export const campaignsPage = z.object({ campaigns: z.array(row), open: z.number() })

const standing = z.enum(['confirmed', 'held', 'open', 'harmless'])

export const campaignPage = row.extend({
  members: z.array(z.object({ subject: z.string(), case: z.string().nullable(), label: z.string(), at: z.number(), platform: z.string(), persona: z.string(), standing, reports: z.number() })).readonly(),
  artefacts: z.array(z.object({ type: z.string(), shown: z.string(), members: z.number() })).readonly(),
  byTeam: z.array(z.object({ name: z.string(), count: z.number() })).readonly(),
  nearText: z.boolean(),
  reasons: z.array(z.string()).readonly(),
  domains: z.array(z.string()).readonly(),
})

export const draftPage = z.object({
  advisory: z.object({ title: z.string(), text: z.string(), marking: z.string(), artefacts: z.array(z.object({ type: z.string(), value: z.string() })) }),
  takedowns: z.array(z.object({ domain: z.string(), text: z.string() })),
})

const interval = { value: z.number(), low: z.number(), high: z.number() }
const named = z.array(z.object({ name: z.string(), count: z.number(), rate: z.object(interval) }))

export const countsPage = z.object({
  from: z.number(),
  days: z.array(z.object({ confirmed: z.number(), held: z.number(), reports: z.number() })),
  coverage: z.object({ ...interval, days: z.number(), with: z.number() }),
  rate: z.object(interval),
  behind: z.object({ ...interval, planted: z.number(), reported: z.number() }).nullable(),
  weekdays: z.array(z.number()),
  by: z.object({ team: named, platform: named, persona: named }),
  rises: z.array(z.object({ noticed: z.number(), began: z.number() })),
  usual: z.number(),
  campaigns: z.number(),
})

export const exercisesPage = z.object({
  templates: z.array(z.string()),
  rounds: z.array(z.object({ id: z.string(), template: z.string(), at: z.number(), copies: z.number(), clicked: z.number(), reported: z.number(), clickedOnly: z.number(), firstReport: z.number().nullable() })),
})
