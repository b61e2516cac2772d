/** A regular file of an archive. `path` is as written, without the leading folder (`package/` by custom). */
export interface TarFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly mode: number
}

/** Something a well-made archive never holds. */
export interface TarAnomaly {
  readonly kind: TarAnomalyKind
  readonly path: string
}
export type TarAnomalyKind =
  | 'absolute-path'
  | 'parent-path'
  | 'control-in-path'
  | 'duplicate-entry'
  | 'case-collision'
  | 'link'
  | 'device'
  | 'truncated'
  | 'bad-checksum'
  | 'too-many-entries'
  | 'file-too-large'
  | 'archive-too-large'
  | 'outside-root'
  | 'not-an-archive'

/** What is read at most; what lies beyond is named by an anomaly, never silently dropped. */
export interface TarLimits {
  readonly entries: number
  readonly fileBytes: number
  readonly totalBytes: number
}

/** npm refuses larger ones in practice: the registry's largest packages hold ~50,000 files and ~500 MB. */
export const tarLimits: TarLimits = { entries: 60_000, fileBytes: 64 << 20, totalBytes: 600 << 20 }

export interface Tar {
  readonly files: readonly TarFile[]
  readonly anomalies: readonly TarAnomaly[]
  /** Entries met, links and folders included. */
  readonly entries: number
}

const BLOCK = 512
const mostOfAKind = 40
const utf8 = new TextDecoder('utf-8')

/**
 * Reads an inflated tar archive in memory: ustar prefix, pax `path`/`size`, GNU long names. File contents are views of
 * `bytes`, not copies. Never throws on hostile input: what is wrong comes back as anomalies.
 *
 * @param bytes the archive after gunzip
 * @see POSIX.1-2017 pax interchange format; GNU tar manual, "Basic Tar Format"
 */
export function readTar(bytes: Uint8Array, limits: TarLimits = tarLimits): Tar {
  const reader = new Reader(bytes, limits)
  reader.run()
  return { files: reader.files(), anomalies: reader.anomalies, entries: reader.entries }
}

class Reader {
  readonly anomalies: TarAnomaly[] = []
  entries = 0
  readonly #bytes: Uint8Array
  readonly #limits: TarLimits
  readonly #files = new Map<string, TarFile>()
  readonly #folded = new Map<string, string>()
  #total = 0
  readonly #flagged = new Map<TarAnomalyKind, number>()

  constructor(bytes: Uint8Array, limits: TarLimits) {
    this.#bytes = bytes
    this.#limits = limits
  }

  files(): TarFile[] {
    return [...this.#files.values()]
  }

  run(): void {
    let at = 0
    let longName: string | null = null
    let pax: Pax = {}
    while (at + BLOCK <= this.#bytes.length) {
      const header = this.#bytes.subarray(at, at + BLOCK)
      if (header[0] === 0 && isZero(header)) {
        at += BLOCK
        continue
      }
      if (!checksumHolds(header)) {
        this.#flag(this.entries === 0 ? 'not-an-archive' : 'bad-checksum', '')
        return
      }
      const type = header[156] as number
      const size = pax.size ?? number(header, 124, 12)
      const start = at + BLOCK
      const end = start + size
      at = start + Math.ceil(size / BLOCK) * BLOCK
      if (!Number.isSafeInteger(size) || size < 0 || end > this.#bytes.length) {
        this.#flag('truncated', longName ?? pax.path ?? name(header))
        return
      }
      if (type === 0x4c) {
        longName = text(this.#bytes, start, end)
        continue
      }
      if (type === 0x78) {
        pax = readPax(this.#bytes.subarray(start, end))
        continue
      }
      if (type === 0x67 || type === 0x4b) continue
      const path = pax.path ?? longName ?? name(header)
      longName = null
      pax = {}
      if (++this.entries > this.#limits.entries) {
        this.#flag('too-many-entries', path)
        return
      }
      this.#entry(type, path, start, end, number(header, 100, 8))
    }
    if (this.entries === 0) this.#flag('not-an-archive', '')
  }

  #entry(type: number, raw: string, start: number, end: number, mode: number): void {
    if (type === 0x35) return
    if (type === 0x31 || type === 0x32) return this.#flag('link', raw)
    if (type === 0x33 || type === 0x34 || type === 0x36) return this.#flag('device', raw)
    if (raw.startsWith('/') || /^[a-z]:[\\/]/i.test(raw)) this.#flag('absolute-path', raw)
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(raw)) this.#flag('parent-path', raw)
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(raw)) this.#flag('control-in-path', raw)
    const path = withoutRoot(raw)
    if (this.#files.has(path)) this.#flag('duplicate-entry', path)
    const folded = path.toLowerCase()
    const twin = this.#folded.get(folded)
    if (twin !== undefined && twin !== path) this.#flag('case-collision', path)
    this.#folded.set(folded, path)
    if (end - start > this.#limits.fileBytes) return this.#flag('file-too-large', path)
    this.#total += end - start
    if (this.#total > this.#limits.totalBytes) return this.#flag('archive-too-large', path)
    // The last entry of a name is the one npm leaves on disk.
    this.#files.set(path, { path, bytes: this.#bytes.subarray(start, end), mode })
  }

  #flag(kind: TarAnomalyKind, path: string): void {
    // So many of a kind, so that a flood of one does not drown another.
    const count = (this.#flagged.get(kind) ?? 0) + 1
    this.#flagged.set(kind, count)
    if (count <= mostOfAKind) this.anomalies.push({ kind, path: path.slice(0, 300) })
  }
}

/** npm strips the first folder whatever its name; `./` and empty parts do not count as one. */
function withoutRoot(raw: string): string {
  const parts = raw.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
  return parts.length > 1 ? parts.slice(1).join('/') : (parts[0] ?? raw)
}

interface Pax {
  path?: string
  size?: number
}

function readPax(record: Uint8Array): Pax {
  const found: Pax = {}
  let at = 0
  while (at < record.length) {
    const space = record.indexOf(0x20, at)
    if (space === -1) break
    const length = Number(text(record, at, space))
    if (!Number.isInteger(length) || length <= 0) break
    const line = utf8.decode(record.subarray(space + 1, at + length - 1))
    const equals = line.indexOf('=')
    if (equals > 0) {
      const key = line.slice(0, equals)
      if (key === 'path') found.path = line.slice(equals + 1)
      if (key === 'size') found.size = Number(line.slice(equals + 1))
    }
    at += length
  }
  return found
}

function name(header: Uint8Array): string {
  const own = text(header, 0, 100)
  const ustar = header[257] === 0x75 && header[258] === 0x73 && header[262] === 0
  const prefix = ustar ? text(header, 345, 500) : ''
  return prefix === '' ? own : `${prefix}/${own}`
}

function text(bytes: Uint8Array, start: number, end: number): string {
  let stop = start
  while (stop < end && bytes[stop] !== 0) stop++
  return utf8.decode(bytes.subarray(start, stop))
}

/** Octal, or base-256 when the high bit is set. */
function number(bytes: Uint8Array, start: number, length: number): number {
  if (((bytes[start] as number) & 0x80) !== 0) {
    let value = 0
    for (let i = start + 1; i < start + length; i++) value = value * 256 + (bytes[i] as number)
    return value
  }
  let value = 0
  for (let i = start; i < start + length; i++) {
    const digit = bytes[i] as number
    if (digit >= 0x30 && digit <= 0x37) value = value * 8 + (digit - 0x30)
    else if (digit !== 0x20 || value !== 0) break
  }
  return value
}

function isZero(block: Uint8Array): boolean {
  for (let i = 0; i < block.length; i++) if (block[i] !== 0) return false
  return true
}

function checksumHolds(header: Uint8Array): boolean {
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : (header[i] as number)
  return sum === number(header, 148, 8)
}
