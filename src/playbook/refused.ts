/**
 * Signals that public lists name and this product must not compute: they stand for national origin, ethnicity, sex,
 * age, religion or disability (docs/limitations.md). A schema or a rule that mentions one is refused, by whoever's
 * pack it comes. Written over words joined by `_`: `familyName`, `family-name` and `family.name` are `family_name`.
 */
const refused: readonly (readonly [pattern: string, why: string])[] = [
  ['(sur|last|family|given)_?names?', 'names stand for ethnicity'],
  ['names?_(origin|ethnicity|frequency|popularity)', 'names stand for ethnicity'],
  ['ethnic\\w*|race|skin', 'ethnicity is not a signal'],
  ['national(ity|_?origin)|citizenship', 'nationality is not a signal'],
  ['accent(ed|s)?(?!_colou?r)', 'accent stands for national origin'],
  ['(english|language)_?(level|skills?|proficiency|quality|errors?)|grammar', 'language skill stands for national origin'],
  ['keyboard_?(language|layout|locale)|input_method|ime', 'keyboard language stands for national origin'],
  ['(browser|accept|ui|system|navigator)_?languages?|locale', 'browser language stands for national origin'],
  ['birth_?(place|country)|(country|place)_of_birth', 'birthplace is not a signal'],
  ['(education|school|university|degree)_?(country|nation|region)', 'the country of education stands for national origin'],
  ['holidays?', 'holidays stand for ancestry and religion'],
  ['(zip|postal)_?codes?', 'ZIP codes stand for ethnicity'],
  ['appearance|attractiveness|gender|sex|age_?(group|estimate|years)', 'appearance, sex and age are not signals'],
  ['religio\\w*', 'religion is not a signal'],
  ['emotions?|stress|nervousness|deception|lie_?(score|detect\\w*)', 'emotion and deception are not inferred'],
  ['(no|missing)_(social_?media|photo|picture)', 'a missing picture or profile may protect the person'],
  ['accommodation_?(used|requested)', 'an accommodation is never a signal'],
]

const patterns = refused.map(([pattern, why]) => [new RegExp(`(?<![a-z0-9])(?:${pattern})(?![a-z0-9])`), why] as const)

/** Why a fact's path or a rule's condition may not be used; null when it may. */
export function refusedSignal(text: string): string | null {
  const plain = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  return patterns.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}
