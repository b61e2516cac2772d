import { canonicalPackage } from '../canonical.ts'
import type { DraftType } from '../draft.ts'

export interface Profile {
  readonly type: DraftType
  readonly value: string
  readonly place: string
  readonly version?: string | null
}

const notOwners =
  /^(?:features|topics|orgs|settings|marketplace|sponsors|about|login|advisories|security|pulls|issues|explore|search|apps|enterprise|pricing|join|collections|trending|site|contact|users|groups|help|-)$/i
const notNames =
  /^(?:home|share|intent|search|explore|i|hashtag|jobs|company|school|feed|pulse|login|about|joinchat|addstickers|s|c|proxy|settings|watch|channel)$/i

/** What an address of a well-known service stands for: a repository, a package, somebody's profile. */
export function profileOf(host: string, path: string): Profile | null {
  const name = host.replace(/^www\./, '')
  const parts = (path.split(/[?#]/, 1)[0] as string)
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  const [first = '', second = '', third = ''] = parts
  if (
    /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|raw\.githubusercontent\.com|codeload\.github\.com)$/.test(
      name,
    )
  ) {
    if (first === '' || notOwners.test(first) || !/^[\w.-]+$/.test(first)) return null
    const forge = name.replace(/^(?:raw\.githubusercontent|codeload\.github)\.com$/, 'github.com')
    if (second === '')
      return { type: 'handle', value: first.replace(/^@/, '').toLowerCase(), place: forge.split('.')[0] as string }
    // GitLab nests groups; what follows `/-/` is a page inside the project.
    const nested =
      forge === 'gitlab.com' ? parts.slice(0, parts.includes('-') ? parts.indexOf('-') : parts.length) : [first, second]
    return { type: 'repo', value: `${forge}/${nested.join('/').replace(/\.git$/, '')}`.toLowerCase(), place: forge }
  }
  if (
    name === 'npmjs.com' ||
    name === 'npmjs.org' ||
    name === 'npm.im' ||
    name === 'unpkg.com' ||
    name === 'cdn.jsdelivr.net' ||
    name === 'registry.npmjs.org' ||
    name === 'socket.dev'
  )
    return npmPage(name, parts)
  if (name === 'pypi.org' && (first === 'project' || first === 'simple') && second !== '')
    return asPackage('pypi', second, third || null)
  if (name === 'crates.io' && first === 'crates' && second !== '') return asPackage('cargo', second, third || null)
  if (name === 'rubygems.org' && first === 'gems' && second !== '')
    return asPackage('gem', second, third === 'versions' ? (parts[3] ?? null) : null)
  if (/^(?:t\.me|telegram\.me|telegram\.dog)$/.test(name)) return handle('telegram', first === 's' ? second : first)
  if (/^(?:[a-z]{2}\.)?linkedin\.com$/.test(name) && first === 'in') return handle('linkedin', second)
  if (/^(?:x|twitter)\.com$/.test(name) && parts.length === 1) return handle('x', first)
  if (/^(?:instagram|facebook)\.com$/.test(name) && parts.length === 1)
    return handle(name.split('.')[0] as string, first)
  if (name === 'wa.me' && /^\+?\d{8,15}$/.test(first))
    return { type: 'phone', value: `+${first.replace(/^\+/, '')}`, place: 'whatsapp' }
  return null
}

function npmPage(host: string, parts: readonly string[]): Profile | null {
  const path =
    host.startsWith('npmjs') || host === 'socket.dev'
      ? parts.slice(parts.indexOf('package') + 1)
      : host === 'cdn.jsdelivr.net'
        ? parts.slice(1)
        : [...parts]
  if ((host.startsWith('npmjs') || host === 'socket.dev') && !parts.includes('package'))
    return parts[0]?.startsWith('~') === true ? handle('npm', parts[0].slice(1)) : null
  if (host === 'socket.dev' && path[0] === 'npm') path.splice(0, 1)
  const scoped = path[0]?.startsWith('@') === true && path.length > 1
  const written = scoped ? `${path[0]}/${path[1]}` : (path[0] ?? '')
  const at = written.lastIndexOf('@')
  const name = at > 0 ? written.slice(0, at) : written
  const after = path.slice(scoped ? 2 : 1)
  const version =
    at > 0
      ? written.slice(at + 1)
      : after[0] === 'v' || after[0] === 'overview' || after[0] === '-'
        ? (/\d+\.\d+\.\d+[\w.+-]*?(?=\.tgz$|$)/.exec(after[1] ?? '')?.[0] ?? null)
        : null
  return /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) ? asPackage('npm', name, version) : null
}

function asPackage(ecosystem: string, name: string, version: string | null): Profile {
  return { type: 'package', value: canonicalPackage(ecosystem, name, version), place: ecosystem, version }
}

function handle(place: string, name: string): Profile | null {
  const plain = name.replace(/^@/, '')
  return /^[\w.-]{2,64}$/.test(plain) && !notNames.test(plain)
    ? { type: 'handle', value: plain.toLowerCase(), place }
    : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
