/**
 * Decodes one punycode label (RFC 3492), without the `xn--` prefix. Node's own module is deprecated, and the global URL
 * only encodes.
 *
 * @returns the decoded label, or null when it is not valid punycode
 */
export function decodePunycode(encoded: string): string | null {
  const split = encoded.lastIndexOf('-')
  const output = split > 0 ? [...encoded.slice(0, split)].map((letter) => letter.codePointAt(0) as number) : []
  let n = 128
  let i = 0
  let bias = 72
  for (let at = split > 0 ? split + 1 : 0; at < encoded.length;) {
    const before = i
    for (let weight = 1, k = 36; ; k += 36) {
      if (at >= encoded.length) return null
      const digit = digitOf(encoded.charCodeAt(at++))
      if (digit === null) return null
      i += digit * weight
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (digit < threshold) break
      weight *= 36 - threshold
      if (weight > 2 ** 40) return null
    }
    bias = adapt(i - before, output.length + 1, before === 0)
    n += Math.floor(i / (output.length + 1))
    i %= output.length + 1
    if (n > 0x10ffff) return null
    output.splice(i++, 0, n)
  }
  return String.fromCodePoint(...output)
}

function digitOf(code: number): number | null {
  if (code >= 48 && code <= 57) return code - 22
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  return null
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
