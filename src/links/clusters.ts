/** A subject carries an artefact. Both are small integers here: the caller keeps the names. */
export interface Edges {
  readonly subjects: number
  readonly artefacts: number
  /** `subject[i]` carries `artefact[i]`. */
  readonly subject: Int32Array
  readonly artefact: Int32Array
}

export interface ClusterLimits {
  /** Artefacts that more subjects than this carry are hubs (families, offices, carrier networks, templates). */
  readonly hub: number
  /**
   * Surprise that all shared artefacts of a pair must have together, in units of one artefact that only these two
   * carry (log2(N / 2) bits): so that the bar is as high in a small company as in a large one …
   */
  readonly surprise: number
  /** … and the number of them, because one coincidence is no crew. */
  readonly artefacts: number
}

export const clusterLimits: ClusterLimits = { hub: 40, surprise: 1.6, artefacts: 2 }

/** A pair of subjects that share enough. */
export interface PairTie {
  readonly a: number
  readonly b: number
  readonly bits: number
  readonly shared: number
}

export interface Clusters {
  /** Groups of two and more, largest first; members ascending. */
  readonly groups: readonly (readonly number[])[]
  readonly ties: readonly PairTie[]
}

/**
 * Groups of subjects held together by rare shared artefacts. Each artefact weighs log2(N / holders); hubs weigh
 * nothing; a pair is tied when its shared artefacts are enough together; tied pairs are joined.
 *
 * Plain connected components would make one heap of everybody: any café address joins two crews.
 *
 * @see Fellegi & Sunter 1969 for the sum of weights; Tarjan 1975 for union-find
 */
export function clustersOf(edges: Edges, limits: ClusterLimits = clusterLimits): Clusters {
  const { starts, holders } = holdersOf(edges)
  const weights = new Map<number, number>()
  const counts = new Map<number, number>()
  for (let artefact = 0; artefact < edges.artefacts; artefact++) {
    const from = starts[artefact] as number
    const to = starts[artefact + 1] as number
    const size = to - from
    if (size < 2 || size > limits.hub) continue
    const bits = Math.log2(edges.subjects / size)
    for (let i = from; i < to; i++) {
      for (let j = i + 1; j < to; j++) {
        const key = pairKey(holders[i] as number, holders[j] as number, edges.subjects)
        weights.set(key, (weights.get(key) ?? 0) + bits)
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  const enough = limits.surprise * Math.log2(Math.max(2, edges.subjects / 2))
  const ties: PairTie[] = []
  const parents = Int32Array.from({ length: edges.subjects }, (_, i) => i)
  for (const [key, bits] of weights) {
    const shared = counts.get(key) as number
    if (bits < enough || shared < limits.artefacts) continue
    const a = Math.floor(key / edges.subjects)
    const b = key % edges.subjects
    ties.push({ a, b, bits, shared })
    join(parents, a, b)
  }
  return { groups: groupsOf(parents, ties), ties }
}

/** Subjects of each artefact, side by side in one array (compressed rows); a subject that holds one twice counts once. */
function holdersOf(edges: Edges): { starts: Int32Array; holders: Int32Array } {
  const starts = new Int32Array(edges.artefacts + 1)
  for (const artefact of edges.artefact) starts[artefact + 1] = (starts[artefact + 1] as number) + 1
  for (let i = 0; i < edges.artefacts; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const next = starts.slice()
  const holders = new Int32Array(edges.artefact.length)
  for (let i = 0; i < edges.artefact.length; i++) {
    const artefact = edges.artefact[i] as number
    holders[next[artefact] as number] = edges.subject[i] as number
    next[artefact] = (next[artefact] as number) + 1
  }
  return distinct(starts, holders)
}

function distinct(starts: Int32Array, holders: Int32Array): { starts: Int32Array; holders: Int32Array } {
  const compact = new Int32Array(starts.length)
  let write = 0
  for (let artefact = 0; artefact + 1 < starts.length; artefact++) {
    const row = holders.subarray(starts[artefact], starts[artefact + 1]).sort()
    compact[artefact] = write
    let last = -1
    for (const subject of row) {
      if (subject === last) continue
      holders[write++] = last = subject
    }
  }
  compact[starts.length - 1] = write
  return { starts: compact, holders }
}

function pairKey(a: number, b: number, subjects: number): number {
  return a < b ? a * subjects + b : b * subjects + a
}

function find(parents: Int32Array, item: number): number {
  let root = item
  while (parents[root] !== root) root = parents[root] as number
  for (let at = item; at !== root; ) {
    const next = parents[at] as number
    parents[at] = root
    at = next
  }
  return root
}

/** The smaller number becomes the root: the id of a cluster is that of its oldest member, and stays when it grows. */
function join(parents: Int32Array, a: number, b: number): void {
  const [x, y] = [find(parents, a), find(parents, b)]
  if (x !== y) parents[Math.max(x, y)] = Math.min(x, y)
}

function groupsOf(parents: Int32Array, ties: readonly PairTie[]): number[][] {
  const members = new Set(ties.flatMap(({ a, b }) => [a, b]))
  const groups = new Map<number, number[]>()
  for (const member of [...members].sort((a, b) => a - b)) {
    const root = find(parents, member)
    groups.set(root, [...(groups.get(root) ?? []), member])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number))
}
