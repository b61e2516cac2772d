/** A part of a file: `start` to `end` in UTF-16 offsets. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Whether an offset lies in one of the stretches (sorted by start, disjoint). */
export function isInserted(stretches: readonly Stretch[], start: number): boolean {
  let low = 0
  let high = stretches.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = stretches[middle] as Stretch
    if (start < one.start) high = middle - 1
    else if (start >= one.end) low = middle + 1
    else return true
  }
  return false
}
