import { gunzipSync } from 'node:zlib'
import { SallyportError } from '../../core/errors.ts'
import { contentsOf, type PackageContents } from '../../measure/package/contents.ts'
import { readTar, tarLimits } from '../../measure/package/tar.ts'

/** Inflated archives beyond this are refused: a gzip bomb must not fill the memory. */
const mostInflated = 700 << 20
/** Nor may one blow up more than this beyond its first 10 MB; text compresses about 4 to 1, padding 200 to 1. */
const mostRatio = 400

/** Whether a received file is an npm package: by its name, and by the first bytes of gzip. */
export function isPackage(name: string, head: Uint8Array): boolean {
  return /\.(?:tgz|tar\.gz)$/i.test(name) && head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Opens a package archive in memory. Nothing is written to disk, nothing is run.
 *
 * @throws SP_PACKAGE_UNREADABLE when it is no gzip, is cut off, or would unpack beyond the limits
 */
export function openPackage(bytes: Uint8Array): PackageContents {
  const most = Math.min(mostInflated, Math.max(10 << 20, bytes.length * mostRatio))
  let inflated: Uint8Array
  try {
    inflated = gunzipSync(bytes, { maxOutputLength: most, chunkSize: chunkOf(bytes) })
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new SallyportError(
        'SP_PACKAGE_UNREADABLE',
        `This archive would unpack to more than ${most >> 20} MB from ${Math.ceil(bytes.length / 1024)} kB, so it was not opened.`,
        { limit: most },
      )
    throw new SallyportError('SP_PACKAGE_UNREADABLE', 'This is not a complete gzip archive.', {}, { cause: error })
  }
  return contentsOf(readTar(inflated, tarLimits))
}

/** One chunk the size of the whole saves copying; the archive says how large that is, and may lie: at most 16 MB. */
function chunkOf(bytes: Uint8Array): number {
  if (bytes.length < 18) return 64 << 10
  const said = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true)
  return Math.min(16 << 20, Math.max(64 << 10, said + 1))
}
