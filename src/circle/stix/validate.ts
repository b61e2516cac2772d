import { domainTypes, metaTypes, observableTypes, relationTypes, type StixObject } from './object.ts'
import { parsePattern } from './pattern/parse.ts'

export interface Fault {
  readonly id: string
  /** Path of the property. */
  readonly at: string
  readonly what: string
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const idForm = new RegExp(`^([a-z][a-z0-9-]{1,248}[a-z0-9])--${uuid}$`)
const timeForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/

/** Properties without which an object of its type says nothing. */
const required: Readonly<Record<string, readonly string[]>> = {
  'attack-pattern': ['name'],
  campaign: ['name'],
  'course-of-action': ['name'],
  grouping: ['context', 'object_refs'],
  identity: ['name'],
  incident: ['name'],
  indicator: ['pattern', 'pattern_type', 'valid_from'],
  infrastructure: ['name'],
  'intrusion-set': ['name'],
  malware: ['is_family'],
  note: ['content', 'object_refs'],
  'observed-data': ['first_observed', 'last_observed', 'number_observed'],
  opinion: ['opinion', 'object_refs'],
  report: ['name', 'published', 'object_refs'],
  'threat-actor': ['name'],
  tool: ['name'],
  vulnerability: ['name'],
  relationship: ['relationship_type', 'source_ref', 'target_ref'],
  sighting: ['sighting_of_ref'],
  'domain-name': ['value'],
  url: ['value'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'email-addr': ['value'],
  'mac-addr': ['value'],
  'autonomous-system': ['number'],
  directory: ['path'],
  'email-message': ['is_multipart'],
  mutex: ['name'],
  'network-traffic': ['protocols'],
  software: ['name'],
  'extension-definition': ['name', 'schema', 'version', 'extension_types', 'created_by_ref'],
  'language-content': ['object_ref', 'contents'],
}

const opinions = new Set(['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'])
const deepest = 64

/**
 * What is wrong with an object by STIX 2.1. Unknown types and extensions pass: peers have their own.
 *
 * @returns no faults: valid
 */
export function validateObject(object: unknown): Fault[] {
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return [{ id: '', at: '', what: 'is not an object' }]
  const given = object as StixObject
  const faults: Fault[] = []
  const fault = (at: string, what: string): void =>
    void faults.push({ id: typeof given.id === 'string' ? given.id.slice(0, 300) : '', at, what })
  if (typeof given.type !== 'string') fault('type', 'is missing')
  const form = typeof given.id === 'string' ? idForm.exec(given.id) : null
  if (form === null) fault('id', 'is not type--UUID')
  else if (form[1] !== given.type) fault('id', 'has another type in front')
  const isVersioned = domainTypes.has(given.type) || relationTypes.has(given.type)
  if ((isVersioned || metaTypes.has(given.type)) && given.spec_version !== '2.1') fault('spec_version', 'is not 2.1')
  for (const name of isVersioned ? ['created', 'modified'] : metaTypes.has(given.type) ? ['created'] : [])
    if (given[name] === undefined) fault(name, 'is missing')
  for (const name of required[given.type] ?? []) if (given[name] === undefined) fault(name, 'is missing')
  walk(given, '', 0, fault)
  if (
    isVersioned &&
    typeof given.created === 'string' &&
    typeof given.modified === 'string' &&
    Date.parse(given.modified) < Date.parse(given.created)
  )
    fault('modified', 'is before created')
  if (
    given.confidence !== undefined &&
    !(Number.isInteger(given.confidence) && given.confidence >= 0 && given.confidence <= 100)
  )
    fault('confidence', 'is not 0 to 100')
  if (given.type === 'indicator') indicator(given, fault)
  if (given.type === 'opinion' && !opinions.has(String(given['opinion']))) fault('opinion', 'is not one of the five')
  if (given.type === 'file' && given['hashes'] === undefined && given['name'] === undefined)
    fault('hashes', 'or a name is missing')
  if (given.type === 'marking-definition' && given['definition'] === undefined && given.extensions === undefined)
    fault('definition', 'is missing')
  if (observableTypes.has(given.type) && (given.created !== undefined || given.modified !== undefined))
    fault('created', 'does not belong to an observable')
  return faults
}

export function validateBundle(bundle: unknown): Fault[] {
  const given = bundle as { type?: unknown; id?: unknown; objects?: unknown; spec_version?: unknown } | null
  if (typeof given !== 'object' || given === null || given.type !== 'bundle')
    return [{ id: '', at: 'type', what: 'is not bundle' }]
  const faults: Fault[] = []
  if (typeof given.id !== 'string' || idForm.exec(given.id)?.[1] !== 'bundle')
    faults.push({ id: '', at: 'id', what: 'is not bundle--UUID' })
  if (given.spec_version !== undefined) faults.push({ id: '', at: 'spec_version', what: 'does not belong to a bundle' })
  if (given.objects !== undefined && (!Array.isArray(given.objects) || given.objects.length === 0))
    faults.push({ id: '', at: 'objects', what: 'is not a filled list' })
  return [...faults, ...(Array.isArray(given.objects) ? given.objects.flatMap((object) => validateObject(object)) : [])]
}

function indicator(given: StixObject, fault: (at: string, what: string) => void): void {
  if (given['pattern_type'] === 'stix' && typeof given['pattern'] === 'string') {
    const parsed = parsePattern(given['pattern'])
    if (!parsed.ok) fault('pattern', parsed.why)
  }
  const until = given['valid_until']
  if (
    typeof until === 'string' &&
    typeof given['valid_from'] === 'string' &&
    Date.parse(until) <= Date.parse(given['valid_from'])
  )
    fault('valid_until', 'is not after valid_from')
}

const times = new Set(
  'created modified valid_from valid_until first_seen last_seen first_observed last_observed published start_time stop_time start end date ctime mtime atime'.split(
    ' ',
  ),
)

/** Forms that hold wherever a property stands: times, references, no empty lists, no nulls, not too deep. */
function walk(value: unknown, at: string, depth: number, fault: (at: string, what: string) => void): void {
  if (depth > deepest) {
    fault(at, 'is nested too deep')
    return
  }
  if (Array.isArray(value)) {
    if (value.length === 0) fault(at, 'is an empty list')
    for (const [i, item] of value.entries()) walk(item, `${at}[${i}]`, depth + 1, fault)
    return
  }
  if (typeof value !== 'object' || value === null) {
    if (value === null) fault(at, 'is null')
    return
  }
  for (const [name, item] of Object.entries(value)) {
    const path = at === '' ? name : `${at}.${name}`
    const isTop = depth === 0
    if (isTop && !/^[a-z0-9_]{1,250}$/.test(name)) fault(path, 'has a name outside a-z, 0-9 and _')
    if (
      isTop &&
      times.has(name) &&
      typeof item === 'string' &&
      !(timeForm.test(item) && Number.isFinite(Date.parse(item.replace(/:60(?=[.Z])/, ':59'))))
    )
      fault(path, 'is no time of the form 2026-01-31T09:00:00Z')
    else if (isTop && times.has(name) && typeof item !== 'string') fault(path, 'is no time')
    if (/_ref$/.test(name) && (typeof item !== 'string' || !idForm.test(item))) fault(path, 'is no reference')
    if (
      /_refs$/.test(name) &&
      (!Array.isArray(item) || item.some((ref) => typeof ref !== 'string' || !idForm.test(ref)))
    )
      fault(path, 'is no list of references')
    walk(item, path, depth + 1, fault)
  }
}
