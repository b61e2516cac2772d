import { gzipSync } from 'node:zlib'
import { openPackage } from '../../src/doors/packages/intake.ts'
import type { PackageContents } from '../../src/measure/package/contents.ts'

export function readPackage(gzipped: Uint8Array): PackageContents {
  return openPackage(gzipped)
}

/** Files as a gzipped tar under `package/`, for generated archives. */
export function writePackage(files: Iterable<readonly [path: string, bytes: Uint8Array]>): Uint8Array {
  const blocks: Uint8Array[] = []
  for (const [path, bytes] of files) {
    blocks.push(header(`package/${path}`, bytes.length), bytes, new Uint8Array((512 - (bytes.length % 512)) % 512))
  }
  blocks.push(new Uint8Array(1024))
  return gzipSync(Buffer.concat(blocks), { level: 1 })
}

function header(path: string, size: number): Uint8Array {
  const block = Buffer.alloc(512)
  const name = Buffer.from(path)
  if (name.length <= 100) name.copy(block, 0)
  else {
    const cut = path.indexOf('/', path.length - 100)
    block.write(path.slice(cut + 1), 0, 100)
    block.write(path.slice(0, cut), 345, 155)
  }
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  let sum = 0
  for (const byte of block) sum += byte
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
