import ipaddr from 'ipaddr.js'
import type { StixObject } from '../object.ts'
import { compileLinear, RegexRefused } from './linear-regex.ts'
import type { Comparison, Literal, ObjectPath, Observation } from './syntax.ts'

/** What was seen together at one time: a lockfile, a message, a session. */
export interface Seen {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Observables; ids may be left out. */
  readonly objects: readonly (Partial<StixObject> & { readonly type: string })[]
}

/** Indices of the observations that together match. */
type Binding = readonly number[]

/** Combinations looked at before giving up: a peer's pattern must not count through all of ours. */
const mostBindings = 2000
const longestText = 10_000

/**
 * Observations that match a pattern.
 *
 * @returns indices into `seen` of one match, or null
 */
export function findMatch(pattern: Observation, seen: readonly Seen[]): Binding | null {
  return bindings(pattern, seen)[0] ?? null
}

function bindings(pattern: Observation, seen: readonly Seen[]): Binding[] {
  switch (pattern.kind) {
    case 'observe':
      return seen.flatMap((one, i) => (holds(pattern.comparison, one) ? [[i]] : [])).slice(0, mostBindings)
    case 'or':
      return pattern.parts.flatMap((part) => bindings(part, seen)).slice(0, mostBindings)
    case 'and':
      return combined(pattern.parts, seen, () => true)
    case 'then':
      return combined(pattern.parts, seen, (before, after) => latest(before, seen) <= earliest(after, seen))
    case 'within':
      return bindings(pattern.of, seen).filter(
        (one) => latest(one, seen) - earliest(one, seen) <= 1000 * pattern.seconds,
      )
    case 'between':
      return bindings(pattern.of, seen).filter((one) =>
        one.every((i) => at(i, seen) >= pattern.from && at(i, seen) < pattern.to),
      )
    case 'repeats':
      return repeated(bindings(pattern.of, seen), pattern.times, seen)
  }
}

/** One binding of each part, no observation used twice. */
function combined(
  parts: readonly Observation[],
  seen: readonly Seen[],
  fits: (before: Binding, after: Binding) => boolean,
): Binding[] {
  let rows: Binding[] = bindings(parts[0] as Observation, seen)
  for (const part of parts.slice(1)) {
    const next = bindings(part, seen)
    const joined: Binding[] = []
    for (const row of rows) {
      for (const more of next) {
        if (!more.some((i) => row.includes(i)) && fits(row, more)) joined.push([...row, ...more])
        if (joined.length >= mostBindings) break
      }
      if (joined.length >= mostBindings) break
    }
    rows = joined
  }
  return rows
}

/** Runs of disjoint bindings, in order of time, so that WITHIN outside sees the closest ones. */
function repeated(all: readonly Binding[], times: number, seen: readonly Seen[]): Binding[] {
  const ordered = [...all].sort((a, b) => earliest(a, seen) - earliest(b, seen))
  const out: Binding[] = []
  for (let start = 0; start < ordered.length && out.length < mostBindings; start++) {
    const used = new Set<number>()
    let count = 0
    for (let i = start; i < ordered.length && count < times; i++) {
      const one = ordered[i] as Binding
      if (one.some((index) => used.has(index))) continue
      for (const index of one) used.add(index)
      count += 1
    }
    if (count === times) out.push([...used])
  }
  return out
}

const at = (index: number, seen: readonly Seen[]): number => (seen[index] as Seen).at
const earliest = (one: Binding, seen: readonly Seen[]): number => Math.min(...one.map((i) => at(i, seen)))
const latest = (one: Binding, seen: readonly Seen[]): number => Math.max(...one.map((i) => at(i, seen)))

/** Within one observation: parts joined by AND must hold for one and the same object. */
function holds(comparison: Comparison, seen: Seen): boolean {
  return seen.objects.some((object) => holdsFor(comparison, object))
}

function holdsFor(comparison: Comparison, object: Seen['objects'][number]): boolean {
  if (comparison.kind === 'and') return comparison.parts.every((part) => holdsFor(part, object))
  if (comparison.kind === 'or') return comparison.parts.some((part) => holdsFor(part, object))
  const values = valuesAt(comparison.path, object)
  if (comparison.kind === 'exists') return values.length > 0
  return values.some((value) => passes(comparison, value) !== comparison.not)
}

function valuesAt(path: ObjectPath, object: Seen['objects'][number]): unknown[] {
  if (object.type !== path.type) return []
  let values: unknown[] = [object]
  for (const step of path.steps) {
    values = values.flatMap((value) => {
      if (step === '*') return Array.isArray(value) ? value : []
      if (typeof step === 'number')
        return Array.isArray(value) ? value.slice(step, step === -1 ? undefined : step + 1) : []
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return []
      return [(value as Record<string, unknown>)[step]]
    })
  }
  return values.filter((value) => value !== undefined && value !== null)
}

function passes({ operator, values }: Comparison & { kind: 'test' }, value: unknown): boolean {
  const wanted = values[0]
  switch (operator) {
    case '=':
      return same(value, wanted as Literal)
    case '!=':
      return !same(value, wanted as Literal)
    case 'IN':
      return values.some((one) => same(value, one))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(value, wanted as Literal, operator)
    case 'LIKE':
      return (
        typeof value === 'string' &&
        value.length <= longestText &&
        matcher('LIKE', String(wanted?.value).normalize('NFC'))(value.normalize('NFC'))
      )
    case 'MATCHES':
      return (
        typeof value === 'string' &&
        value.length <= longestText &&
        matcher('MATCHES', String(wanted?.value).normalize('NFC'))(value.normalize('NFC'))
      )
    case 'ISSUBSET':
      return typeof value === 'string' && contains(String(wanted?.value), value)
    case 'ISSUPERSET':
      return typeof value === 'string' && contains(value, String(wanted?.value))
  }
}

function same(value: unknown, wanted: Literal): boolean {
  if (wanted.kind === 'time') return typeof value === 'string' && Date.parse(value) === wanted.value
  if (wanted.kind === 'hex')
    return (
      typeof value === 'string' &&
      (value.toLowerCase() === wanted.value || Buffer.from(value, 'latin1').toString('hex') === wanted.value)
    )
  if (typeof value === 'string' && typeof wanted.value === 'string')
    return value.normalize('NFC') === wanted.value.normalize('NFC')
  return value === wanted.value
}

function ordered(value: unknown, wanted: Literal, operator: '<' | '<=' | '>' | '>='): boolean {
  const given = wanted.kind === 'time' ? Date.parse(String(value)) : value
  if (typeof given !== typeof wanted.value || (typeof given !== 'number' && typeof given !== 'string')) return false
  const other = wanted.value as typeof given
  if (operator === '<') return given < other
  if (operator === '<=') return given <= other
  return operator === '>' ? given > other : given >= other
}

const compiled = new Map<string, (text: string) => boolean>()

/** Compiled once; what cannot be had in linear time never matches. */
function matcher(kind: 'LIKE' | 'MATCHES', source: string): (text: string) => boolean {
  const key = `${kind} ${source}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  if (compiled.size > 1000) compiled.clear()
  let made: (text: string) => boolean
  try {
    made = compileLinear(
      kind === 'LIKE'
        ? `^${source
            .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
            .replaceAll('%', '(?:.|\\n)*')
            .replaceAll('_', '(?:.|\\n)')}$`
        : source,
    )
  } catch (error) {
    if (!(error instanceof RegexRefused)) throw error
    made = () => false
  }
  compiled.set(key, made)
  return made
}

/** Whether one network or address lies within another. */
function contains(outer: string, inner: string): boolean {
  try {
    const [network, bits] = ipaddr.parseCIDR(outer.includes('/') ? outer : `${outer}/${outer.includes(':') ? 128 : 32}`)
    const [address, length] = ipaddr.parseCIDR(
      inner.includes('/') ? inner : `${inner}/${inner.includes(':') ? 128 : 32}`,
    )
    return network.kind() === address.kind() && length >= bits && address.match(network as never, bits)
  } catch {
    return false
  }
}
