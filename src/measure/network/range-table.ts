import { readAddress, words } from './address.ts'

/**
 * Which range an address lies in. Starts only: the ranges are without gaps from 0 upwards, and a range without an
 * answer carries id 0. IPv4 starts are one column, IPv6 starts two of 64 bits; indexes over the top bits leave a handful
 * of steps of binary search.
 */
export interface RangeColumns {
  /** Start and id, side by side: both lie in one line of the cache. */
  readonly rows4: Uint32Array
  /** 262,145 positions: the first range whose start has at least these top 18 bits. */
  readonly index4: Uint32Array
  /** The upper 64 bits of a start, two words, and the id: nearly every range begins at a multiple of 2⁶⁴. */
  readonly rows6: Uint32Array
  /** 262,147 positions over the top 22 bits of 2000::/4, where nearly all ranges lie; the last stands for what comes after. */
  readonly index6: Uint32Array
  /** The few that begin within a /64: four words a start. Their /64 has `DEEP` set in the id. */
  readonly deep6: Uint32Array
  readonly deepIds6: Uint32Array
}

/** Id of the range that holds the address; 0 when none does; −1 when the text is no address. */
export function findRange(columns: RangeColumns, text: string): number {
  const family = readAddress(text)
  if (family === 4) return findFour(columns, words[3] as number)
  return family === 6 ? findSix(columns) : -1
}

/** @param address in [0, 2³²) */
export function findFour({ rows4, index4 }: RangeColumns, address: number): number {
  const top = address >>> 14
  // The range that holds the first address of this block may start in an earlier block: hence the step back.
  let low = (index4[top] as number) - 1
  let high = index4[top + 1] as number
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((rows4[middle * 2] as number) <= address) low = middle
    else high = middle
  }
  return low < 0 ? 0 : (rows4[low * 2 + 1] as number)
}

/** Blocks of IPv6: what lies before 2000::/4, its 2¹⁸ parts of 22 bits, what lies after. */
function block6(first: number): number {
  const part = (first >>> 10) - 0x8_0000
  return part < 0 ? 0 : part >= 0x4_0000 ? 0x4_0001 : part + 1
}

/** Marks a /64 within which a range begins. */
const DEEP = 0x8000_0000

function findSix({ rows6, index6, deep6, deepIds6 }: RangeColumns): number {
  const a = words[0] as number
  const b = words[1] as number
  const top = block6(a)
  let low = (index6[top] as number) - 1
  let high = index6[top + 1] as number
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    const first = rows6[middle * 3] as number
    if (first < a || (first === a && (rows6[middle * 3 + 1] as number) <= b)) low = middle
    else high = middle
  }
  if (low < 0) return 0
  const id = rows6[low * 3 + 2] as number
  return id < DEEP ? id : findDeep(deep6, deepIds6, rows6[low * 3] as number, rows6[low * 3 + 1] as number, id - DEEP)
}

/** The last start at or before the address, if it lies in the /64 (a, b); else what holds at the beginning of that. */
function findDeep(deep6: Uint32Array, deepIds6: Uint32Array, a: number, b: number, id: number): number {
  let low = -1
  let high = deepIds6.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (isAtMost(deep6, middle * 4)) low = middle
    else high = middle
  }
  return low >= 0 && deep6[low * 4] === a && deep6[low * 4 + 1] === b ? (deepIds6[low] as number) : id
}

function isAtMost(deep6: Uint32Array, at: number): boolean {
  for (let k = 0; k < 3; k++) {
    const word = deep6[at + k] as number
    const asked = words[k] as number
    if (word !== asked) return word < asked
  }
  return (deep6[at + 3] as number) <= (words[3] as number)
}

/** A range with the id of its answer. */
export interface Range {
  readonly first: bigint
  readonly last: bigint
  readonly id: number
}

/** Columns of disjoint ranges in ascending order. Neighbours with one id become one range. */
export function rangeColumns(four: Iterable<Range>, six: Iterable<Range>): RangeColumns {
  const a = gapless(four)
  const rows4 = Uint32Array.from(a.starts.flatMap((start, i) => [Number(start), a.ids[i] as number]))
  const wide = split(gapless(six))
  return {
    rows4,
    index4: topIndex(a.starts.length, 0x4_0000, (i) => (rows4[i * 2] as number) >>> 14),
    ...wide,
    index6: topIndex(wide.rows6.length / 3, 0x4_0002, (i) => block6(wide.rows6[i * 3] as number)),
  }
}

/** Starts at multiples of 2⁶⁴, and the rest. */
function split({ starts, ids }: { starts: readonly bigint[]; ids: readonly number[] }): Pick<RangeColumns, 'rows6' | 'deep6' | 'deepIds6'> {
  const rows6: number[] = []
  const deep6: number[] = []
  const deepIds6: number[] = []
  const word = (start: bigint, k: number): number => Number((start >> BigInt(96 - 32 * k)) & 0xffff_ffffn)
  starts.forEach((start, i) => {
    const id = ids[i] as number
    const [a, b, c, d] = [word(start, 0), word(start, 1), word(start, 2), word(start, 3)] as const
    if (c === 0 && d === 0) {
      rows6.push(a, b, id)
      return
    }
    const last = rows6.length - 3
    if (rows6[last] !== a || rows6[last + 1] !== b) rows6.push(a, b, (ids[i - 1] as number) + DEEP)
    else if ((rows6[last + 2] as number) < DEEP) rows6[last + 2] = (rows6[last + 2] as number) + DEEP
    // Where the next /64 begins without a start of its own, the last deep range still holds.
    deep6.push(a, b, c, d)
    deepIds6.push(id)
  })
  return { rows6: Uint32Array.from(rows6), deep6: Uint32Array.from(deep6), deepIds6: Uint32Array.from(deepIds6) }
}

function gapless(ranges: Iterable<Range>): { starts: bigint[]; ids: number[] } {
  const starts: bigint[] = []
  const ids: number[] = []
  const push = (start: bigint, id: number): void => {
    if (ids.length > 0 && ids[ids.length - 1] === id) return
    starts.push(start)
    ids.push(id)
  }
  let next = 0n
  for (const { first, last, id } of ranges) {
    if (first < next || last < first) throw new RangeError('ranges overlap or are not sorted')
    if (first > next) push(next, 0)
    push(first, id)
    next = last + 1n
  }
  push(next, 0)
  // One past the last address of the family is no start.
  if (starts.at(-1) === 1n << 32n || starts.at(-1) === 1n << 128n) {
    starts.pop()
    ids.pop()
  }
  return { starts, ids }
}

function topIndex(length: number, blocks: number, block: (i: number) => number): Uint32Array {
  const index = new Uint32Array(blocks + 1)
  let i = 0
  for (let at = 0; at <= blocks; at++) {
    while (i < length && block(i) < at) i++
    index[at] = i
  }
  return index
}
