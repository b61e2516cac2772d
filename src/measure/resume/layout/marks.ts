/** Values with weights that sum to 1. */
export type Histogram = readonly (readonly [value: number, weight: number])[]
/** Marks by name: a number for what can be close, a word for what is equal or not. */
export type Marks = Readonly<Record<string, number | string>>

/** A histogram of values, each rounded to `grain`, with weights that grow with the square root of their count. */
export function histogram(
  values: readonly (readonly [value: number, count: number])[],
  grain: number,
  keep = 24,
): Histogram {
  const counts = new Map<number, number>()
  for (const [value, count] of values) {
    if (!Number.isFinite(value)) continue
    const key = Math.round(value / grain)
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, keep)
  const total = top.reduce((sum, [, count]) => sum + Math.sqrt(count), 0) || 1
  return top
    .map(([key, count]) => [tidy(key * grain), tidy(Math.sqrt(count) / total)] as const)
    .sort((a, b) => a[0] - b[0])
}

export function tidy(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** The commonest of some words; null for none. */
export function commonest<T extends string>(words: readonly T[]): T | null {
  const counts = new Map<T, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
