import { previousOf } from '../../measure/package/version.ts'

/** What a registry says of a package: all its versions. Fields a mirror leaves out are unknown, not empty. */
export interface Packument {
  readonly name?: string
  readonly 'dist-tags'?: Readonly<Record<string, string>>
  readonly versions?: Readonly<Record<string, Release>>
  readonly time?: Readonly<Record<string, string>>
}

export interface Release {
  readonly version?: string
  readonly dist?: {
    readonly tarball?: string
    readonly integrity?: string
    readonly shasum?: string
    readonly attestations?: unknown
    readonly signatures?: unknown
  }
  readonly _npmUser?: unknown
  readonly maintainers?: unknown
  readonly gitHead?: string
  readonly hasInstallScript?: boolean
}

/** A version that is kept from people, and why. */
export interface Held {
  readonly version: string
  readonly reason: string
}

/**
 * The same packument without the versions that are held, its archives addressed through `base`. Tags that pointed to a
 * held version point to the last good one below; where there is none, the tag goes.
 *
 * @param base address of the guard, no slash at the end; archives become `base/name/-/file.tgz`
 */
export function withoutHeld(
  packument: Packument,
  name: string,
  held: readonly Held[],
  base: string,
): Packument & { readonly _sallyport?: unknown } {
  const gone = new Set(held.map(({ version }) => version))
  const versions: Record<string, Release> = {}
  for (const [version, release] of Object.entries(packument.versions ?? {})) {
    if (gone.has(version)) continue
    const file = fileOf(release) ?? `${name.replace(/^@[^/]*\//, '')}-${version}.tgz`
    versions[version] = { ...release, dist: { ...release.dist, tarball: `${base}/${name}/-/${file}` } }
  }
  const left = Object.keys(versions)
  const tags = Object.entries(packument['dist-tags'] ?? {}).flatMap(([tag, version]): [string, string][] => {
    if (!gone.has(version)) return [[tag, version]]
    const good = previousOf([...left, version], version)
    return good === null ? [] : [[tag, good]]
  })
  return {
    ...packument,
    versions,
    'dist-tags': Object.fromEntries(tags),
    ...(packument.time === undefined
      ? {}
      : { time: Object.fromEntries(Object.entries(packument.time).filter(([version]) => !gone.has(version))) }),
    ...(held.length === 0
      ? {}
      : { _sallyport: { held: Object.fromEntries(held.map(({ version, reason }) => [version, reason])) } }),
  }
}

/** The last part of an archive's address. */
export function fileOf(release: Release): string | null {
  const file = release.dist?.tarball?.split(/[?#]/)[0]?.split('/').at(-1)
  return file === undefined || !/^[\w.+-]+\.tgz$/.test(file) ? null : file
}

/** The version whose archive has this file name. */
export function versionOfFile(packument: Packument, name: string, file: string): string | null {
  const short = name.replace(/^@[^/]*\//, '')
  for (const [version, release] of Object.entries(packument.versions ?? {}))
    if (fileOf(release) === file || `${short}-${version}.tgz` === file) return version
  return null
}

const fields = [
  '_npmUser',
  'maintainers',
  'gitHead',
  'hasInstallScript',
  'dist.signatures',
  'dist.attestations',
  'dist.integrity',
  'time',
] as const

/**
 * Which fields a registry serves at all, by a look at some of its packuments. Corporate mirrors strip some: what they
 * strip is unknown, and rules about it must not read its absence as a sign.
 */
export function fidelity(packuments: readonly Packument[]): Record<(typeof fields)[number], boolean> {
  const releases = packuments.flatMap((one) => Object.values(one.versions ?? {}))
  const has = (field: (typeof fields)[number]): boolean => {
    if (field === 'time') return packuments.some((one) => Object.keys(one.time ?? {}).length > 0)
    if (field.startsWith('dist.'))
      return releases.some((one) => (one.dist as Record<string, unknown> | undefined)?.[field.slice(5)] !== undefined)
    return releases.some((one) => (one as Record<string, unknown>)[field] !== undefined)
  }
  return Object.fromEntries(fields.map((field) => [field, has(field)])) as Record<(typeof fields)[number], boolean>
}
