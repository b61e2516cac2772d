const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
/** Bech32 for witness version 0, bech32m for the others. @see BIP 173, BIP 350 */
const constant = (version: number): number => (version === 0 ? 1 : 0x2bc830a3)

/** Whether a text is a Bitcoin main-net segwit address. */
export function isSegwit(text: string): boolean {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return false
  const lower = text.toLowerCase()
  if (!/^bc1[02-9ac-hj-np-z]{11,71}$/.test(lower)) return false
  const data = Array.from(lower.slice(3), (char) => alphabet.indexOf(char))
  const version = data[0] as number
  if (version > 16 || polymod([...expand('bc'), ...data]) !== constant(version)) return false
  const program = regroup(data.slice(1, -6), 5, 8, false)
  if (program === null || program.length < 2 || program.length > 40) return false
  return version !== 0 || program.length === 20 || program.length === 32
}

export function encodeSegwit(version: number, program: Uint8Array): string {
  const data = [version, ...(regroup([...program], 8, 5, true) as number[])]
  const check = polymod([...expand('bc'), ...data, 0, 0, 0, 0, 0, 0]) ^ constant(version)
  const tail = [0, 1, 2, 3, 4, 5].map((i) => (check >> (5 * (5 - i))) & 31)
  return `bc1${[...data, ...tail].map((value) => alphabet[value]).join('')}`
}

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, g] of generator.entries()) if (((top >> bit) & 1) === 1) sum ^= g
  }
  return sum >>> 0
}

function expand(prefix: string): number[] {
  const codes = [...prefix].map((char) => char.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

function regroup(values: readonly number[], from: number, to: number, pad: boolean): number[] | null {
  let held = 0
  let bits = 0
  const out: number[] = []
  for (const value of values) {
    held = ((held << from) | value) & 0xfff
    bits += from
    while (bits >= to) {
      bits -= to
      out.push((held >> bits) & (2 ** to - 1))
    }
  }
  if (pad) {
    if (bits > 0) out.push((held << (to - bits)) & (2 ** to - 1))
  } else if (bits >= from || ((held << (to - bits)) & (2 ** to - 1)) !== 0) return null
  return out
}
