/** Plain JSON: what a measurement may return. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Facts of one evidence, or of one subject with several kinds side by side: `{ resume: {…}, session: {…} }`. */
export type Facts = Readonly<Record<string, unknown>>

/** Why a fact is missing: dotted path → a sentence ("the scan has no text layer"). Unknown is not clean. */
export type Unavailable = Readonly<Record<string, string>>

/** What a measurement returns. No verdict hides in it: a threshold belongs in a rule. */
export interface Measured<F = Facts> {
  readonly facts: F
  readonly unavailable: Unavailable
}

/** The value at a dotted path, or undefined. Own properties only: a path such as `constructor` finds nothing. */
export function factAt(facts: unknown, path: string): unknown {
  let here = facts
  for (const key of path.split('.')) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key]
  }
  return here
}

/**
 * Whether the fact a rule needs is there; if not, why.
 *
 * @returns null when it is there, else the sentence of the nearest path that explains its absence
 */
export function whyMissing(facts: Facts, unavailable: Unavailable, path: string): string | null {
  const value = factAt(facts, path)
  if (value !== undefined && value !== null) return null
  for (let known = path; known !== ''; known = known.slice(0, Math.max(0, known.lastIndexOf('.')))) {
    const why = unavailable[known]
    if (why !== undefined) return why
  }
  const [root, ...rest] = path.split('.')
  if (factAt(facts, root as string) === undefined) return `there is no ${rootWords[root as string] ?? root} here`
  return `${rest.map(inWords).join(', ')}: not measured in the ${rootWords[root as string] ?? root}`
}

/** What the records under a root are called when somebody asks what is missing. */
const rootWords: Readonly<Record<string, string>> = {
  resume: 'résumé',
  session: 'check-in',
  endpoint: 'word on the computer',
  call: 'call',
  activity: 'record of working times',
  pkg: 'package',
  repo: 'repository',
  message: 'message',
  advisory: 'advisory',
  links: 'comparison with others',
}

/** `advertRun` → `advert run`. */
function inWords(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}
