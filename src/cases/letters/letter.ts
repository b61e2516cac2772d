import { parse } from 'yaml'
import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'

export const letterKinds = ['notice', 'consent', 'adverse-decision', 'monitoring-notice'] as const
export type LetterKind = (typeof letterKinds)[number]

const template = z.strictObject({
  title: z.string().min(3),
  /** Business days that must pass between this letter and what it announces. */
  business_days_before: z.int().positive().optional(),
  sources: z.array(z.string().min(2)).min(1),
  body: z.string().min(40),
})

/** The letters of one jurisdiction: a file in `letters/`. */
export const letterPack = z.strictObject({
  jurisdiction: z.string().regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/),
  title: z.string().min(2),
  as_of: z.iso.date(),
  letters: z.strictObject({ notice: template, consent: template, 'adverse-decision': template, 'monitoring-notice': template }),
})
export type LetterPack = z.infer<typeof letterPack>

/** @throws SP_PACK_INVALID that names the file */
export function readLetterPack(file: { readonly path: string; readonly text: string }): LetterPack {
  const read = letterPack.safeParse(parse(file.text, { maxAliasCount: 0 }))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new SallyportError('SP_PACK_INVALID', `${file.path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

export interface Letter {
  readonly jurisdiction: string
  readonly kind: LetterKind
  readonly title: string
  readonly text: string
  readonly sources: readonly string[]
  readonly businessDaysBefore: number
}

/** Names a template asks for. */
export function gapsOf(body: string): string[] {
  return [...new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] as string))]
}

/**
 * A letter with its gaps filled. Values are taken as text, never as a template, so what a person wrote cannot ask for
 * other values.
 *
 * @throws SP_INPUT when something it needs is missing: a letter with a gap is not sent
 */
export function fillLetter(pack: LetterPack, kind: LetterKind, values: Readonly<Record<string, string>>): Letter {
  const { title, body, sources, business_days_before } = pack.letters[kind]
  const missing = gapsOf(body).filter((name) => (values[name] ?? '').trim() === '')
  if (missing.length > 0) throw new SallyportError('SP_INPUT', `The letter needs: ${missing.join(', ')}.`, { field: missing[0] as string })
  const text = body.replace(/\{\{(\w+)\}\}/g, (_gap, name: string) => values[name] as string)
  return { jurisdiction: pack.jurisdiction, kind, title, text, sources, businessDaysBefore: business_days_before ?? 0 }
}
