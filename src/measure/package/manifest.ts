/** What `package.json` says, as far as it matters here, with the line of each entry. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly scripts: ReadonlyMap<string, string>
  readonly dependencies: ReadonlyMap<string, string>
  readonly devDependencies: ReadonlyMap<string, string>
  /** Peers that are not optional: npm installs those as well. */
  readonly peers: ReadonlyMap<string, string>
  readonly bin: ReadonlyMap<string, string>
  readonly entries: readonly string[]
  readonly author: string
  readonly repository: string
  readonly homepage: string
  readonly description: string
  readonly keywords: number
  readonly gypfile: boolean
  readonly readable: boolean
  readonly text: string
}

export const installHooks = [
  'preinstall',
  'install',
  'postinstall',
  'preprepare',
  'prepare',
  'postprepare',
  'preuninstall',
  'uninstall',
  'postuninstall',
] as const
/** Hooks that run when the package is installed as a dependency from the registry. */
export const hooksOnInstall: ReadonlySet<string> = new Set(['preinstall', 'install', 'postinstall'])

const empty: Manifest = {
  name: '',
  version: '',
  scripts: new Map(),
  dependencies: new Map(),
  devDependencies: new Map(),
  peers: new Map(),
  bin: new Map(),
  entries: ['index.js'],
  author: '',
  repository: '',
  homepage: '',
  description: '',
  keywords: 0,
  gypfile: true,
  readable: false,
  text: '',
}

/** Reads a manifest; a broken one is `readable: false`, never an error. */
export function readManifest(text: string | null): Manifest {
  if (text === null) return empty
  let json: Record<string, unknown>
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
    if (typeof value !== 'object' || value === null) return { ...empty, text }
    json = value as Record<string, unknown>
  } catch {
    return { ...empty, text }
  }
  const name = stringOf(json['name'])
  return {
    name,
    version: stringOf(json['version']),
    scripts: strings(json['scripts']),
    dependencies: new Map([
      ...strings(json['dependencies']),
      ...strings(json['optionalDependencies']),
      ...bundled(json),
    ]),
    devDependencies: new Map([...strings(json['devDependencies']), ...strings(json['peerDependencies'])]),
    peers: peersOf(json),
    bin: typeof json['bin'] === 'string' ? new Map([[name, json['bin']]]) : strings(json['bin']),
    entries: entriesOf(json),
    author: person(json['author']),
    repository:
      typeof json['repository'] === 'object' && json['repository'] !== null
        ? stringOf((json['repository'] as Record<string, unknown>)['url'])
        : stringOf(json['repository']),
    homepage: stringOf(json['homepage']),
    description: stringOf(json['description']),
    keywords: Array.isArray(json['keywords']) ? json['keywords'].length : 0,
    gypfile: json['gypfile'] !== false,
    readable: true,
    text,
  }
}

/** Line (from 1) of `"key"` inside the object `section` of the manifest; 1 when it cannot be told. */
export function lineOf(manifest: Manifest, section: string, key: string): number {
  const { text } = manifest
  const opened = text.search(new RegExp(`"${escape(section)}"\\s*:`))
  const from = opened === -1 ? 0 : opened
  const found = text.slice(from).search(new RegExp(`"${escape(key)}"\\s*:`))
  const at = from + Math.max(0, found)
  let line = 1
  for (let i = 0; i < at; i++) if (text.charCodeAt(i) === 10) line++
  return line
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function strings(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function bundled(json: Record<string, unknown>): [string, string][] {
  const list = json['bundledDependencies'] ?? json['bundleDependencies']
  const known = strings(json['dependencies'])
  return Array.isArray(list)
    ? list.filter((one): one is string => typeof one === 'string' && !known.has(one)).map((one) => [one, '*'])
    : []
}

function peersOf(json: Record<string, unknown>): Map<string, string> {
  const meta = json['peerDependenciesMeta'] as Record<string, { optional?: unknown } | undefined> | undefined
  return new Map([...strings(json['peerDependencies'])].filter(([name]) => meta?.[name]?.optional !== true))
}

function person(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  const { name, email } = value as Record<string, unknown>
  return `${stringOf(name)} <${stringOf(email)}>`
}

/** Files that importing the package may run: main, module, browser, every branch of exports, bin. */
function entriesOf(json: Record<string, unknown>): string[] {
  const found = new Set<string>()
  const take = (value: unknown): void => {
    if (typeof value === 'string') found.add(value.replace(/^\.?\//, ''))
    else if (Array.isArray(value)) value.forEach(take)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take)
  }
  for (const key of [
    'main',
    'module',
    'browser',
    'exports',
    'bin',
    'jsnext:main',
    'unpkg',
    'jsdelivr',
    'es2015',
    'react-native',
  ])
    take(json[key])
  if (found.size === 0 || json['main'] === undefined) found.add('index.js')
  return [...found]
}
