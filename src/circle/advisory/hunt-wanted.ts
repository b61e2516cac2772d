import type { Artefact, ArtefactType } from '../../core/artefact.ts'
import type { StixObject } from '../stix/object.ts'
import type { Seen } from '../stix/pattern/evaluate.ts'
import { packageKey } from '../hunt/package-key.ts'
import { parsePattern } from '../stix/pattern/parse.ts'
import type { Comparison, Observation } from '../stix/pattern/syntax.ts'

/** Observables whose value our index of artefacts knows, and the property that holds it. */
const known: Readonly<Record<string, readonly [type: ArtefactType, property: string]>> = {
  'domain-name': ['domain', 'value'],
  url: ['url', 'value'],
  'ipv4-addr': ['ip', 'value'],
  'ipv6-addr': ['ip', 'value'],
  software: ['package', 'name'],
}

interface Wanted {
  readonly artefact: Artefact
  readonly object: Seen['objects'][number]
}

/** A peer's bundle may hold anything; more look-ups than this at once are for a quieter hour. */
const most = 5000

/** Values that indicators ask for with `=` or `IN`: what can be looked up in an index instead of gone through. */
export function wantedOf(objects: readonly StixObject[]): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const object of objects) {
    if (object.type !== 'indicator' || object['pattern_type'] !== 'stix') continue
    const parsed = parsePattern(String(object['pattern']))
    if (!parsed.ok) continue
    for (const one of values(parsed.pattern))
      if (wanted.size < most) wanted.set(`${one.object.type} ${one.artefact.value}`, one)
  }
  return [...wanted.values()]
}

/**
 * What of it we hold, as observations for the hunt.
 *
 * @param holds which of the artefacts stand in some record of ours
 */
export async function seenOf(
  objects: readonly StixObject[],
  holds: (artefacts: readonly Artefact[]) => Promise<ReadonlySet<Artefact>>,
  now: number,
): Promise<Seen[]> {
  const wanted = wantedOf(objects)
  if (wanted.length === 0) return []
  const held = await holds(wanted.map((one) => one.artefact))
  return wanted.filter((one) => held.has(one.artefact)).map((one) => ({ at: now, objects: [one.object] }))
}

function values(pattern: Observation): Wanted[] {
  if (pattern.kind === 'observe') return compared(pattern.comparison)
  return 'parts' in pattern ? pattern.parts.flatMap(values) : values(pattern.of)
}

function compared(comparison: Comparison): Wanted[] {
  if (comparison.kind === 'and' || comparison.kind === 'or') return comparison.parts.flatMap(compared)
  if (comparison.kind !== 'test' || comparison.not || (comparison.operator !== '=' && comparison.operator !== 'IN'))
    return []
  const { type, steps } = comparison.path
  const kind = known[type]
  if (kind === undefined || steps.length !== 1 || steps[0] !== kind[1]) return []
  return comparison.values.flatMap(({ value }) =>
    typeof value === 'string'
      ? [
          {
            artefact: { type: kind[0], value: kind[0] === 'package' ? packageKey(value) : value, from: 'circle' },
            object: { type, [kind[1]]: value },
          },
        ]
      : [],
  )
}
