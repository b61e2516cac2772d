import { readAddress, words } from './address.ts'

/**
 * Which range an address lies in. Starts only: the ranges are without gaps from 0 upwards, and a range without an
 * answer carries id 0. IPv4 starts are one column, IPv6 starts two of 64 bits; an index over the top 16 bits leaves a
 * handful of steps of binary search.
 */
export interface RangeColumns {
  readonly starts4: Uint32Array
  readonly ids4: Uint32Array
  /** 65,537 positions: the first range whose start has at least these top 16 bits. */
  readonly index4: Uint32Array
  /** Four words a start, most significant first. */
  readonly starts6: Uint32Array
  readonly ids6: Uint32Array
  readonly index6: Uint32Array
}

/** Id of the range that holds the address; 0 when none does; −1 when the text is no address. */
export function findRange(columns: RangeColumns, text: string): number {
  const family = readAddress(text)
  if (family === 4) return findFour(columns, words[3] as number)
  return family === 6 ? findSix(columns) : -1
}

/** @param address in [0, 2³²) */
export function findFour({ starts4, ids4, index4 }: RangeColumns, address: number): number {
  const top = address >>> 16
  // The range that holds the first address of this block may start in an earlier block: hence the step back.
  let low = (index4[top] as number) - 1
  let high = index4[top + 1] as number
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts4[middle] as number) <= address) low = middle
    else high = middle
  }
  return low < 0 ? 0 : (ids4[low] as number)
}

function findSix({ starts6, ids6, index6 }: RangeColumns): number {
  const a = words[0] as number
  const b = words[1] as number
  const c = words[2] as number
  const d = words[3] as number
  const top = a >>> 16
  let low = (index6[top] as number) - 1
  let high = index6[top + 1] as number
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    const at = middle * 4
    const first = starts6[at] as number
    let below = first < a
    if (first === a) {
      const second = starts6[at + 1] as number
      below = second < b
      if (second === b) {
        const third = starts6[at + 2] as number
        below = third < c || (third === c && (starts6[at + 3] as number) <= d)
      }
    }
    if (below) low = middle
    else high = middle
  }
  return low < 0 ? 0 : (ids6[low] as number)
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
  const b = gapless(six)
  const starts4 = Uint32Array.from(a.starts, Number)
  const starts6 = new Uint32Array(b.starts.length * 4)
  b.starts.forEach((start, i) => {
    for (let k = 0; k < 4; k++) starts6[i * 4 + k] = Number((start >> BigInt(96 - 32 * k)) & 0xffff_ffffn)
  })
  return {
    starts4,
    ids4: Uint32Array.from(a.ids),
    index4: topIndex(a.starts.length, (i) => (starts4[i] as number) >>> 16),
    starts6,
    ids6: Uint32Array.from(b.ids),
    index6: topIndex(b.starts.length, (i) => (starts6[i * 4] as number) >>> 16),
  }
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

function topIndex(length: number, top: (i: number) => number): Uint32Array {
  const index = new Uint32Array(65_537)
  let i = 0
  for (let block = 0; block <= 65_536; block++) {
    while (i < length && top(i) < block) i++
    index[block] = i
  }
  return index
}
