import { Inflate } from 'fflate'
import { SallyportError } from '../../../../core/errors.ts'
import { limits } from '../limits.ts'
import type { Tools } from '../tools.ts'

/**
 * Counts what the packed streams of a PDF unpack to, without keeping it, before the reader is let near them.
 * Pictures are left out: the reader refuses those by their pixel count before it unpacks them.
 *
 * @param raw the file as Latin-1 text, one character a byte
 * @returns unpacked bytes
 * @throws SallyportError SP_RESUME_EXPANDS
 */
export function unpackedBytes(bytes: Uint8Array, raw: string, tools: Tools): number {
  let total = 0
  for (let at = raw.indexOf('stream'); at !== -1; at = raw.indexOf('stream', at + 6)) {
    if (raw.startsWith('end', at - 3)) continue
    const opening = raw.lastIndexOf('obj', at)
    const dictionary = raw.slice(Math.max(opening, at - 2_000, 0), at)
    if (!/\/(FlateDecode|Fl)\b/.test(dictionary) || /\/Subtype\s*\/Image\b/.test(dictionary)) continue
    let from = at + 6
    if (raw[from] === '\r') from++
    if (raw[from] === '\n') from++
    const end = raw.indexOf('endstream', from)
    const packed = bytes.subarray(from, end === -1 ? bytes.length : end)
    const rounds = (dictionary.match(/\/(FlateDecode|Fl)\b/g) ?? []).length
    const budget = limits.pdfStreamBytes - total
    // What the platform cannot read to its end, and what is packed several times over, is counted piece by piece.
    const fast = rounds === 1 ? (tools.inflatedSize?.(packed, budget) ?? null) : null
    total += fast ?? inflatedSize(packed, rounds, budget)
    if (total > limits.pdfStreamBytes) throw expands(bytes.length, total)
  }
  return total
}

function expands(packed: number, unpacked: number): SallyportError {
  const times = Math.round(unpacked / packed)
  return new SallyportError(
    'SP_RESUME_EXPANDS',
    `This file would unpack to more than ${times.toLocaleString('en')} times its size (${size(packed)} → over ${size(unpacked)}), so it was not opened.`,
    { packed, unpacked, times },
  )
}

/** `397 KB`, `408 MB`. */
export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${Math.round(bytes / 1_000_000)} MB`
}

/** Size after `rounds` of inflating, counted up to a little over `budget`. Broken data count as far as they go. */
function inflatedSize(packed: Uint8Array, rounds: number, budget: number): number {
  let count = 0
  const feed = chain(rounds, (chunk) => {
    count += chunk.length
    if (count > budget) throw new Overflow()
  })
  try {
    // The two zlib header bytes go; the checksum at the end is never reached by a raw inflater that stops before it.
    for (let at = 2; at < packed.length; at += 16_384) feed(packed.subarray(at, at + 16_384))
  } catch (thrown) {
    if (!(thrown instanceof Overflow) && count === 0) return 0
  }
  return count
}

class Overflow extends Error {}

function chain(rounds: number, sink: (chunk: Uint8Array) => void): (chunk: Uint8Array) => void {
  const inner = rounds > 1 && rounds < 5 ? chain(rounds - 1, sink) : sink
  let skip = rounds > 1 ? 2 : 0
  const inflate = new Inflate((chunk) => {
    if (rounds <= 1) return inner(chunk)
    const dropped = Math.min(skip, chunk.length)
    skip -= dropped
    inner(chunk.subarray(dropped))
  })
  return (chunk) => inflate.push(chunk)
}
