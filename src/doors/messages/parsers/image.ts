import { createRequire } from 'node:module'
import { PNG } from 'pngjs'

const require = createRequire(import.meta.url)
type Decode = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
const jsqr = require('jsqr') as Decode | { default: Decode }
const jpeg = require('jpeg-js') as {
  decode(bytes: Uint8Array, options: object): { width: number; height: number; data: Uint8Array }
}

/** A picture with more pixels is not decoded: it may be a bomb. */
const mostPixels = 16_000_000

/** Texts of the QR code in a picture; empty when there is none or the picture is broken. */
export function qrAddresses(bytes: Uint8Array, kind: 'png' | 'jpeg'): string[] {
  try {
    const picture =
      kind === 'png'
        ? readPng(bytes)
        : jpeg.decode(bytes, { useTArray: true, maxResolutionInMP: 16, maxMemoryUsageInMB: 128 })
    if (picture === null) return []
    const decode = typeof jsqr === 'function' ? jsqr : jsqr.default
    const found = decode(
      new Uint8ClampedArray(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength),
      picture.width,
      picture.height,
    )
    return found === null || found.data === '' ? [] : [found.data.slice(0, 2000)]
  } catch {
    // A picture that cannot be decoded shows nobody a code either.
    return []
  }
}

function readPng(bytes: Uint8Array): { width: number; height: number; data: Uint8Array } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 33 || view.getUint32(16) * view.getUint32(20) > mostPixels) return null
  return PNG.sync.read(Buffer.from(bytes))
}
