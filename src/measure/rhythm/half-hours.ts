/**
 * The unit of every rhythm measurement: the half hour in which somebody was active at least once. A burst of forty
 * commits in ten minutes says no more about a person's clock than one commit does.
 */

export const SECONDS_PER_HALF_HOUR = 1800
export const HALF_HOURS_PER_DAY = 48
export const HALF_HOURS_PER_WEEK = 336

/** 1970-01-01 was a Thursday: three days after the Monday on which our week begins. */
const EPOCH_OFFSET = 3 * HALF_HOURS_PER_DAY

/**
 * Distinct half hours since 1970-01-01T00:00Z that hold at least one event, ascending. Order and duplicates of the
 * input do not matter; a leap second falls into the half hour that POSIX time puts it in.
 *
 * @param epochSeconds moments, seconds since 1970; values that are not finite are left out
 */
export function activeHalfHours(epochSeconds: Iterable<number>): Int32Array {
  const seen = new Set<number>()
  for (const second of epochSeconds) if (Number.isFinite(second)) seen.add(Math.floor(second / SECONDS_PER_HALF_HOUR))
  return Int32Array.from(seen).sort()
}

/** Half hour of the week, 0 = Monday 00:00, of a half hour since 1970 seen at an offset in half hours. */
export function weekBin(halfHour: number, offset = 0): number {
  return modulo(halfHour + offset + EPOCH_OFFSET, HALF_HOURS_PER_WEEK)
}

/** Half hour of the day, 0 = midnight. */
export function dayBin(halfHour: number, offset = 0): number {
  return modulo(halfHour + offset, HALF_HOURS_PER_DAY)
}

/** Day since 1970-01-01, in the clock of the offset. */
export function dayOf(halfHour: number, offset = 0): number {
  return Math.floor((halfHour + offset) / HALF_HOURS_PER_DAY)
}

/** Week since the first Monday of 1970 (negative before), in the clock of the offset. */
export function weekOf(halfHour: number, offset = 0): number {
  return Math.floor((halfHour + offset + EPOCH_OFFSET) / HALF_HOURS_PER_WEEK)
}

/** Remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

/** Shortest way round a circle of the given length, signed, in (−length/2, length/2]. */
export function around(difference: number, length: number): number {
  const turned = modulo(difference, length)
  return turned > length / 2 ? turned - length : turned
}
