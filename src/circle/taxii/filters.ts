import { SallyportError } from '../../core/errors.ts'
import { readMicros } from './time.ts'

export interface Filters {
  readonly ids: readonly string[] | null
  readonly types: readonly string[] | null
  readonly specVersions: readonly string[] | null
  readonly versions: {
    readonly last: boolean
    readonly first: boolean
    readonly all: boolean
    readonly at: readonly number[]
  }
  /** Microseconds, exclusive. */
  readonly after: number | null
  readonly limit: number
  readonly next: string | null
}

const known = new Set([
  'added_after',
  'limit',
  'next',
  'match[id]',
  'match[type]',
  'match[version]',
  'match[spec_version]',
])
export const pageMost = 1000

/** Every version of every object, in the order they came. */
export const everything: Filters = {
  ids: null,
  types: null,
  specVersions: null,
  versions: { last: false, first: false, all: true, at: [] },
  after: null,
  limit: pageMost,
  next: null,
}

/** Reads the filters of a query string. Each stands once; commas mean or. @throws SP_INPUT */
export function readFilters(query: URLSearchParams, most: number = pageMost): Filters {
  for (const name of known) if (query.getAll(name).length > 1) throw refused(name, 'stands more than once')
  const list = (name: string, form: RegExp): string[] | null => {
    const text = query.get(name)
    if (text === null) return null
    const items = text.split(',').map((item) => item.trim())
    if (items.length > 200 || items.some((item) => !form.test(item))) throw refused(name, 'has the wrong form')
    return items
  }
  const after = query.get('added_after')
  const afterAt = after === null ? null : readMicros(after)
  if (after !== null && afterAt === null) throw refused('added_after', 'is no time')
  const limit = query.get('limit')
  if (limit !== null && !/^[1-9]\d{0,9}$/.test(limit)) throw refused('limit', 'is no positive number')
  return {
    ids: list('match[id]', /^[\w-]{1,300}$/),
    types: list('match[type]', /^[a-z0-9-]{1,250}$/),
    specVersions: list('match[spec_version]', /^\d\.\d$/),
    versions: versions(list('match[version]', /^[\w:.-]{3,40}$/)),
    after: afterAt,
    limit: Math.min(most, Number(limit ?? most)),
    next: query.get('next') === '' ? null : query.get('next'),
  }
}

function versions(items: readonly string[] | null): Filters['versions'] {
  if (items === null) return { last: true, first: false, all: false, at: [] }
  if (items.includes('all') && items.length > 1) throw refused('match[version]', 'has "all" beside others')
  const at = items
    .filter((item) => !/^(?:all|first|last)$/.test(item))
    .map((item) => {
      const micros = readMicros(item)
      if (micros === null) throw refused('match[version]', 'is neither a time nor first, last or all')
      return micros
    })
  return { last: items.includes('last'), first: items.includes('first'), all: items.includes('all'), at }
}

function refused(field: string, what: string): SallyportError {
  return new SallyportError('SP_INPUT', `The filter ${field} ${what}.`, { field })
}
