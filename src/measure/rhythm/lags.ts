/** How long after an activity the same account is active again: free of any zone, and untouched by travel. */

const REACH = 144

/**
 * Pairs of active half hours at most three days apart, by their lag modulo 24 hours: 12 bins of two hours, shares of
 * all pairs. A person who sleeps leaves the middle of it (8 to 16 hours) thin; two shifts fill it.
 *
 * @param halfHours ascending
 */
export function lagProfile(halfHours: ArrayLike<number>): Float64Array {
  const bins = new Float64Array(12)
  let pairs = 0
  for (let i = 0; i < halfHours.length; i++) {
    for (let j = i + 1; j < halfHours.length; j++) {
      const lag = (halfHours[j] as number) - (halfHours[i] as number)
      if (lag > REACH) break
      if (lag < 4) continue
      bins[Math.floor((lag % 48) / 4)]! += 1
      pairs++
    }
  }
  return pairs === 0 ? bins.fill(1 / 12) : bins.map((count) => (count + 0.5) / (pairs + 6))
}

/** Shares of the pauses between stretches of activity: 4–7, 7–10, 10–14, 14–20 and 20–30 hours. */
export function pauseProfile(halfHours: ArrayLike<number>): Float64Array {
  const edges = [8, 14, 20, 28, 40, 60]
  const bins = new Float64Array(5)
  let pauses = 0
  for (let i = 1; i < halfHours.length; i++) {
    const pause = (halfHours[i] as number) - (halfHours[i - 1] as number)
    if (pause <= 8) continue
    pauses++
    for (let bin = 0; bin < 5; bin++) if (pause > edges[bin]! && pause <= edges[bin + 1]!) bins[bin]! += 1
  }
  return bins.map((count) => (count + 0.5) / (pauses + 3))
}
