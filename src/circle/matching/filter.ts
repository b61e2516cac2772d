import { SallyportError } from '../../core/errors.ts'

/** False positives: 2⁻⁴⁰ a token; 16 tokens at 50 peers: 7·10⁻¹⁰ an applicant. */
const falseBits = 40

/**
 * A set of outputs, Golomb–Rice coded: sorted, differences, low 40 bits plain and the rest unary; about 41.5 bits an
 * entry. Whoever has it can test only outputs that the holder of the key computed for them.
 *
 * @param outputs 64-byte outputs of the OPRF
 */
export function encodeFilter(outputs: readonly Uint8Array[]): Uint8Array {
  const bits = rangeBits(outputs.length)
  const values = BigUint64Array.from(outputs, (output) => place(output, bits)).sort()
  const out = new BitWriter(outputs.length * 6 + 16)
  let last = 0n
  for (const value of values) {
    const gap = value - last
    out.unary(Number(gap >> BigInt(falseBits)))
    out.plain(gap & ((1n << BigInt(falseBits)) - 1n))
    last = value
  }
  const head = Buffer.alloc(8)
  head.write('SPF1', 'latin1')
  head.writeUInt32BE(outputs.length, 4)
  return Buffer.concat([head, out.bytes()])
}

/** A downloaded filter, ready to be asked. */
export class Filter {
  readonly size: number
  #values: BigUint64Array
  #bits: number

  /** @throws SP_INPUT when the bytes are no filter or are cut off */
  constructor(bytes: Uint8Array) {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (view.length < 8 || view.toString('latin1', 0, 4) !== 'SPF1')
      throw new SallyportError('SP_INPUT', 'This is no filter.')
    this.size = view.readUInt32BE(4)
    if (this.size > view.length) throw new SallyportError('SP_INPUT', 'The filter is cut off.')
    this.#bits = rangeBits(this.size)
    this.#values = new BigUint64Array(this.size)
    const reader = new BitReader(view.subarray(8))
    let last = 0n
    for (let i = 0; i < this.size; i++) {
      last += (BigInt(reader.unary()) << BigInt(falseBits)) + reader.plain()
      this.#values[i] = last
    }
  }

  /** Rank of an output in the set, −1 when it is not in it. The rank finds its label. */
  rank(output: Uint8Array): number {
    const wanted = place(output, this.#bits)
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#values[middle] as bigint) < wanted) low = middle + 1
      else high = middle
    }
    return low < this.size && this.#values[low] === wanted ? low : -1
  }
}

/** Order in which labels stand beside a filter. */
export function inFilterOrder<T extends { readonly output: Uint8Array }>(entries: readonly T[]): T[] {
  const bits = rangeBits(entries.length)
  return entries
    .map((entry) => ({ entry, at: place(entry.output, bits) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ entry }) => entry)
}

function rangeBits(size: number): number {
  return falseBits + Math.min(24, Math.max(1, Math.ceil(Math.log2(Math.max(2, size)))))
}

function place(output: Uint8Array, bits: number): bigint {
  return Buffer.from(output.buffer, output.byteOffset, 8).readBigUInt64BE() >> BigInt(64 - bits)
}

class BitWriter {
  #bytes: Uint8Array
  #at = 0

  constructor(bytes: number) {
    this.#bytes = new Uint8Array(bytes)
  }

  unary(count: number): void {
    for (let i = 0; i < count; i++) this.#bit(1)
    this.#bit(0)
  }

  plain(value: bigint): void {
    const high = Number(value >> 20n)
    const low = Number(value & 0xfffffn)
    for (let i = 19; i >= 0; i--) this.#bit((high >> i) & 1)
    for (let i = 19; i >= 0; i--) this.#bit((low >> i) & 1)
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, (this.#at + 7) >> 3)
  }

  #bit(bit: number): void {
    if (this.#at >> 3 >= this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    if (bit === 1) this.#bytes[this.#at >> 3] = (this.#bytes[this.#at >> 3] as number) | (128 >> (this.#at & 7))
    this.#at += 1
  }
}

class BitReader {
  #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  unary(): number {
    let count = 0
    while (this.#bit() === 1) count += 1
    return count
  }

  plain(): bigint {
    let high = 0
    let low = 0
    for (let i = 0; i < 20; i++) high = (high << 1) | this.#bit()
    for (let i = 0; i < 20; i++) low = (low << 1) | this.#bit()
    return (BigInt(high) << 20n) | BigInt(low)
  }

  #bit(): number {
    const byte = this.#bytes[this.#at >> 3]
    if (byte === undefined) throw new SallyportError('SP_INPUT', 'The filter is cut off.')
    const bit = (byte >> (7 - (this.#at & 7))) & 1
    this.#at += 1
    return bit
  }
}
