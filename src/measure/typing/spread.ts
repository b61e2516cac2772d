export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation; NaN for an empty list. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)))
}

/** Linear-interpolated quantile; NaN for an empty list. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const below = sorted[low] ?? Number.NaN
  return below + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN) - below)
}

/** The smallest deviation (or other spread) in any window of so many values, in half-window steps; null when there are fewer. */
export function calmestWindow(
  values: readonly number[],
  size: number,
  spreadOf: (window: readonly number[]) => number = deviationOf,
): number | null {
  if (values.length < size) return null
  let calmest = Number.POSITIVE_INFINITY
  for (let from = 0; from + size <= values.length; from += size >> 1)
    calmest = Math.min(calmest, spreadOf(values.slice(from, from + size)))
  return calmest
}

/** Rounded for facts: no measurement here is good to more than four digits. */
export function rounded(value: number): number
export function rounded(value: number | null): number | null
export function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(4))
}
