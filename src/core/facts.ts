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
  return `${path} was not measured`
}
