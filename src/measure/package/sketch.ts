import { fileHash, isCode, type PackageContents } from './contents.ts'

/** What is kept of a package to recognise its copies: the smallest hashes of its statements and files. */
export interface Sketch {
  /** Statements as they are written, white space aside. */
  readonly exact: Float64Array
  /** Statements by their property names and texts only: survives renaming and minifying. */
  readonly blind: Float64Array
  readonly files: Float64Array
}

/**
 * Sizes: with 8 bytes a hash and 4 an id, a package costs at most (96 + 48 + 48) · 12 = 2.3 kB in the index.
 * Bottom-k (the k smallest hashes) instead of a fixed share, so that a package of ten lines has a full sketch too.
 */
export const sketchSize = { exact: 96, blind: 48, files: 48 } as const

/** Source beyond this is not sketched; the hashes are sampled anyway. */
const mostBytes = 24 << 20

export function sketchOf(contents: PackageContents): Sketch {
  const exact = new Smallest(sketchSize.exact)
  const blind = new Smallest(sketchSize.blind)
  const files = new Smallest(sketchSize.files)
  let bytes = 0
  for (const [path, file] of contents.files) {
    if (path === 'package.json' || file.bytes.length < 24) continue
    files.add(fileHash(file.bytes))
    if (!isCode(file) || bytes > mostBytes) continue
    bytes += file.bytes.length
    chunks(file.bytes, exact, blind)
  }
  return { exact: exact.sorted(), blind: blind.sorted(), files: files.sorted() }
}

/** Keeps the k smallest distinct numbers. */
class Smallest {
  readonly #held = new Set<number>()
  readonly #size: number
  #bar = Number.POSITIVE_INFINITY

  constructor(size: number) {
    this.#size = size
  }

  add(value: number): void {
    if (value >= this.#bar || this.#held.has(value)) return
    this.#held.add(value)
    if (this.#held.size < this.#size * 4) return
    const kept = this.sorted()
    this.#held.clear()
    for (const one of kept) this.#held.add(one)
    this.#bar = (kept.at(-1) as number) + 1
  }

  sorted(): Float64Array {
    return Float64Array.from(this.#held).sort().slice(0, this.#size)
  }
}

const isWord = new Uint8Array(256)
for (let code = 0; code < 256; code++)
  if (/[A-Za-z0-9_$]/.test(String.fromCharCode(code)) || code > 127) isWord[code] = 1

const [quote, apostrophe, tick, slash, dot, newline, backslash] = [0x22, 0x27, 0x60, 0x2f, 0x2e, 0x0a, 0x5c]

/**
 * Cuts source at `;`, `{`, `}` and hashes what lies between, in one pass over the bytes and without a parser, so that
 * it also works on what does not parse. Comments are skipped where they start a token.
 */
function chunks(bytes: Uint8Array, exact: Smallest, blind: Smallest): void {
  let a = 1
  let b = 7
  let length = 0
  let blindA = 3
  let blindB = 11
  let names = 0
  const end = bytes.length
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number
    if (byte <= 0x20) continue
    if (byte === slash && (bytes[i + 1] === slash || bytes[i + 1] === 0x2a) && bytes[i - 1] !== 0x3a) {
      i = bytes[i + 1] === slash ? endOf(bytes, i, newline) : endOfBlock(bytes, i)
      continue
    }
    if (byte === 0x3b || byte === 0x7b || byte === 0x7d) {
      if (length >= 16) exact.add(number(a, b))
      if (names >= 2) blind.add(number(blindA, blindB))
      a = 1
      b = 7
      length = 0
      blindA = 3
      blindB = 11
      names = 0
      continue
    }
    if (byte === quote || byte === apostrophe || byte === tick) {
      const stop = Math.min(endOf(bytes, i + 1, byte), i + 400)
      let hash = 0x811c9dc5
      for (let j = i + 1; j < stop; j++) hash = Math.imul(hash ^ (bytes[j] as number), 0x01000193)
      a = Math.imul(a ^ hash, 0x01000193)
      b = Math.imul(b + hash, 0x85ebca6b) ^ (b >>> 15)
      length += stop - i
      if (stop - i > 3) {
        blindA = Math.imul(blindA ^ hash, 0x01000193)
        blindB = Math.imul(blindB + hash, 0x85ebca6b) ^ (blindB >>> 15)
        names++
      }
      i = stop
      continue
    }
    if (isWord[byte] === 1) {
      const property = bytes[i - 1] === dot
      let hash = 0x811c9dc5
      const start = i
      while (i < end && isWord[bytes[i] as number] === 1) hash = Math.imul(hash ^ (bytes[i++] as number), 0x01000193)
      i--
      a = Math.imul(a ^ hash, 0x01000193)
      b = Math.imul(b + hash, 0x85ebca6b) ^ (b >>> 15)
      length += i - start + 1
      if (property && i - start >= 2) {
        blindA = Math.imul(blindA ^ hash, 0x01000193)
        blindB = Math.imul(blindB + hash, 0x85ebca6b) ^ (blindB >>> 15)
        names++
      }
      continue
    }
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b + byte, 0x85ebca6b) ^ (b >>> 15)
    length++
  }
  if (length >= 16) exact.add(number(a, b))
  if (names >= 2) blind.add(number(blindA, blindB))
}

const number = (a: number, b: number): number => ((b >>> 6) & 0x3ffffff) * 0x4000000 + ((a >>> 6) & 0x3ffffff)

/** Position of the closing mark, or the end; texts do not run over lines, except with back-ticks. */
function endOf(bytes: Uint8Array, from: number, mark: number): number {
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte === backslash) i++
    else if (byte === mark || (byte === newline && mark !== tick)) return i
  }
  return bytes.length
}

function endOfBlock(bytes: Uint8Array, from: number): number {
  for (let i = from + 2; i < bytes.length; i++) if (bytes[i] === 0x2a && bytes[i + 1] === slash) return i + 1
  return bytes.length
}
