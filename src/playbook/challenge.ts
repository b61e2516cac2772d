import { parse } from 'yaml'
import { z } from 'zod'
import { SallyportError } from '../core/errors.ts'
import { doorIds, type DoorId } from '../core/evidence.ts'
import type { SourceFile } from './read-rule.ts'

/** A step-up: what can be asked of a person, with an equivalent alternative. */
const challenge = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(5),
  for: z.array(z.enum(doorIds)).min(1),
  minutes: z.number().positive(),
  instructions: z.string().min(10),
  alternative: z.string().min(10),
})

export type Challenge = z.infer<typeof challenge>

/**
 * The step-ups of a pack (`challenges.yaml`).
 *
 * @throws SP_PACK_INVALID
 */
export function readChallenges(files: readonly SourceFile[]): Challenge[] {
  const file = files.find(({ path }) => /(^|\/)challenges\.yaml$/.test(path))
  if (file === undefined) return []
  const read = z.array(challenge).safeParse(parse(file.text, { maxAliasCount: 0 }))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new SallyportError('SP_PACK_INVALID', `${file.path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

/**
 * The checks to offer, cheapest first: the same for everybody whose findings name them. Those that clear the most
 * weight a minute come first.
 *
 * @param findings what speaks toward, with the step-ups that would clear each
 */
export function offeredChecks(
  challenges: readonly Challenge[],
  door: DoorId,
  findings: readonly { readonly rule: string; readonly decibans: number; readonly clears: readonly string[] }[],
): (Challenge & { readonly clearedRules: readonly string[] })[] {
  return challenges
    .filter((item) => item.for.includes(door))
    .map((item) => {
      const cleared = findings.filter((finding) => finding.decibans > 0 && finding.clears.includes(item.id))
      return { ...item, clearedRules: cleared.map(({ rule }) => rule), worth: cleared.reduce((sum, { decibans }) => sum + decibans, 0) / item.minutes }
    })
    .filter(({ clearedRules }) => clearedRules.length > 0)
    .sort((a, b) => b.worth - a.worth || a.minutes - b.minutes)
}
