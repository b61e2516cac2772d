/**
 * How far activity must be moved round the clock to turn one day into the other: the circular earth-mover distance.
 * Zero for equal shapes; h for shapes turned by h ≤ 12 hours.
 *
 * @param a, b counts on equally many bins of one turn of 24 hours; each is scaled to sum 1
 * @returns hours, 0 when either is empty
 * @see Rabin, Delon & Gousseau 2011: the optimum shifts the difference of the cumulated shapes by its median
 */
export function circularDistance(a: Float64Array, b: Float64Array): number {
  const totalA = a.reduce((sum, value) => sum + value, 0)
  const totalB = b.reduce((sum, value) => sum + value, 0)
  if (totalA === 0 || totalB === 0) return 0
  const difference = new Float64Array(a.length)
  let running = 0
  for (let bin = 0; bin < a.length; bin++) {
    running += a[bin]! / totalA - b[bin]! / totalB
    difference[bin] = running
  }
  const sorted = Float64Array.from(difference).sort()
  const middle = sorted[Math.floor(sorted.length / 2)]!
  let work = 0
  for (const value of difference) work += Math.abs(value - middle)
  return (work * 24) / a.length
}
