import { gammaQuantile, type Interval } from './rate.ts'

/**
 * Attempts that two channels together missed (Chapman 1951), from those each saw and both saw: reports of people, and
 * hits of the gateway or of name look-ups. Assumes that being seen by one does not change being seen by the other.
 *
 * @returns estimated number of all attempts, with the log-normal interval of Chao 1987; never below those seen
 */
export function captureRecapture(first: number, second: number, both: number): Interval {
  const seen = first + second - both
  const value = ((first + 1) * (second + 1)) / (both + 1) - 1
  const variance = ((first + 1) * (second + 1) * (first - both) * (second - both)) / ((both + 1) ** 2 * (both + 2))
  const missed = value - seen
  if (missed <= 0 || variance === 0) return { value: Math.max(seen, value), low: seen, high: Math.max(seen, value) }
  const spread = Math.exp(1.96 * Math.sqrt(Math.log(1 + variance / missed ** 2)))
  return { value, low: seen + missed / spread, high: seen + missed * spread }
}

/**
 * True rate behind reported attempts when planted tests show how often people report: count by Garwood, report rate by a
 * Beta posterior with a uniform prior; both ends of both intervals are joined (Bonferroni at 97.5 % each), which is wider
 * than need be and never too narrow.
 */
export function correctedRate(reported: number, exposure: number, planted: number, plantedReported: number): Interval {
  const share = betaInterval(plantedReported + 1, planted - plantedReported + 1, 0.975)
  const low = reported === 0 ? 0 : gammaQuantile(0.0125, reported) / exposure
  const high = gammaQuantile(0.9875, reported + 1) / exposure
  const rate = (plantedReported + 1) / (planted + 2)
  return { value: reported / exposure / rate, low: low / share.high, high: high / Math.max(1e-9, share.low) }
}

/** Equal-tailed interval of a Beta distribution, by integrating its density on a grid of ten thousand. */
export function betaInterval(a: number, b: number, confidence: number): { low: number; high: number } {
  const steps = 10_000
  const mode = a + b > 2 ? Math.min(1 - 1e-6, Math.max(1e-6, (a - 1) / (a + b - 2))) : 0.5
  const log = (x: number): number => (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x)
  const top = log(mode)
  const density = Float64Array.from({ length: steps }, (_, at) => Math.exp(log((at + 0.5) / steps) - top))
  const total = density.reduce((sum, one) => sum + one, 0)
  const tail = (1 - confidence) / 2
  let sum = 0
  let low = 0
  for (let at = 0; at < steps; at++) {
    const before = sum / total
    sum += density[at] as number
    if (before < tail && sum / total >= tail) low = at / steps
    if (sum / total >= 1 - tail) return { low, high: (at + 1) / steps }
  }
  return { low, high: 1 }
}
