import { z } from '@hono/zod-openapi'
import type { Comparison, LayoutCluster, LayoutRow } from './contract.ts'

const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const span = z.tuple([z.number(), z.number()])
const resume = z.object({
  case: z.string(),
  label: z.string(),
  file: z.string(),
  receivedAt: z.number(),
  pages: z.array(z.object({ width: z.number(), height: z.number() })),
  lines: z.array(z.object({ page: z.number(), box, text: z.string(), size: z.number(), strong: z.boolean(), colour: z.string() })),
})
const sentence = z.object({ text: z.string(), common: z.array(span), boxes: z.array(z.object({ page: z.number(), box })) })
const channel = z.object({ means: z.string(), similarity: z.number() })
const prevalence = z.object({ cluster: z.string(), subjects: z.number(), subjectsInAll: z.number(), cleared: z.number(), clearedInAll: z.number(), rarityBits: z.number() })

export const comparison = z.object({
  a: resume,
  b: resume,
  passages: z.array(z.object({ a: sentence, b: sentence, share: z.number() })),
  layout: z.object({ margin: z.number(), agree: z.array(channel), differ: z.array(channel), silent: z.array(z.string()), cluster: prevalence.nullable() }).nullable(),
  shared: z.array(z.object({ type: z.string(), shown: z.string(), rarityBits: z.number() })),
}) satisfies z.ZodType<Comparison, unknown>

export const layoutRow = prevalence.extend({ firstAt: z.number(), lastAt: z.number() }) satisfies z.ZodType<LayoutRow, unknown>

export const layoutCluster = layoutRow.extend({
  members: z.array(z.object({ case: z.string().nullable(), label: z.string(), posture: z.string().nullable(), since: z.number(), cleared: z.boolean() })),
  history: z.array(z.object({ at: z.number(), type: z.enum(['born', 'joined', 'merged', 'split']), other: z.string().nullable(), label: z.string().nullable(), margin: z.number() })),
}) satisfies z.ZodType<LayoutCluster, unknown>
