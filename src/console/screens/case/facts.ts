import { moment } from '../../words/numbers.ts'

/** Facts arrive as unknown JSON: nothing about their shape is taken for granted. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a dotted path, own properties only; undefined when there is none. */
export function at(value: unknown, path: string): unknown {
  let here = value
  for (const key of path.split('.')) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined
    here = here[key]
  }
  return here
}

const roots = new Set(['resume', 'session', 'endpoint', 'call', 'activity', 'pkg', 'repo', 'message', 'advisory'])

/** Facts without the root of their kind (`{ pkg: … }`), whether they came with it or not. */
export function unrooted(facts: unknown): unknown {
  if (!isRecord(facts)) return facts
  const [root, ...others] = Object.keys(facts)
  return root !== undefined && others.length === 0 && roots.has(root) ? facts[root] : facts
}

export function numberAt(value: unknown, path: string): number | null {
  const found = at(value, path)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

export function stringAt(value: unknown, path: string): string | null {
  const found = at(value, path)
  return typeof found === 'string' ? found : null
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path)
  return Array.isArray(found) ? found : []
}

/** The plain text of an evidence, when its facts hold one. */
export function textAt(facts: unknown): string | null {
  const own = unrooted(facts)
  return stringAt(own, 'text') ?? stringAt(own, 'document.text') ?? stringAt(own, 'body.text')
}

export interface FactLine {
  readonly path: string
  /** First part of the path, in words: the heading it stands under. */
  readonly group: string
  readonly name: string
  readonly value: string
}

/** Keys that say where something stands, not what it is. */
const silent = new Set(['place', 'places', 'spans', 'start', 'end', 'box', 'text'])

/** Facts as lines of name and value, in their own order: plain values, short lists; at most `most` of them. */
export function factLines(facts: unknown, most = 48): readonly FactLine[] {
  const lines: FactLine[] = []
  const walk = (value: unknown, path: string): void => {
    if (lines.length >= most) return
    if (isRecord(value)) {
      for (const [key, inner] of Object.entries(value))
        if (!silent.has(key)) walk(inner, path === '' ? key : `${path}.${key}`)
      return
    }
    const shown = show(value, path)
    if (shown !== null) lines.push({ path, ...namesOf(path), value: shown })
  }
  walk(unrooted(facts), '')
  return lines
}

/** Milliseconds since 1970 between 2001 and 2096, under a name that says it is a time. */
function isTime(value: number, path: string): boolean {
  return value > 1e12 && value < 4e12 && /(created|modified|at|date|time)$/i.test(path)
}

/** A digest is known by its beginning. */
const digest = /^[0-9a-f]{32,}$/i

function show(value: unknown, path: string): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' && isTime(value, path)) return moment(value)
  if (typeof value === 'number')
    return Number.isInteger(value) ? value.toLocaleString('en') : String(Math.round(value * 100) / 100)
  if (typeof value === 'string' && digest.test(value)) return `${value.slice(0, 12)}…`
  // A structure in a string is for programs.
  if (typeof value === 'string' && /^[[{]/.test(value)) return null
  if (typeof value === 'string') return value.length > 120 ? `${value.slice(0, 120)}…` : value === '' ? null : value
  if (!Array.isArray(value) || value.length === 0) return null
  const plain = value.flatMap((item) => nameIn(item) ?? [])
  if (plain.length === 0) return null
  return plain.slice(0, 4).join(', ') + (plain.length > 4 ? ` and ${plain.length - 4} more` : '')
}

/** What an item of a list is called. */
function nameIn(item: unknown): string | null {
  if (typeof item === 'string' || typeof item === 'number') return String(item)
  if (!isRecord(item)) return null
  for (const key of ['canonical', 'address', 'e164', 'shown', 'handle', 'name', 'title', 'value', 'host']) {
    const found = item[key]
    if (typeof found === 'string' && found !== '') return found
  }
  return null
}

/** "file.producerClass" → group "File", name "producer class". */
function namesOf(path: string): { readonly group: string; readonly name: string } {
  const [first = '', ...rest] = path.split('.').map(spaced)
  if (rest.length === 0) return { group: 'At a glance', name: first }
  return { group: first.charAt(0).toUpperCase() + first.slice(1), name: rest.join(', ') }
}

function spaced(key: string): string {
  return key.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}
