import { SallyportError } from '../../core/errors.ts'

/** A package a lockfile names. */
export interface Locked {
  readonly name: string
  readonly version: string
  readonly integrity: string
  /** Where it lies below the project: `node_modules/a/node_modules/b`. */
  readonly path: string
  readonly dev: boolean
  /** Shortest way from the project to it: `['a', 'b']`. */
  readonly why: readonly string[]
  /** Line of its entry in the lockfile, from 1. */
  readonly line: number
}

interface Entry {
  readonly version?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly name?: string
  readonly dependencies?: Readonly<Record<string, unknown>>
  readonly optionalDependencies?: Readonly<Record<string, unknown>>
  readonly devDependencies?: Readonly<Record<string, unknown>>
  readonly peerDependencies?: Readonly<Record<string, unknown>>
}

const deepest = 200

/**
 * The packages of an npm lockfile (`lockfileVersion` 1 to 3).
 *
 * @throws SP_INPUT for anything else, unknown versions included
 */
export function readLockfile(text: string): Locked[] {
  const { entries, nested } = entriesOf(text)
  const ways = shortestWays(entries)
  const lines = lineIndex(text)
  return [...entries].flatMap(([path, entry]) => {
    if (path === '' || entry.link === true || typeof entry.version !== 'string') return []
    const name = entry.name ?? nameAt(path)
    return [
      {
        name,
        version: entry.version,
        integrity: entry.integrity ?? '',
        path,
        dev: entry.dev === true,
        why: ways.get(path) ?? [name],
        line: lines(nested ? name : path),
      },
    ]
  })
}

/** The places of a lockfile, by path; `nested` is version 1. */
function entriesOf(text: string): { entries: Map<string, Entry>; nested: boolean } {
  let json: { lockfileVersion?: unknown; packages?: Record<string, Entry>; dependencies?: Record<string, Entry> } | null
  try {
    json = JSON.parse(text) as typeof json
  } catch {
    throw new SallyportError(
      'SP_INPUT',
      'The lockfile is not JSON. Sallyport reads package-lock.json and npm-shrinkwrap.json.',
    )
  }
  const version = json?.lockfileVersion
  if (json === null || (version !== 1 && version !== 2 && version !== 3))
    throw new SallyportError(
      'SP_INPUT',
      `This lockfile has the version ${JSON.stringify(version) ?? 'unknown'}; 1, 2 and 3 are known.`,
    )
  const entries = new Map(
    Object.entries(json.packages ?? {}).filter(([, entry]) => typeof entry === 'object' && entry !== null),
  )
  if (json.packages === undefined) flatten(json.dependencies ?? {}, '', entries, 0)
  return { entries, nested: json.packages === undefined }
}

/** At most this many ways to one package are named; a popular one is reached in thousands. */
const mostWays = 50

/**
 * Every way from the project to a package, shortest first: `root › a › b`.
 *
 * @param version null: any version of it
 * @returns at most 50 ways, none of which goes through a place twice, and how many places of the tree hold it
 */
export function waysTo(text: string, name: string, version: string | null): { ways: string[][]; places: number } {
  const { entries } = entriesOf(text)
  const holders = new Map<string, string[]>()
  for (const [path, entry] of entries)
    for (const wanted of Object.keys(wants(path, entry))) {
      const target = resolve(entries, path, wanted)
      if (target !== null) holders.set(target, [...(holders.get(target) ?? []), path])
    }
  const targets = [...entries]
    .filter(
      ([path, entry]) =>
        path !== '' && (entry.name ?? nameAt(path)) === name && (version === null || entry.version === version),
    )
    .map(([path]) => path)
  const ways: string[][] = []
  let queue: string[][] = targets.map((path) => [path])
  for (let steps = 0; queue.length > 0 && ways.length < mostWays && steps < deepest; steps++) {
    const next: string[][] = []
    for (const way of queue) {
      const above = holders.get(way[0] as string) ?? []
      if (above.length === 0 || above.includes('')) ways.push(way.map((path) => named(entries, path)))
      for (const path of above) if (path !== '' && !way.includes(path) && next.length < 2_000) next.push([path, ...way])
    }
    queue = next
  }
  return { ways: ways.slice(0, mostWays), places: targets.length }
}

const named = (entries: ReadonlyMap<string, Entry>, path: string): string =>
  `${entries.get(path)?.name ?? nameAt(path)}@${entries.get(path)?.version ?? '?'}`

function wants(path: string, entry: Entry): Readonly<Record<string, unknown>> {
  return {
    ...entry.dependencies,
    ...entry.optionalDependencies,
    ...entry.peerDependencies,
    ...(path === '' ? entry.devDependencies : {}),
  }
}

/** Version 1 nests; a tree that nests deeper than any real one is cut off. */
function flatten(
  dependencies: Readonly<Record<string, Entry>>,
  under: string,
  into: Map<string, Entry>,
  depth: number,
): void {
  if (depth > deepest) throw new SallyportError('SP_INPUT', `The lockfile nests more than ${deepest} levels deep.`)
  for (const [name, entry] of Object.entries(dependencies)) {
    if (typeof entry !== 'object' || entry === null) continue
    const path = `${under}node_modules/${name}`
    const requires = (entry as { requires?: unknown }).requires
    into.set(path, {
      ...entry,
      dependencies: typeof requires === 'object' && requires !== null ? (requires as Record<string, unknown>) : {},
    })
    flatten((entry.dependencies ?? {}) as Record<string, Entry>, `${path}/`, into, depth + 1)
  }
}

/** Breadth first from the project; each place is visited once, so circles end. */
function shortestWays(entries: ReadonlyMap<string, Entry>): Map<string, string[]> {
  const ways = new Map<string, string[]>([['', []]])
  const queue = ['']
  const root = entries.get('')
  if (root === undefined) {
    for (const path of entries.keys())
      if (!path.slice('node_modules/'.length).includes('node_modules/')) ways.set(path, [nameAt(path)])
    queue.push(...ways.keys())
  }
  for (let at = 0; at < queue.length; at++) {
    const path = queue[at] as string
    const entry = entries.get(path)
    if (entry === undefined) continue
    for (const name of Object.keys(wants(path, entry))) {
      const target = resolve(entries, path, name)
      if (target === null || ways.has(target)) continue
      ways.set(target, [...(ways.get(path) ?? []), name])
      queue.push(target)
    }
  }
  return ways
}

/** Node's rule: look in one's own `node_modules`, then in each folder above. */
function resolve(entries: ReadonlyMap<string, Entry>, from: string, name: string): string | null {
  for (let at = from; ;) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (entries.has(path)) return path
    if (at === '') return null
    const up = at.lastIndexOf('/node_modules/')
    at = up === -1 ? '' : at.slice(0, up)
  }
}

const nameAt = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

function lineIndex(text: string): (key: string) => number {
  const first = new Map<string, number>()
  text.split('\n').forEach((line, index) => {
    const key = /^\s*"([^"]+)"\s*:\s*\{/.exec(line)?.[1]
    if (key !== undefined && !first.has(key)) first.set(key, index + 1)
  })
  return (key) => first.get(key) ?? 1
}
