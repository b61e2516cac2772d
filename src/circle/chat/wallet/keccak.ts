/** Keccak-f[1600] over 64-bit lanes. Written out because node:crypto has SHA-3 (other padding) but not Keccak. */
const mask = (1n << 64n) - 1n
const rotate = (x: bigint, by: number): bigint => (by === 0 ? x : ((x << BigInt(by)) | (x >> BigInt(64 - by))) & mask)

const [roundConstants, rotations] = constants()

/** Keccak-256 as Ethereum uses it. @see https://keccak.team/keccak_specs_summary.html */
export function keccak256(input: Uint8Array): Uint8Array {
  const rate = 136
  const padded = new Uint8Array((Math.floor(input.length / rate) + 1) * rate)
  padded.set(input)
  padded[input.length] = (padded[input.length] as number) ^ 0x01
  padded[padded.length - 1] = (padded[padded.length - 1] as number) ^ 0x80
  const view = new DataView(padded.buffer)
  let state = Array.from({ length: 25 }, () => 0n)
  for (let block = 0; block < padded.length; block += rate) {
    for (let lane = 0; lane < rate / 8; lane++)
      state[lane] = (state[lane] as bigint) ^ view.getBigUint64(block + 8 * lane, true)
    state = permute(state)
  }
  const out = new DataView(new ArrayBuffer(32))
  for (let lane = 0; lane < 4; lane++) out.setBigUint64(8 * lane, state[lane] as bigint, true)
  return new Uint8Array(out.buffer)
}

function permute(start: readonly bigint[]): bigint[] {
  let a = [...start]
  for (const constant of roundConstants) {
    const column = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ (a[x + y] as bigint), 0n))
    const spread = column.map((_, x) => (column[(x + 4) % 5] as bigint) ^ rotate(column[(x + 1) % 5] as bigint, 1))
    a = a.map((lane, i) => lane ^ (spread[i % 5] as bigint))
    const b = [...a]
    for (let x = 0; x < 5; x++)
      for (let y = 0; y < 5; y++)
        b[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(a[x + 5 * y] as bigint, rotations[x + 5 * y] as number)
    a = b.map((lane, i) => {
      const row = i - (i % 5)
      return lane ^ (~(b[row + ((i + 1) % 5)] as bigint) & mask & (b[row + ((i + 2) % 5)] as bigint))
    })
    a[0] = (a[0] as bigint) ^ constant
  }
  return a
}

function constants(): [bigint[], number[]] {
  const turns = Array.from({ length: 25 }, () => 0)
  let [x, y] = [1, 0]
  for (let t = 0; t < 24; t++) {
    turns[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64
    ;[x, y] = [y, (2 * x + 3 * y) % 5]
  }
  const rounds: bigint[] = []
  let lfsr = 1
  for (let round = 0; round < 24; round++) {
    let constant = 0n
    for (let j = 0; j < 7; j++) {
      if ((lfsr & 1) === 1) constant |= 1n << BigInt(2 ** j - 1)
      lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171)
    }
    rounds.push(constant)
  }
  return [rounds, turns]
}
