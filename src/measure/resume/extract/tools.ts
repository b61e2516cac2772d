import type { Pixels } from '../../image/perceptual.ts'

/** What extraction needs from outside, so that it stays free of the platform. */
export interface Tools {
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: (bytes: Uint8Array) => string
  /** Pixels of a PNG or JPEG, or null when it is neither, broken, or larger than `limits.imagePixels`. */
  readonly pixels: (bytes: Uint8Array) => Pixels | null
  /**
   * How many bytes zlib data unpack to, as far as they are whole; more than `most` says no more than that it is more.
   * Null when nothing can be told: broken data, or no fast way at hand.
   */
  readonly inflatedSize?: (packed: Uint8Array, most: number) => number | null
}
