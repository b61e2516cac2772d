import { addressClasses, ipTableBytes, type AddressClass, type IpSource } from './ip-table.ts'
import { rangeColumns, type Range } from './range-table.ts'

/** Ranges of one source, in any order. */
export interface Layer<V> {
  readonly four: readonly Span<V>[]
  readonly six: readonly Span<V>[]
}

export interface Span<V> {
  readonly first: bigint
  readonly last: bigint
  readonly value: V
}

export interface TableInput {
  readonly asn: Layer<number>
  readonly registered: Layer<string>
  readonly located: Layer<string>
  /** Lists of addresses; a later list counts before an earlier one. */
  readonly classes: readonly Layer<AddressClass>[]
  /** Number of a system → its name and class. */
  readonly systems: ReadonlyMap<number, { readonly name: string; readonly class: AddressClass }>
  readonly sources: readonly IpSource[]
  readonly builtAt: string
}

/** Lays the sources over each other and writes the table. Lists of addresses count before the class of the system. */
export function buildIpTable(input: TableInput): Uint8Array {
  const countries = ['']
  const countryIndex = new Map([['', 0]])
  const indexOf = (country: string | undefined): number => {
    const code = country !== undefined && /^[A-Z]{2}$/.test(country) ? country : ''
    const known = countryIndex.get(code)
    if (known !== undefined) return known
    countryIndex.set(code, countries.length)
    return countries.push(code) - 1
  }
  const ids = new Map<string, number>([['0 0', 0]])
  const asns = [0]
  const packed = [0]
  const idOf = (asn: number | undefined, registered: string | undefined, located: string | undefined, listed: AddressClass | undefined): number => {
    const kind = listed ?? (asn === undefined ? undefined : input.systems.get(asn)?.class) ?? 'unknown'
    const bits = indexOf(registered) * 65_536 + indexOf(located) * 16 + addressClasses.indexOf(kind)
    const key = `${asn ?? 0} ${bits}`
    let id = ids.get(key)
    if (id === undefined) {
      id = asns.push(asn ?? 0) - 1
      packed.push(bits)
      ids.set(key, id)
    }
    return id
  }
  const merged = (family: 'four' | 'six'): Iterable<Range> => {
    const layers = [input.asn, input.registered, input.located, ...input.classes].map((layer) => flat<unknown>(layer[family]))
    return overlay(layers, ([asn, registered, located, ...classes]) => idOf(asn as number, registered as string, located as string, classes.findLast((kind) => kind !== undefined) as AddressClass))
  }
  const ranges = rangeColumns(merged('four'), merged('six'))
  const systems = [...new Set(asns)].filter((asn) => input.systems.has(asn)).sort((a, b) => a - b)
  const names = systems.map((asn) => new TextEncoder().encode(input.systems.get(asn)?.name ?? ''))
  const nameAt = new Uint32Array(names.length + 1)
  names.forEach((name, i) => (nameAt[i + 1] = (nameAt[i] as number) + name.length))
  const text = new Uint8Array(nameAt.at(-1) ?? 0)
  names.forEach((name, i) => text.set(name, nameAt[i]))
  const asOf = input.sources.map((source) => source.asOf).sort()[0] ?? input.builtAt
  const about = { builtAt: input.builtAt, asOf, countries, sources: input.sources }
  return ipTableBytes(about, ranges, { asn: Uint32Array.from(asns), packed: Uint32Array.from(packed), systems: Uint32Array.from(systems), nameAt, text })
}

/**
 * Makes overlapping ranges disjoint: within a list the narrower range counts, as in a routing table; of two that only
 * overlap in part, the one that starts later. Linear after sorting.
 */
export function flat<V>(spans: readonly Span<V>[]): readonly Span<V>[] {
  let disjoint = true
  for (let i = 1; i < spans.length && disjoint; i++) disjoint = (spans[i - 1] as Span<V>).last < (spans[i] as Span<V>).first
  if (disjoint) return spans
  const order = [...spans].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.last > b.last ? -1 : a.last < b.last ? 1 : 0))
  const out: Span<V>[] = []
  const open: Span<V>[] = []
  let here = 0n
  const emitUntil = (limit: bigint): void => {
    while (here < limit) {
      const top = open.at(-1)
      if (top === undefined) break
      if (top.last < here) open.pop()
      else {
        const last = top.last < limit ? top.last : limit - 1n
        out.push({ first: here, last, value: top.value })
        here = last + 1n
      }
    }
    here = limit
  }
  for (const span of order) {
    emitUntil(span.first)
    open.push(span)
  }
  emitUntil(1n << 128n)
  return out
}

/** One sweep over several disjoint lists: a new range wherever any of them changes. */
function* overlay(layers: readonly (readonly Span<unknown>[])[], idOf: (values: readonly unknown[]) => number): Generator<Range> {
  const at = layers.map(() => 0)
  let here = 0n
  for (;;) {
    let end: bigint | null = null
    const values = layers.map((spans, k) => {
      while (at[k]! < spans.length && spans[at[k]!]!.last < here) at[k]!++
      const span = spans[at[k]!]
      if (span === undefined) return undefined
      const covers = span.first <= here
      const edge = covers ? span.last : span.first - 1n
      if (end === null || edge < end) end = edge
      return covers ? span.value : undefined
    })
    if (end === null) return
    yield { first: here, last: end, id: values.every((value) => value === undefined) ? 0 : idOf(values) }
    here = end + 1n
  }
}
