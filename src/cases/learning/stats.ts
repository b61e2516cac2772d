/** A share with its 95 % interval. */
export interface Share {
  readonly value: number | null
  readonly low: number
  readonly high: number
  readonly n: number
}

/** @see Wilson 1927 */
export function share(hits: number, n: number): Share {
  if (n === 0) return { value: null, low: 0, high: 1, n }
  const z = 1.96
  const p = hits / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half), n }
}

/**
 * Fisher's exact test, two-sided: the probability, given the margins, of a table at most as likely as this one.
 *
 * @param a hits of one group, of `an`; `b` of the other, of `bn`
 */
export function fisherExact(a: number, an: number, b: number, bn: number): number {
  const hits = a + b
  const probability = (x: number): number => Math.exp(logChoose(an, x) + logChoose(bn, hits - x) - logChoose(an + bn, hits))
  const seen = probability(a)
  let sum = 0
  for (let x = Math.max(0, hits - bn); x <= Math.min(an, hits); x++) {
    const here = probability(x)
    if (here <= seen * (1 + 1e-9)) sum += here
  }
  return Math.min(1, sum)
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

function logFactorial(n: number): number {
  let sum = 0
  for (let i = 2; i <= n; i++) sum += Math.log(i)
  return sum
}
