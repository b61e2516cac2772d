/** Zero crossings of the sinc kept on each side. */
const SIDE = 12

/**
 * Changes the sampling rate by a Hann-windowed sinc; what the lower rate cannot hold is filtered out first.
 *
 * @param samples mono, −1 to 1
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples
  const ratio = to / from
  const cutoff = Math.min(1, ratio) * 0.95
  const reach = SIDE / cutoff
  const out = new Float32Array(Math.floor(samples.length * ratio))
  for (let i = 0; i < out.length; i++) {
    const centre = i / ratio
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(samples.length - 1, Math.floor(centre + reach))
    let sum = 0
    for (let j = first; j <= last; j++) {
      const x = j - centre
      const angle = Math.PI * x * cutoff
      const sinc = x === 0 ? cutoff : Math.sin(angle) / (Math.PI * x)
      sum += (samples[j] as number) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach))
    }
    out[i] = sum
  }
  return out
}
