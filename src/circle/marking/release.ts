import { SallyportError } from '../../core/errors.ts'
import type { Tlp } from '../chat/draft.ts'
import { rank, tlpOf } from '../stix/markings.ts'
import type { StixObject } from '../stix/object.ts'
import { isPersonal } from './personal.ts'

/** Whoever something is about to be given to, whichever the exit. */
export interface Recipient {
  readonly name: string
  /** `peer`: one company; `group`: a chat or a shared feed of several; `public`: anybody. */
  readonly kind: 'peer' | 'group' | 'public'
  /** Highest label it was cleared for. */
  readonly clearance: Tlp
  /** A group in which people sit who belong to no peer. */
  readonly outsiders?: boolean
}

export interface Marked {
  readonly tlp: Tlp | null
  /** Peers a RED thing is addressed to by name. */
  readonly addressed?: readonly string[]
}

/** Not marked is not free: it is treated as AMBER until its author says otherwise. */
export const unmarked: Tlp = 'AMBER'

/** Why a recipient may not have something; null: it may. @see https://www.first.org/tlp/ (2.0) */
export function whyWithheld(marked: Marked, recipient: Recipient): string | null {
  const label = marked.tlp ?? unmarked
  if (label === 'CLEAR') return null
  if (recipient.kind === 'public') return `TLP:${label} is not for everybody.`
  if (label === 'RED')
    return recipient.kind === 'peer' && marked.addressed?.includes(recipient.name) === true
      ? null
      : 'TLP:RED goes only to those it is addressed to by name.'
  if (rank(recipient.clearance) < rank(label))
    return `${recipient.name} is cleared for TLP:${recipient.clearance} only.`
  if (rank(label) >= rank('AMBER') && recipient.outsiders === true)
    return `TLP:${label} does not go to a group with outsiders.`
  if (label === 'AMBER+STRICT' && recipient.kind === 'group')
    return 'TLP:AMBER+STRICT goes to single organisations, not to groups.'
  return null
}

/** @throws SP_CIRCLE_MARKING */
export function mustBeReleasable(marked: Marked, recipient: Recipient): void {
  const why = whyWithheld(marked, recipient)
  if (why !== null) throw new SallyportError('SP_CIRCLE_MARKING', why)
}

/**
 * The one gate of every exit (TAXII, feeds, chats, webhooks, files): what of these objects a recipient may have. What
 * is marked above it stays; single properties marked above it are taken out; references to what stayed are dropped; and
 * nothing that is tied to a person passes, whatever its marking.
 */
export function release(
  objects: readonly StixObject[],
  recipient: Recipient,
  addressed: readonly string[] = [],
): StixObject[] {
  const known = new Map(
    objects.filter((object) => object.type === 'marking-definition').map((object) => [object.id, object]),
  )
  const kept = objects.flatMap((object) => {
    if (object.type === 'marking-definition' || object.type === 'extension-definition') return [object]
    if (isPersonal(object)) return []
    const whole = tlpOf({ ...object, granular_markings: [] }, known)
    if (whyWithheld({ tlp: whole, addressed }, recipient) !== null) return []
    const redacted = redact(object, known, recipient, addressed)
    return redacted === null ? [] : [redacted]
  })
  const held = new Set(objects.map((object) => object.id))
  const passed = new Set(kept.map((object) => object.id))
  return kept.flatMap((object) => withoutReferences(object, (id) => held.has(id) && !passed.has(id)))
}

/** Takes out properties whose granular marking is above the recipient; null when one of them cannot be missing. */
function redact(
  object: StixObject,
  known: ReadonlyMap<string, StixObject>,
  recipient: Recipient,
  addressed: readonly string[],
): StixObject | null {
  const markings = object.granular_markings ?? []
  const closed = markings.filter(
    (one) =>
      one.marking_ref !== undefined &&
      whyWithheld(
        { tlp: tlpOf({ type: object.type, id: object.id, object_marking_refs: [one.marking_ref] }, known), addressed },
        recipient,
      ) !== null &&
      tlpOf({ type: object.type, id: object.id, object_marking_refs: [one.marking_ref] }, known) !== null,
  )
  if (closed.length === 0) return object
  // A selector reaches into the object; what it begins with goes as a whole, which is never too little.
  const names = new Set(
    closed.flatMap((one) => one.selectors.map((selector) => selector.split(/[.[]/, 1)[0] as string)),
  )
  if ([...names].some((name) => needed.has(name))) return null
  const left = markings.filter((one) => !closed.includes(one))
  const entries = Object.entries(object).filter(([name]) => !names.has(name) && name !== 'granular_markings')
  const shown: Record<string, unknown> = Object.fromEntries(entries)
  return { ...shown, ...(left.length === 0 ? {} : { granular_markings: left }) } as unknown as StixObject
}

const needed = new Set(
  'type id spec_version created modified pattern pattern_type valid_from object_refs relationship_type source_ref target_ref sighting_of_ref value name is_family opinion content published first_observed last_observed number_observed context'.split(
    ' ',
  ),
)

function withoutReferences(object: StixObject, gone: (id: string) => boolean): StixObject[] {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(object)) {
    if (name.endsWith('_ref') && typeof value === 'string' && gone(value)) {
      if (needed.has(name)) return []
      continue
    }
    if (name.endsWith('_refs') && Array.isArray(value)) {
      const left = value.filter((id) => typeof id !== 'string' || !gone(id))
      if (left.length === 0 && value.length > 0) {
        if (needed.has(name)) return []
        continue
      }
      out[name] = left
    } else out[name] = value
  }
  return [out as unknown as StixObject]
}
