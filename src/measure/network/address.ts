/**
 * The four 32-bit words of an address, most significant first. IPv4 uses the last word only; an IPv4 address that is
 * written as IPv6 (`::ffff:192.0.2.1`) is read as IPv4. One buffer is reused: look-ups run by the million.
 */
export const words = new Uint32Array(4)

/**
 * Reads an address into `words`.
 *
 * @param text dotted IPv4 or IPv6 (RFC 4291 §2.2, `::` and an embedded IPv4 tail included; no zone, no port)
 * @returns 4, 6, or 0 when it is no address
 */
export function readAddress(text: string): 0 | 4 | 6 {
  const length = text.length
  if (length < 2 || length > 45) return 0
  // A colon stands within the first five characters of every IPv6 address, and in no IPv4 address.
  for (let i = 0; i < 5 && i < length; i++) if (text.charCodeAt(i) === 58) return readSix(text, length)
  const value = readFour(text, 0, length)
  if (value < 0) return 0
  words[3] = value
  return 4
}

/** @returns the address as a number in [0, 2³²), or −1 */
function readFour(text: string, from: number, to: number): number {
  let value = 0
  let at = from
  for (let part = 0; part < 4; part++) {
    let digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    let octet = digit
    at++
    // A leading zero would be octal to some and decimal to others: neither here.
    if (octet !== 0) {
      digit = text.charCodeAt(at) - 48
      if (digit >= 0 && digit <= 9) {
        octet = octet * 10 + digit
        digit = text.charCodeAt(++at) - 48
        if (digit >= 0 && digit <= 9) {
          octet = octet * 10 + digit
          at++
        }
      }
    }
    if (octet > 255 || at > to) return -1
    value = value * 256 + octet
    if (part < 3) {
      if (text.charCodeAt(at) !== 46) return -1
      at++
    }
  }
  return at === to ? value : -1
}

const groups = new Uint16Array(8)
/** Value of a hexadecimal digit by its code; 16 for everything else. */
const hex = Uint8Array.from({ length: 128 }, (_, code) => (code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : code >= 65 && code <= 70 ? code - 55 : 16))

function readSix(text: string, length: number): 0 | 4 | 6 {
  let count = 0
  let gap = -1
  let at = 0
  // A colon at the beginning is the first of two.
  if (text.charCodeAt(0) === 58) {
    if (text.charCodeAt(1) !== 58) return 0
    gap = 0
    at = 2
  }
  while (at < length) {
    const start = at
    let value = 0
    for (; at < length; at++) {
      const code = text.charCodeAt(at)
      const digit = code < 128 ? (hex[code] as number) : 16
      if (digit === 16) break
      value = value * 16 + digit
    }
    const digits = at - start
    if (at < length && text.charCodeAt(at) === 46) {
      const tail = count <= 6 && digits <= 3 ? readFour(text, start, length) : -1
      if (tail < 0) return 0
      groups[count++] = Math.floor(tail / 65_536)
      groups[count++] = tail & 0xffff
      break
    }
    if (digits === 0 || digits > 4 || count === 8) return 0
    groups[count++] = value
    if (at === length) break
    if (text.charCodeAt(at) !== 58) return 0
    at++
    // A single colon at the end is none.
    if (at === length) return 0
    if (text.charCodeAt(at) === 58) {
      if (gap >= 0) return 0
      gap = count
      at++
    }
  }
  if (gap >= 0) {
    if (count === 8) return 0
    const moved = count - gap
    for (let k = 1; k <= moved; k++) groups[8 - k] = groups[count - k] as number
    for (let k = gap; k < 8 - moved; k++) groups[k] = 0
  } else if (count !== 8) return 0
  for (let k = 0; k < 4; k++) words[k] = (groups[2 * k] as number) * 65_536 + (groups[2 * k + 1] as number)
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff ? 4 : 6
}

/** The address of `words` as one number, for tables and tests; 128 bits for IPv6. */
export function wide(): bigint {
  return ((BigInt(words[0] as number) << 96n) | (BigInt(words[1] as number) << 64n) | (BigInt(words[2] as number) << 32n) | BigInt(words[3] as number))
}

/** First and last address of a prefix (`192.0.2.0/24`) or a single address; null when it is neither. */
export function readRange(text: string): { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint } | null {
  const [address = '', bits, ...rest] = text.trim().split('/')
  const family = readAddress(address)
  if (family === 0 || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null
  const size = family === 4 ? 32 : 128
  const prefix = bits === undefined ? size : Number(bits)
  if (prefix > size) return null
  const first = family === 4 ? BigInt(words[3] as number) : wide()
  const span = (1n << BigInt(size - prefix)) - 1n
  return { family, first: first & ~span, last: first | span }
}
