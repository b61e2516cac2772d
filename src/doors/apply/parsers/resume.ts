import { createHash } from 'node:crypto'
import { constants, inflateSync } from 'node:zlib'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import type { Pixels } from '../../../measure/image/perceptual.ts'
import type { ResumeDocument } from '../../../measure/resume/document.ts'
import { readDocument } from '../../../measure/resume/extract/index.ts'
import { limits } from '../../../measure/resume/extract/limits.ts'

/**
 * Reads a résumé file. Runs in the sandbox child, never in the server.
 *
 * @param name only kept for the interface: what a file is, its content tells
 * @throws SallyportError whose message says what was found and why the file was refused
 */
export async function parse(bytes: Uint8Array, _name: string): Promise<ResumeDocument> {
  return readDocument(bytes, {
    sha256: (content) => createHash('sha256').update(content).digest('hex'),
    pixels,
    inflatedSize,
  })
}

/** The platform's own inflater: ten times as fast as one in JavaScript, and every stream of a PDF goes through it. */
function inflatedSize(packed: Uint8Array, most: number): number | null {
  try {
    return inflateSync(packed, { maxOutputLength: most + 1, finishFlush: constants.Z_SYNC_FLUSH }).length
  } catch (thrown) {
    return (thrown as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? most + 1 : null
  }
}

/** Pixels of a PNG or JPEG; null for others, and for those that declare more than we decode. */
function pixels(bytes: Uint8Array): Pixels | null {
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return pngPixels(bytes)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegPixels(bytes)
  } catch {
    // A picture that cannot be decoded has no perceptual hash; its exact digest still stands.
  }
  return null
}

function pngPixels(bytes: Uint8Array): Pixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The size stands in the first chunk; it is checked before a pixel is unpacked.
  if (bytes.length < 33 || view.getUint32(16) * view.getUint32(20) > limits.imagePixels) return null
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
  return { width, height, channels: 4, data }
}

function jpegPixels(bytes: Uint8Array): Pixels {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    maxResolutionInMP: limits.imagePixels / 1e6,
    maxMemoryUsageInMB: 200,
  })
  return { width, height, channels: 4, data }
}
