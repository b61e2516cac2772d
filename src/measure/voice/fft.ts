/** A reusable radix-2 transform of one size; arrays are overwritten in place. */
export interface Fft {
  readonly size: number
  transform(real: Float64Array, imaginary: Float64Array): void
}

/**
 * Complex forward FFT (Cooley–Tukey). Swap the two arrays for the inverse, and divide by the size.
 *
 * @param size a power of two
 */
export function fft(size: number): Fft {
  const bits = Math.log2(size)
  if (!Number.isInteger(bits)) throw new RangeError('fft() needs a power of two')
  const reversed = new Uint32Array(size)
  for (let i = 0; i < size; i++) reversed[i] = ((reversed[i >> 1] as number) >> 1) | (i & 1 ? size >> 1 : 0)
  const cosines = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size))
  const sines = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
  return {
    size,
    transform(real, imaginary) {
      for (let i = 0; i < size; i++) {
        const j = reversed[i] as number
        if (j > i) {
          const heldReal = real[i] as number
          real[i] = real[j] as number
          real[j] = heldReal
          const heldImaginary = imaginary[i] as number
          imaginary[i] = imaginary[j] as number
          imaginary[j] = heldImaginary
        }
      }
      for (let half = 1; half < size; half *= 2) {
        const step = size / (2 * half)
        for (let start = 0; start < size; start += 2 * half) {
          for (let k = 0; k < half; k++) {
            const cosine = cosines[k * step] as number
            const sine = sines[k * step] as number
            const low = start + k
            const high = low + half
            const a = real[high] as number
            const b = imaginary[high] as number
            const turnedReal = a * cosine - b * sine
            const turnedImaginary = a * sine + b * cosine
            real[high] = (real[low] as number) - turnedReal
            imaginary[high] = (imaginary[low] as number) - turnedImaginary
            real[low] = (real[low] as number) + turnedReal
            imaginary[low] = (imaginary[low] as number) + turnedImaginary
          }
        }
      }
    },
  }
}

/** Hann window. */
export function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length))
}
