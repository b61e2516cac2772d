import { bar, strengthOf } from './strength.ts'
import { components, unionFind } from './union-find.ts'
import { tieBits, type Cause, type TypeWeight } from './weights.ts'

/** A subject carries an artefact. Both are small integers here: the caller keeps the names. */
export interface Edges {
  readonly subjects: number
  readonly artefacts: number
  /** `subject[i]` carries `artefact[i]`. */
  readonly subject: Int32Array
  readonly artefact: Int32Array
  /** What each artefact is; absent: things of which nothing is known (`unknownThing`). */
  readonly weight?: (artefact: number) => TypeWeight
}

/** An artefact of which nothing is known: each is its own cause, and one alone ties nobody. */
export const unknownThing: TypeWeight = { cause: 'thing', chance: 1e-3, strangers: 1, hub: 40 }

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
 * Groups of subjects held together by rare shared artefacts: each weighs `tieBits`, hubs weigh nothing, a pair is tied
 * when it is above the `bar`, tied pairs are joined.
 *
 * Plain connected components would make one heap of everybody: any café address joins two crews.
 *
 * @see Fellegi & Sunter 1969 for the sum of weights; Tarjan 1975 for union-find
 */
export function clustersOf(edges: Edges): Clusters {
  const rows = holdersOf(edges)
  const bits = bitsOf(edges, rows)
  const ties = tiesOf(edges, rows, bits)
  const sets = unionFind(edges.subjects)
  for (const { a, b } of ties) sets.join(a, b)
  const members = [...new Set(ties.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b)
  const groups = components(sets, members)
  return { groups: groups.sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number)), ties }
}

/** Rows side by side in one array: those of item i lie from `starts[i]` to `starts[i + 1]`. */
interface Rows {
  readonly starts: Int32Array
  readonly items: Int32Array
}

/** Subjects of each artefact, ascending. */
function holdersOf({ artefacts, subject, artefact, subjects }: Edges): Rows {
  // Two passes of a counting sort: by subject first, so that within an artefact the subjects ascend.
  const bySubject = rowsOf(subjects, subject, artefact)
  const flatSubject = new Int32Array(subject.length)
  for (let who = 0; who < subjects; who++) flatSubject.fill(who, bySubject.starts[who], bySubject.starts[who + 1])
  return rowsOf(artefacts, bySubject.items, flatSubject)
}

function rowsOf(size: number, key: Int32Array, value: Int32Array): Rows {
  const starts = new Int32Array(size + 1)
  for (const at of key) starts[at + 1] = (starts[at + 1] as number) + 1
  for (let i = 0; i < size; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const next = starts.slice()
  const items = new Int32Array(key.length)
  for (let i = 0; i < key.length; i++) {
    const at = key[i] as number
    items[next[at] as number] = value[i] as number
    next[at] = (next[at] as number) + 1
  }
  return { starts, items }
}

/** Weight of each artefact; 0 for what one subject alone carries, and for hubs. */
function bitsOf(edges: Edges, { starts, items }: Rows): Float64Array {
  const bits = new Float64Array(edges.artefacts)
  for (let artefact = 0; artefact < edges.artefacts; artefact++) {
    const from = starts[artefact] as number
    const to = starts[artefact + 1] as number
    if (to - from < 2) continue
    let holders = 1
    for (let i = from + 1; i < to; i++) if (items[i] !== items[i - 1]) holders += 1
    if (holders >= 2) bits[artefact] = tieBits(edges.weight?.(artefact) ?? unknownThing, holders, edges.subjects)
  }
  return bits
}

/**
 * Subject by subject: what each later subject shares with this one, summed in one dense row that is cleared by its
 * touched places only. The plain sum is above `strengthOf`, so it says whom to weigh exactly.
 */
function tiesOf(edges: Edges, holders: Rows, bits: Float64Array): PairTie[] {
  const enough = bar(edges.subjects)
  const sums = new Float64Array(edges.subjects)
  const counts = new Int32Array(edges.subjects)
  const carried = carriedOf(edges, holders, bits)
  const ties: PairTie[] = []
  for (let a = 0; a < edges.subjects; a++) {
    const touched: number[] = []
    for (let i = carried.starts[a] as number; i < (carried.starts[a + 1] as number); i++) {
      const artefact = carried.items[i] as number
      let last = a
      for (let j = holders.starts[artefact] as number; j < (holders.starts[artefact + 1] as number); j++) {
        const b = holders.items[j] as number
        if (b <= last) continue
        last = b
        if (counts[b] === 0) touched.push(b)
        sums[b] = (sums[b] as number) + (bits[artefact] as number)
        counts[b] = (counts[b] as number) + 1
      }
    }
    for (const b of touched) {
      const shared = counts[b] as number
      const sum = sums[b] as number
      counts[b] = sums[b] = 0
      if (sum < enough || (edges.weight === undefined && shared < 2)) continue
      const exact = edges.weight === undefined ? sum : strengthOf(sharedOf(edges.weight, carried, bits, a, b))
      if (exact >= enough) ties.push({ a, b, bits: exact, shared })
    }
  }
  return ties
}

/** Artefacts of each subject that can tie it at all, each once. */
function carriedOf(edges: Edges, { starts, items }: Rows, bits: Float64Array): Rows {
  const who: number[] = []
  const what: number[] = []
  for (let artefact = 0; artefact < edges.artefacts; artefact++) {
    if (bits[artefact] === 0) continue
    for (let i = starts[artefact] as number; i < (starts[artefact + 1] as number); i++) {
      if (i > (starts[artefact] as number) && items[i] === items[i - 1]) continue
      who.push(items[i] as number)
      what.push(artefact)
    }
  }
  return rowsOf(edges.subjects, Int32Array.from(who), Int32Array.from(what))
}

function sharedOf(weight: (artefact: number) => TypeWeight, carried: Rows, bits: Float64Array, a: number, b: number): { cause: Cause; bits: number }[] {
  const of = (who: number): Int32Array => carried.items.subarray(carried.starts[who], carried.starts[who + 1])
  const others = new Set(of(b))
  return [...of(a)].filter((artefact) => others.has(artefact)).map((artefact) => ({ cause: weight(artefact).cause, bits: bits[artefact] as number }))
}
