import type { Received } from './envelope.ts'

/** Which objects are new, and of which others a flag no longer holds. */
export interface SortedVersions {
  readonly rows: readonly { readonly index: number; readonly isFirst: boolean; readonly isLast: boolean }[]
  /** Ids whose last version is another one now. */
  readonly older: readonly string[]
  /** Ids whose first version is another one now. */
  readonly newer: readonly string[]
}

/** The latest specification an object is written in, and its first and last version in it. */
interface Latest {
  readonly spec: string
  readonly least: number
  readonly most: number
}

/** Sorts what came into what is there. First and last count among an object's versions in its latest specification. */
export function sortVersions(
  held: readonly { readonly object_id: string; readonly version_at: number; readonly spec_version: string }[],
  objects: readonly Received[],
): SortedVersions {
  const versions = new Map<string, Set<number>>()
  const latest = new Map<string, Latest>()
  const note = (id: string, at: number, spec: string): void => {
    versions.set(id, (versions.get(id) ?? new Set()).add(at))
    const best = latest.get(id)
    if (best === undefined || spec > best.spec) latest.set(id, { spec, least: at, most: at })
    else if (spec === best.spec)
      latest.set(id, { spec, least: Math.min(best.least, at), most: Math.max(best.most, at) })
  }
  for (const row of held) note(row.object_id, row.version_at, row.spec_version)
  const before = new Map(latest)
  const fresh: number[] = []
  objects.forEach((object, index) => {
    if (versions.get(object.id)?.has(object.versionAt) === true) return
    note(object.id, object.versionAt, object.specVersion)
    fresh.push(index)
  })
  const of = (index: number): Received => objects[index] as Received
  const rows = fresh.map((index) => {
    const { id, specVersion, versionAt } = of(index)
    const best = latest.get(id) as Latest
    const isIn = specVersion === best.spec
    return { index, isFirst: isIn && versionAt === best.least, isLast: isIn && versionAt === best.most }
  })
  const changed = (which: 'least' | 'most'): string[] =>
    [...before].flatMap(([id, old]) => {
      const now = latest.get(id) as Latest
      return now.spec !== old.spec || now[which] !== old[which] ? [id] : []
    })
  return { rows, older: changed('most'), newer: changed('least') }
}
