import table from './employers.json' with { type: 'json' }
import type { Entry } from './entries.ts'

/** What is known of an employer's age. A register look-up can stand behind it; the shipped table is a small start. */
export type EmployerLookup = (name: string) => { readonly name: string; readonly founded: number } | null

const compiled = table.map(({ name, pattern, founded }) => ({
  name,
  founded: Number(founded.slice(0, 4)) * 12 + Number(founded.slice(5)) - 1,
  pattern: new RegExp(`^(?:${pattern})(?:,? (?:Inc|Ltd|LLC|GmbH|Corp|Corporation|Limited|AG|AB|PLC|Labs)\\.?)?$`, 'iu'),
}))

/** Some widely known employers, by the founding dates that their own pages and encyclopaedias give. */
export const knownEmployers: EmployerLookup = (name) =>
  compiled.find(({ pattern }) => pattern.test(name.trim())) ?? null

/** Jobs that began before their employer was founded; predecessors and founders themselves make small gaps. */
export function jobsBeforeFounding(
  entries: readonly Entry[],
  lookup: EmployerLookup,
): { entry: Entry; name: string; months: number }[] {
  return entries.flatMap((entry) => {
    if (!['regular', 'side'].includes(entry.kind) || entry.inner) return []
    for (const name of entry.names) {
      const known = lookup(name)
      if (known === null) continue
      const months = known.founded - entry.span.from.hi
      return months > 0 ? [{ entry, name: known.name, months }] : []
    }
    return []
  })
}
