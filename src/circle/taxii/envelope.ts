import { SallyportError } from '../../core/errors.ts'
import { rank, tlpOf } from '../stix/markings.ts'
import { metaTypes, observableTypes, type StixObject } from '../stix/object.ts'
import { readMicros } from './time.ts'

/** An object of an envelope: what is indexed, and its text as it was written. */
export interface Received {
  readonly id: string
  readonly type: string
  readonly specVersion: string
  /** As written; empty for what has no versions. */
  readonly version: string
  readonly versionAt: number
  readonly marking: number
  readonly text: string
}

export interface ReadEnvelope {
  readonly objects: readonly Received[]
  readonly failures: readonly { readonly id: string; readonly version: string; readonly message: string }[]
}

const idForm = /^([a-z0-9][a-z0-9-]{1,248}[a-z0-9])--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const deepest = 64

/**
 * Reads an envelope and keeps the text of each object: what a peer wrote is served byte for byte.
 *
 * @throws SP_INPUT when it is no envelope
 */
export function readEnvelope(body: string): ReadEnvelope {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw new SallyportError('SP_INPUT', 'The envelope is no JSON.')
  }
  const list = typeof parsed === 'object' && parsed !== null ? (parsed as { objects?: unknown }).objects : undefined
  if (!Array.isArray(list) || list.length === 0) throw new SallyportError('SP_INPUT', 'The envelope has no objects.')
  const texts = objectTexts(body)
  // A key spelled with escapes is found by the parser and not by the scan: nobody honest writes it.
  if (texts.length !== list.filter((object) => typeof object === 'object' && object !== null).length)
    throw new SallyportError('SP_INPUT', 'The envelope is written in an unusual way.')
  let at = 0
  const objects: Received[] = []
  const failures: { id: string; version: string; message: string }[] = []
  for (const object of list as unknown[]) {
    const cut = typeof object === 'object' && object !== null ? texts[at++] : undefined
    const read = readObject(object, cut)
    if ('why' in read) failures.push({ id: read.id, version: '1970-01-01T00:00:00.000Z', message: read.why })
    else objects.push(read)
  }
  return { objects, failures }
}

function readObject(object: unknown, cut: Cut | undefined): Received | { id: string; why: string } {
  const given = object as StixObject | null
  const id =
    typeof given === 'object' && given !== null && typeof given.id === 'string'
      ? given.id.slice(0, 300)
      : 'unknown--00000000-0000-4000-8000-000000000000'
  if (cut === undefined || typeof given !== 'object' || given === null || typeof given.type !== 'string')
    return { id, why: 'has no type' }
  if (idForm.exec(id)?.[1] !== given.type) return { id, why: 'has no id of the form type--UUID' }
  if (cut.depth > deepest) return { id, why: `is nested deeper than ${deepest}` }
  const written = given.modified ?? given.created ?? ''
  const versionAt = written === '' ? 0 : typeof written === 'string' ? readMicros(written) : null
  if (versionAt === null) return { id, why: 'has no time of the form 2026-01-31T09:00:00Z' }
  const isVersioned =
    given.spec_version !== undefined &&
    !observableTypes.has(given.type) &&
    !metaTypes.has(given.type) &&
    written === '' &&
    /^(?:indicator|malware|report|note|opinion|identity|relationship|sighting|campaign|grouping)$/.test(given.type)
  if (isVersioned) return { id, why: 'has neither created nor modified' }
  const specVersion = given.spec_version ?? (observableTypes.has(given.type) ? '2.1' : '2.0')
  if (specVersion !== '2.0' && specVersion !== '2.1') return { id, why: 'has another spec_version' }
  return { id, type: given.type, specVersion, version: written, versionAt, marking: rank(tlpOf(given)), text: cut.text }
}

interface Cut {
  readonly text: string
  /** How deep it is nested. */
  readonly depth: number
}

/** The members of the top-level `objects` that are objects or lists, cut out of a body that is known to be JSON. */
export function objectTexts(body: string): Cut[] {
  let cuts: Cut[] = []
  let depth = 0
  let most = 0
  let key = ''
  let inList = false
  let start = -1
  for (let at = 0; at < body.length; at++) {
    const code = body.charCodeAt(at)
    if (code === 34) {
      const end = stringEnd(body, at)
      if (depth === 1) key = body.slice(at + 1, end)
      at = end
    } else if (code === 123 || code === 91) {
      if (depth === 1 && code === 91 && key === 'objects') {
        cuts = []
        inList = true
      } else if (depth === 2 && inList) {
        start = at
        most = 0
      }
      depth += 1
      if (depth > most) most = depth
    } else if (code === 125 || code === 93) {
      depth -= 1
      if (depth === 2 && start >= 0) {
        cuts.push({ text: body.slice(start, at + 1), depth: most - 2 })
        start = -1
      } else if (depth === 1) inList = false
    }
  }
  return cuts
}

function stringEnd(body: string, from: number): number {
  for (let at = body.indexOf('"', from + 1); at >= 0; at = body.indexOf('"', at + 1)) {
    let slashes = 0
    while (body.charCodeAt(at - 1 - slashes) === 92) slashes += 1
    if (slashes % 2 === 0) return at
  }
  return body.length
}
