/** What is left of a frame when the vocal tract's resonances are taken out, and the resonances. */
export interface Prediction {
  /** a[1..order] of A(z) = 1 + Σ a_k z^-k; a[0] is 1. */
  readonly coefficients: Float64Array
  /** Share of the frame's energy that prediction does not explain, in (0, 1]. */
  readonly error: number
}

/**
 * Linear prediction by the autocorrelation method (Levinson–Durbin).
 *
 * @param autocorrelation r[0..order] of the windowed frame
 * @see Markel & Gray 1976, "Linear Prediction of Speech", §3
 */
export function levinson(autocorrelation: Float64Array, order: number): Prediction {
  const a = new Float64Array(order + 1)
  a[0] = 1
  // White noise 50 dB under the frame keeps a band-limited signal from making the recursion unstable.
  const energy = (autocorrelation[0] as number) * 1.00001 + 1e-12
  let error = energy
  for (let i = 1; i <= order; i++) {
    let sum = autocorrelation[i] as number
    for (let j = 1; j < i; j++) sum += (a[j] as number) * (autocorrelation[i - j] as number)
    const reflection = -sum / error
    for (let j = 1; j <= i >> 1; j++) {
      const low = a[j] as number
      const high = a[i - j] as number
      a[j] = low + reflection * high
      a[i - j] = high + reflection * low
    }
    a[i] = reflection
    error *= 1 - reflection * reflection
  }
  return { coefficients: a, error: Math.max(error / energy, 1e-9) }
}

/** Log power of 1/A at given angles (radians a sample), natural logarithm. */
export function envelope(
  coefficients: Float64Array,
  cosines: readonly Float64Array[],
  sines: readonly Float64Array[],
): Float64Array {
  return Float64Array.from(cosines, (cosine, band) => {
    const sine = sines[band] as Float64Array
    let real = 0
    let imaginary = 0
    for (let k = 0; k < coefficients.length; k++) {
      real += (coefficients[k] as number) * (cosine[k] as number)
      imaginary += (coefficients[k] as number) * (sine[k] as number)
    }
    return -Math.log(real * real + imaginary * imaginary + 1e-9)
  })
}
