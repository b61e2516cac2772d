import { SallyportError } from '../../../core/errors.ts'
import type { Measured } from '../../../core/facts.ts'
import type { PackageFacts } from '../../../measure/package/facts.ts'
import { measurePackage } from '../../../measure/package/measure.ts'
import { openPackage } from '../intake.ts'

/**
 * Two archives for one trip behind the sandbox's wall: a version, and the one before it if there is one.
 *
 * @param before null: the package is measured whole
 */
export function packPair(archive: Uint8Array, before: Uint8Array | null): Uint8Array {
  const packed = Buffer.alloc(4 + archive.length + (before?.length ?? 0))
  packed.writeUInt32LE(archive.length, 0)
  packed.set(archive, 4)
  if (before !== null) packed.set(before, 4 + archive.length)
  return packed
}

/** @throws SP_PACKAGE_UNREADABLE */
export function parse(packed: Uint8Array): { readonly measured: Measured<PackageFacts> } {
  const length = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(0, true)
  if (4 + length > packed.length) throw new SallyportError('SP_PACKAGE_UNREADABLE', 'The pair of archives is cut off.')
  const rest = packed.subarray(4 + length)
  const contents = openPackage(packed.subarray(4, 4 + length))
  if (rest.length === 0) return { measured: measurePackage(contents, { baseline: null }) }
  const before = openPackage(rest)
  const kind = before.manifest.name === contents.manifest.name ? 'previous' : 'original'
  return { measured: measurePackage(contents, { baseline: { kind, contents: before, similarity: 1 } }) }
}
