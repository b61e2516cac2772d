/** Square, symmetric table of scores. */
export interface Scores {
  readonly size: number
  readonly at: Float32Array
}

/**
 * Groups by average linkage: the two groups whose members score highest on average are joined, until no two reach the
 * threshold. One chance likeness cannot chain two groups together, as it can with single linkage.
 *
 * @returns group number of each row
 */
export function averageLinkage(scores: Scores, threshold: number): Int32Array {
  return averageLinkages(scores, [threshold])[0] as Int32Array
}

/** The same for several thresholds at once, highest first: groups only ever grow as the threshold falls. */
export function averageLinkages({ size, at }: Scores, thresholds: readonly number[]): Int32Array[] {
  const found: Int32Array[] = []
  const sums = Float64Array.from(at)
  const counts = new Float64Array(size).fill(1)
  const group = Int32Array.from({ length: size }, (_, i) => i)
  const alive = new Uint8Array(size).fill(1)
  const bestOf = new Int32Array(size).fill(-1)
  const mean = (a: number, b: number): number =>
    (sums[a * size + b] as number) / ((counts[a] as number) * (counts[b] as number))
  const findBest = (a: number): void => {
    let best = -1
    let high = Number.NEGATIVE_INFINITY
    for (let b = 0; b < size; b++) {
      if (b === a || alive[b] === 0) continue
      const score = mean(a, b)
      if (score > high) {
        high = score
        best = b
      }
    }
    bestOf[a] = best
  }
  for (let a = 0; a < size; a++) findBest(a)
  for (;;) {
    let from = -1
    let high = thresholds.at(-1) as number
    for (let a = 0; a < size; a++) {
      const b = bestOf[a] as number
      if (alive[a] === 0 || b < 0) continue
      const score = mean(a, b)
      if (score >= high) {
        high = score
        from = a
      }
    }
    while (found.length < thresholds.length && (from < 0 || high < (thresholds[found.length] as number)))
      found.push(group.slice())
    if (from < 0) break
    const into = bestOf[from] as number
    for (let c = 0; c < size; c++) {
      if (alive[c] === 0 || c === from || c === into) continue
      const joined = (sums[into * size + c] as number) + (sums[from * size + c] as number)
      sums[into * size + c] = joined
      sums[c * size + into] = joined
    }
    counts[into] = (counts[into] as number) + (counts[from] as number)
    alive[from] = 0
    for (let i = 0; i < size; i++) if (group[i] === from) group[i] = into
    findBest(into)
    for (let a = 0; a < size; a++) {
      if (alive[a] === 0 || a === into) continue
      const b = bestOf[a] as number
      if (b === from || b === into) findBest(a)
      else if (b < 0 || mean(a, into) > mean(a, b)) bestOf[a] = into
    }
  }
  return found
}

/** Adjusted Rand index of two groupings: 1 equal, 0 as chance would have it. @see Hubert & Arabie 1985 */
export function adjustedRand(truth: readonly string[], found: ArrayLike<number>): number {
  const choose = (n: number): number => (n * (n - 1)) / 2
  const cells = new Map<string, number>()
  const rows = new Map<string, number>()
  const columns = new Map<number, number>()
  for (let i = 0; i < truth.length; i++) {
    const row = truth[i] as string
    const column = found[i] as number
    cells.set(`${row}\u0000${column}`, (cells.get(`${row}\u0000${column}`) ?? 0) + 1)
    rows.set(row, (rows.get(row) ?? 0) + 1)
    columns.set(column, (columns.get(column) ?? 0) + 1)
  }
  const total = (counts: Iterable<number>): number => [...counts].reduce((sum, n) => sum + choose(n), 0)
  const index = total(cells.values())
  const expected = (total(rows.values()) * total(columns.values())) / Math.max(1, choose(truth.length))
  const most = (total(rows.values()) + total(columns.values())) / 2
  return most === expected ? 1 : (index - expected) / (most - expected)
}
