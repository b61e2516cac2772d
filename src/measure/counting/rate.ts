/** A figure with its interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Two-sided 95 %. */
const z95 = 1.959963984540054

/**
 * Share of days with at least one confirmed attempt, with its Wilson interval: what lets one say "on at least 94 % of
 * days" and not more.
 *
 * @param days one count a day; a day nobody could report on is left out by the caller
 */
export function coverage(days: readonly number[]): Interval {
  const n = days.length
  if (n === 0) return { value: Number.NaN, low: 0, high: 1 }
  const k = days.filter((count) => count > 0).length
  const p = k / n
  const centre = (p + z95 ** 2 / (2 * n)) / (1 + z95 ** 2 / n)
  const half = (z95 / (1 + z95 ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z95 ** 2 / (4 * n ** 2))
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/**
 * Rate of a Poisson count per unit of exposure, exact interval (Garwood 1936): half the chi-square quantiles with 2k and
 * 2k + 2 degrees of freedom.
 *
 * @param exposure days, or employees × days; > 0
 */
export function poissonRate(count: number, exposure: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2
  return {
    value: count / exposure,
    low: count === 0 ? 0 : gammaQuantile(tail, count) / exposure,
    high: gammaQuantile(1 - tail, count + 1) / exposure,
  }
}

/** Quantile of the gamma distribution with unit rate, by bisection on the regularised incomplete gamma function. */
export function gammaQuantile(p: number, shape: number): number {
  let low = 0
  let high = Math.max(10, shape + 12 * Math.sqrt(shape) + 12)
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2
    if (incompleteGamma(shape, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(shape, x): series below shape + 1, continued fraction above (Numerical Recipes §6.2). */
export function incompleteGamma(shape: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(-x + shape * Math.log(x) - logGamma(shape))
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = shape + 1; n < shape + 2000; n++) {
      term *= x / n
      sum += term
      if (term < sum * 1e-15) break
    }
    return sum * front
  }
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 2000; i++) {
    const an = -i * (i - shape)
    b += 2
    d = 1 / (Math.abs(an * d + b) < 1e-300 ? 1e-300 : an * d + b)
    c = Math.abs(b + an / c) < 1e-300 ? 1e-300 : b + an / c
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-15) break
  }
  return 1 - front * h
}

/** ln Γ(x), Lanczos approximation (g = 7, n = 9), relative error below 1e-13 for x > 0. */
export function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const sum = coefficients.reduce(
    (total, coefficient, at) => (at === 0 ? coefficient : total + coefficient / (shifted + at)),
    0,
  )
  const t = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** How much each day of the week (0 = Monday) lies above or below the mean; 1 where there is no difference. Shrunk by one mean day. */
export function weekdayFactors(days: readonly { readonly weekday: number; readonly count: number }[]): number[] {
  const mean = days.reduce((sum, day) => sum + day.count, 0) / Math.max(1, days.length)
  if (mean === 0) return Array.from({ length: 7 }, () => 1)
  return Array.from({ length: 7 }, (_, weekday) => {
    const own = days.filter((day) => day.weekday === weekday)
    return (own.reduce((sum, day) => sum + day.count, 0) + mean) / ((own.length + 1) * mean)
  })
}
