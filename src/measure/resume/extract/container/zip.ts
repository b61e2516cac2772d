import { Inflate } from 'fflate'
import { SallyportError } from '../../../../core/errors.ts'
import { limits } from '../limits.ts'

/** An entry of a zip container, as its directory declares it. */
interface Entry {
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/** A zip container whose directory was found to be within the limits. Entries are unpacked one by one, on demand. */
export interface Zip {
  readonly names: readonly string[]
  /** Unpacked bytes, or null when there is no such entry. @throws SallyportError SP_RESUME_EXPANDS, SP_RESUME_BROKEN */
  read(name: string): Uint8Array | null
}

/**
 * Reads the directory of a zip container and refuses it before anything is unpacked: too many entries, entries or sums
 * too large, a ratio no document reaches, encryption. What the directory declares is not believed either: unpacking
 * stops as soon as an entry grows past its limit.
 *
 * @throws SallyportError SP_RESUME_BROKEN, SP_RESUME_EXPANDS, SP_RESUME_ENCRYPTED
 */
export function openZip(bytes: Uint8Array): Zip {
  const entries = directory(bytes)
  const declared = [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0)
  checkSize(bytes.length, declared)
  for (const [name, entry] of entries) {
    if (entry.unpacked > limits.zipEntryBytes)
      throw expands(
        bytes.length,
        declared,
        `one part of it (${name.slice(0, 60)}) alone has ${megabytes(entry.unpacked)}`,
      )
  }
  let unpackedSoFar = 0
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const out = unpack(bytes, entry)
      unpackedSoFar += out.length
      checkSize(bytes.length, unpackedSoFar)
      return out
    },
  }
}

function checkSize(packed: number, unpacked: number): void {
  if (unpacked > limits.zipTotalBytes)
    throw expands(packed, unpacked, `more than ${megabytes(limits.zipTotalBytes)} in all`)
  if (unpacked > limits.zipRatioFrom && unpacked > packed * limits.zipRatio)
    throw expands(packed, unpacked, `more than ${limits.zipRatio} times`)
}

function expands(packed: number, unpacked: number, why: string): SallyportError {
  const times = Math.round(unpacked / Math.max(1, packed))
  return new SallyportError(
    'SP_RESUME_EXPANDS',
    `This file would unpack to ${times.toLocaleString('en')} times its size (${megabytes(packed)} → ${megabytes(unpacked)}; ${why}), so it was not opened.`,
    { packed, unpacked, times },
  )
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${Math.round(bytes / 1_000_000)} MB`
}

function broken(why: string): SallyportError {
  return new SallyportError('SP_RESUME_BROKEN', `The container of the document is damaged: ${why}.`)
}

/** @see PKWARE APPNOTE 6.3.10, §4.3.12 and §4.3.16 */
function directory(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > limits.zipEntries)
    throw new SallyportError(
      'SP_RESUME_EXPANDS',
      `The container holds ${count.toLocaleString('en')} parts; a document has a few dozen.`,
      { parts: count },
    )
  const entries = new Map<string, Entry>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken('its list of parts is cut off')
    if ((view.getUint16(at + 8, true) & 1) === 1)
      throw new SallyportError('SP_RESUME_ENCRYPTED', 'The parts of the document are locked with a password.')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    // A second part of the same name is how one reader is shown something else than another; the first one counts.
    if (!entries.has(name)) {
      entries.set(name, {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        unpacked: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      })
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === 0x06054b50) return at
  throw broken('its end is missing')
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    throw broken('a part of it is missing')
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(from, from + entry.packed)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw broken('a part of it is packed in a way no office program uses')
  const limit = Math.min(limits.zipEntryBytes, Math.max(65_536, entry.unpacked * 2))
  const chunks: Uint8Array[] = []
  let total = 0
  const inflate = new Inflate((chunk) => {
    total += chunk.length
    if (total > limit) throw expands(packed.length, total, 'and more than the container declares')
    chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length; at += 65_536)
      inflate.push(packed.subarray(at, at + 65_536), at + 65_536 >= packed.length)
  } catch (thrown) {
    if (thrown instanceof SallyportError) throw thrown
    throw broken('a part of it cannot be unpacked')
  }
  const out = new Uint8Array(total)
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}
