import type { Place } from '../core/evidence.ts'
import { factAt, whyMissing, type Facts, type Unavailable } from '../core/facts.ts'
import type { Finding } from '../core/finding.ts'
import { messageOf } from '../core/errors.ts'
import type { CompiledRule } from './read-rule.ts'

/** One rule on one set of facts: it speaks, it does not, or it says why it cannot. Never throws. */
export function evaluate(compiled: CompiledRule, facts: Facts, unavailable: Unavailable): Finding {
  const { rule, condition } = compiled
  const head = {
    rule: rule.id,
    version: rule.version,
    door: rule.door,
    group: rule.group,
    title: rule.title,
    sealed: rule.sealed,
    privacy: rule.privacy,
  }
  for (const need of rule.needs) {
    const why = whyMissing(facts, unavailable, need)
    if (why !== null) return { ...head, outcome: 'not-assessed', why }
  }
  let spoke: boolean
  try {
    spoke = condition(facts) === true
  } catch (error) {
    return { ...head, outcome: 'not-assessed', why: `the rule could not be applied: ${messageOf(error).split('\n')[0]}` }
  }
  if (!spoke) return { ...head, outcome: 'absent', decibans: rule.weight.absent }
  return {
    ...head,
    outcome: 'present',
    decibans: rule.weight.present,
    places: rule.points.flatMap((path) => placesAt(facts, path)),
    innocent: rule.innocent,
    clears: rule.clears,
    sources: rule.sources,
    verdict: rule.verdict,
  }
}

/** The places a fact points at; a plain fact becomes a pointer to itself with its value. */
function placesAt(facts: Facts, path: string): Place[] {
  const value = factAt(facts, path)
  if (value === undefined || value === null) return []
  const items = Array.isArray(value) ? value : [value]
  const places = items.flatMap((item) => placeOf(item))
  return places.length > 0 ? places.slice(0, 24) : [{ in: 'field', path, text: shortText(value) }]
}

const kinds = new Set(['page', 'text', 'code', 'call', 'time', 'field', 'evidence'])

/** A value that is a place, or that holds one under `place` or `places`. */
function placeOf(item: unknown): Place[] {
  if (item === null || typeof item !== 'object') return []
  const held = item as { in?: unknown; place?: unknown; places?: unknown }
  if (typeof held.in === 'string' && kinds.has(held.in)) return [item as Place]
  if (Array.isArray(held.places)) return held.places.flatMap(placeOf)
  return held.place === undefined ? [] : placeOf(held.place)
}

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}
