import { z } from 'zod'
import { doorIds } from '../core/evidence.ts'
import { groups, privacyClasses, ruleStatuses, verdicts } from '../core/rule.ts'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
const fact = z.string().regex(/^[a-z]\w*(\.\w+)*$/, 'a fact path such as resume.file.producer')
const sample = z.record(z.string(), z.unknown())

/** One YAML file of a pack, as it is written. The order of the fields is the order to write them in. */
export const ruleFile = z.strictObject({
  id: z.string().regex(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/, '<door>/<name>'),
  title: z.string().min(8).max(120),
  door: z.enum(doorIds),
  group: z.enum(groups),
  status: z.enum(ruleStatuses),
  needs: z.array(fact).min(1),
  when: z.string().min(1),
  weight: z.strictObject({ present: z.number().min(-6.5).max(17), absent: z.number().min(-6.5).max(0) }),
  verdict: z.enum(verdicts).optional(),
  techniques: z.array(z.string().regex(/^(T\d{4}(\.\d{3})?|[A-Z]{2,}[\w.-]*)$/)).optional(),
  points: z.array(fact).default([]),
  innocent: z.array(z.string().min(8)).min(1),
  clears: z.array(slug),
  sources: z.array(z.string().min(1)).min(1),
  privacy: z.enum(privacyClasses),
  excluded_in: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/)).default([]),
  samples: z.strictObject({ match: z.array(sample).min(1), benign: z.array(sample).min(1) }),
})

export type RuleFile = z.infer<typeof ruleFile>

/** `pack.yaml`: what a pack says of itself. */
export const packFile = z.strictObject({
  id: slug,
  title: z.string().min(3),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  kind: z.enum(['public', 'sealed', 'peer']),
  publisher: z.string().optional(),
})

export type PackFile = z.infer<typeof packFile>
