import type { Advisory } from '../advisory/advisory.ts'

/** Names of ecosystems as OSV writes them, by purl type. */
const ecosystems: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  gem: 'RubyGems',
  golang: 'Go',
  nuget: 'NuGet',
  maven: 'Maven',
  composer: 'Packagist',
}

export interface OsvRecord {
  readonly schema_version: '1.7.5'
  readonly id: string
  readonly modified: string
  readonly published: string
  readonly withdrawn?: string
  readonly summary: string
  readonly details: string
  readonly affected: readonly [OsvAffected]
  readonly credits: readonly { readonly name: string; readonly type: 'FINDER' }[]
  readonly database_specific?: { readonly iocs: Readonly<Record<string, readonly string[]>> }
}

interface OsvAffected {
  readonly package: { readonly ecosystem: string; readonly name: string; readonly purl: string }
  readonly versions?: readonly string[]
  readonly ranges?: readonly { readonly type: 'SEMVER'; readonly events: readonly [{ readonly introduced: '0' }] }[]
  readonly database_specific: {
    readonly cwes: readonly { readonly cweId: string; readonly name: string; readonly description: string }[]
  }
}

/**
 * One record a package of an advisory, by the rules of the malicious-packages repository: exactly one `affected`, no
 * `ecosystem_specific`, indicators at the top. Ids begin with `x_`: upstream gives its own.
 */
export function osvRecords(advisory: Advisory, finder: string): OsvRecord[] {
  const byPackage = new Map<string, { ecosystem: string; name: string; versions: Set<string> }>()
  for (const artefact of advisory.artefacts) {
    const read = artefact.type === 'package' ? readPackage(artefact.value) : null
    if (read === null) continue
    const key = `${read.ecosystem} ${read.name}`
    const known = byPackage.get(key) ?? { ecosystem: read.ecosystem, name: read.name, versions: new Set<string>() }
    if (read.version !== null) known.versions.add(read.version)
    byPackage.set(key, known)
  }
  const iocs = indicators(advisory)
  const time = (ms: number): string => new Date(ms).toISOString()
  return [...byPackage.values()].map(({ ecosystem, name, versions }, i) => ({
    schema_version: '1.7.5',
    id: `x_SALLYPORT-${new Date(advisory.createdAt).getUTCFullYear()}-${advisory.id.replaceAll('-', '').slice(-12)}${byPackage.size > 1 ? `-${i + 1}` : ''}`,
    modified: time(advisory.modifiedAt),
    published: time(advisory.createdAt),
    ...(advisory.state === 'revoked' ? { withdrawn: time(advisory.modifiedAt) } : {}),
    summary: `Malicious code in ${name} (${ecosystem})`,
    details: advisory.description,
    affected: [
      {
        package: { ecosystem, name, purl: purlOf(ecosystem, name) },
        ...(versions.size > 0
          ? { versions: [...versions].sort() }
          : { ranges: [{ type: 'SEMVER' as const, events: [{ introduced: '0' as const }] as const }] }),
        database_specific: {
          cwes: [
            {
              cweId: 'CWE-506',
              name: 'Embedded Malicious Code',
              description: 'The product contains code that appears to be malicious in nature.',
            },
          ],
        },
      },
    ],
    credits: [{ name: finder, type: 'FINDER' }],
    ...(Object.keys(iocs).length === 0 ? {} : { database_specific: { iocs } }),
  }))
}

/** `pkg:npm/%40a/b@1.0.0`, `npm:a@1.0.0` or `a@1.0.0` (npm). Null for an ecosystem that OSV does not name. */
export function readPackage(value: string): { ecosystem: string; name: string; version: string | null } | null {
  if (value.length > 300) return null
  const found = /^(?:pkg:([a-z]+)\/|([a-z]+):)?((?:%40|@)?[^@\s]+)(?:@(.+))?$/i.exec(value)
  const ecosystem = ecosystems[(found?.[1] ?? found?.[2] ?? 'npm').toLowerCase()]
  if (found === null || ecosystem === undefined) return null
  return { ecosystem, name: (found[3] as string).replace(/^%40/, '@').replace('%2F', '/'), version: found[4] ?? null }
}

function purlOf(ecosystem: string, name: string): string {
  const type = Object.entries(ecosystems).find(([, written]) => written === ecosystem)?.[0] ?? 'generic'
  return `pkg:${type}/${name.replace(/^@/, '%40')}`
}

function indicators(advisory: Advisory): Record<string, string[]> {
  const of = (...types: string[]): string[] =>
    advisory.artefacts.filter((artefact) => types.includes(artefact.type)).map((artefact) => artefact.value)
  return Object.fromEntries(
    Object.entries({ domains: of('domain'), ips: of('ip'), urls: of('url') }).filter(([, list]) => list.length > 0),
  )
}
