/** Rows of grey, RGB or RGBA bytes. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  readonly data: Uint8Array | Uint8ClampedArray
}

const SIDE = 32
const KEPT = 8

/**
 * 64-bit DCT hash of a picture: brightness on a 32 × 32 grid, its 8 × 8 lowest frequencies without the constant one,
 * each bit saying whether the frequency lies above their median. Survives rescaling, recompression and small colour
 * changes. It recognises the picture, not the person in it.
 *
 * @returns 16 hexadecimal digits; null for a picture that is empty, smaller than 8 × 8, or of one colour
 * @see Zauner 2010, "Implementation and benchmarking of perceptual image hash functions", §3.2
 */
export function perceptualHash(pixels: Pixels): string | null {
  if (pixels.width < KEPT || pixels.height < KEPT) return null
  const grid = brightness(pixels)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of grid) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  // A difference of four grey levels is compression noise, whose hash would link any two flat pictures at random.
  if (high - low < 4) return null

  const frequencies = lowFrequencies(grid)
  const sorted = Float64Array.from(frequencies.subarray(1)).sort()
  const median = sorted[sorted.length >> 1] as number
  let hex = ''
  for (let nibble = 0; nibble < 16; nibble++) {
    let bits = 0
    for (let bit = 0; bit < 4; bit++) bits = (bits << 1) | ((frequencies[nibble * 4 + bit] as number) > median ? 1 : 0)
    hex += bits.toString(16)
  }
  return hex
}

/** Differing bits of two hashes, 0–64. Two random pictures differ in about 32; copies of one in less than 10. */
export function hashDistance(a: string, b: string): number {
  let distance = 0
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    let bits = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16)
    for (; bits !== 0; bits &= bits - 1) distance++
  }
  return distance
}

/** Mean brightness (Rec. 601) of each cell of a 32 × 32 grid over the picture; transparent parts count as white. */
function brightness({ width, height, channels, data }: Pixels): Float64Array {
  const grid = new Float64Array(SIDE * SIDE)
  // Eight samples a side are enough for a mean, and keep a large photograph from costing a second.
  const perCell = 8
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      let sum = 0
      for (let i = 0; i < perCell; i++) {
        const y = Math.min(height - 1, Math.floor(((row + (i + 0.5) / perCell) * height) / SIDE))
        for (let j = 0; j < perCell; j++) {
          const x = Math.min(width - 1, Math.floor(((column + (j + 0.5) / perCell) * width) / SIDE))
          const at = (y * width + x) * channels
          sum += luma(data, at, channels)
        }
      }
      grid[row * SIDE + column] = sum / (perCell * perCell)
    }
  }
  return grid
}

function luma(data: Uint8Array | Uint8ClampedArray, at: number, channels: number): number {
  const red = data[at] ?? 0
  if (channels === 1) return red
  const grey = 0.299 * red + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  if (channels === 3) return grey
  const opacity = (data[at + 3] ?? 255) / 255
  return grey * opacity + 255 * (1 - opacity)
}

/** The 8 × 8 lowest coefficients of the two-dimensional DCT-II, row by row. */
function lowFrequencies(grid: Float64Array): Float64Array {
  const across = new Float64Array(SIDE * KEPT)
  for (let row = 0; row < SIDE; row++) {
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let x = 0; x < SIDE; x++) sum += (grid[row * SIDE + x] as number) * cosine(x, u)
      across[row * KEPT + u] = sum
    }
  }
  const out = new Float64Array(KEPT * KEPT)
  for (let v = 0; v < KEPT; v++) {
    for (let u = 0; u < KEPT; u++) {
      let sum = 0
      for (let y = 0; y < SIDE; y++) sum += (across[y * KEPT + u] as number) * cosine(y, v)
      out[v * KEPT + u] = sum
    }
  }
  return out
}

const cosines = Float64Array.from({ length: SIDE * KEPT }, (_, i) =>
  Math.cos(((2 * Math.floor(i / KEPT) + 1) * (i % KEPT) * Math.PI) / (2 * SIDE)),
)

function cosine(position: number, frequency: number): number {
  return cosines[position * KEPT + frequency] as number
}
