import table from './technologies.json' with { type: 'json' }

/**
 * When a technology could first be used by somebody outside the house that made it. `public` is its first public
 * showing (announcement, open repository); `usable` its first release that people built on. Dates were taken down from
 * the pages named in `source`; a row that a reviewer finds wrong is corrected there and here, with a test.
 */
export interface Technology {
  readonly name: string
  /** Months since the year 0. */
  readonly public: number
  readonly usable: number
  readonly source: string
}

export interface Mention {
  readonly technology: Technology
  readonly start: number
  readonly end: number
}

const compiled = table.map((row) => ({
  technology: { name: row.name, public: monthOf(row.public), usable: monthOf(row.usable), source: row.source },
  // A name that is an everyday word has a pattern that carries its own surroundings.
  pattern: new RegExp(row.common ? row.pattern : `(?<![\\p{L}\\p{N}.-])(?:${row.pattern})(?![\\p{L}\\p{N}])`, 'gu'),
}))

/** How many technologies the table holds. */
export const technologyCount = compiled.length

/** The last texts asked about: each passage of a résumé is asked about by several claims, over hundreds of patterns. */
const asked = new Map<string, readonly Mention[]>()
const askedKept = 1_000

/** The technologies a text names, in order. Where two stand at one place ("React Native", "React") the longer counts. */
export function mentionsIn(text: string): readonly Mention[] {
  const known = asked.get(text)
  if (known !== undefined) return known
  const found = scan(text)
  if (asked.size >= askedKept) asked.clear()
  asked.set(text, found)
  return found
}

function scan(text: string): Mention[] {
  const found: Mention[] = []
  for (const { technology, pattern } of compiled)
    for (const match of text.matchAll(pattern))
      found.push({ technology, start: match.index, end: match.index + match[0].length })
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  return found.filter(
    (one, i) =>
      !found.some(
        (other, j) =>
          j !== i && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  )
}

function monthOf(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1
}
