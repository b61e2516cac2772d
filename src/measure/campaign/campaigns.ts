/** One reported attempt, as far as grouping needs it. */
export interface Sighting {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Hard keys (`domain evil.example`, `wallet 0x…`): one that two attempts share ties them. */
  readonly keys: readonly string[]
  /** Bands of the text's min-hash; see message/identifiers. */
  readonly bands: readonly string[]
}

/** Attempts that belong together. */
export interface Campaign {
  /** Id of its first sighting: stays the same while it grows. */
  readonly id: string
  /** Oldest first. */
  readonly members: readonly string[]
  readonly first: number
  readonly last: number
  /** Keys that tie at least two members, most used first. */
  readonly ties: readonly { readonly key: string; readonly members: number }[]
  /** Some members are tied by near-equal text. */
  readonly nearText: boolean
}

/** A key that was silent for so long ties nothing any more: domains and handles change hands. */
const decayMilliseconds = 90 * 86_400_000
/** Bands of twelve that near-equal texts share: similarity 0.7 shares three with probability 0.8, 0.3 with 0.01. */
const nearBands = 3

/**
 * Groups attempts by union on hard keys and near-equal texts. Whoever shares nothing is a campaign of one.
 *
 * The result does not depend on the order of the sightings, and adding one never splits a group.
 */
export function campaigns(sightings: readonly Sighting[]): Campaign[] {
  const ordered = [...sightings].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const parent = ordered.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] as number
    for (let next = at; next !== root; ) [next, parent[next]] = [parent[next] as number, root]
    return root
  }
  // The older root stays: a campaign keeps the id of its first sighting.
  const join = (a: number, b: number): void => {
    const [older, newer] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number]
    parent[newer] = older
  }
  const near = new Set<number>()
  const lastWith = new Map<string, number>()
  const withBand = new Map<string, number[]>()
  for (const [at, sighting] of ordered.entries()) {
    for (const key of new Set(sighting.keys)) {
      const before = lastWith.get(key)
      if (before !== undefined && sighting.at - (ordered[before] as Sighting).at <= decayMilliseconds) join(before, at)
      lastWith.set(key, at)
    }
    const shared = new Map<number, number>()
    for (const band of new Set(sighting.bands)) {
      for (const other of withBand.get(band) ?? [])
        if (sighting.at - (ordered[other] as Sighting).at <= decayMilliseconds) shared.set(other, (shared.get(other) ?? 0) + 1)
      withBand.set(band, [...(withBand.get(band) ?? []), at])
    }
    for (const [other, count] of shared) {
      if (count < nearBands) continue
      join(other, at)
      near.add(at)
    }
  }
  const groups = Map.groupBy(ordered.entries(), ([at]) => rootOf(at))
  return [...groups.values()].map((group) => campaignOf(group, near)).sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1))
}

function campaignOf(group: readonly (readonly [number, Sighting])[], near: ReadonlySet<number>): Campaign {
  const members = group.map(([, sighting]) => sighting)
  const counts = new Map<string, number>()
  for (const { keys } of members) for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    id: (members[0] as Sighting).id,
    members: members.map(({ id }) => id),
    first: (members[0] as Sighting).at,
    last: (members.at(-1) as Sighting).at,
    ties: [...counts]
      .filter(([, count]) => count > 1)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([key, count]) => ({ key, members: count })),
    nearText: group.some(([at]) => near.has(at)),
  }
}
