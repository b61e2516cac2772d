import { around } from './half-hours.ts'

/** The offsets that places keep, −12 h to +14 h in steps of half an hour: 53 of them, in minutes. */
export const offsets: readonly number[] = Array.from({ length: 53 }, (_, index) => -720 + 30 * index)

/**
 * Index of the nearest offset of the grid. Nepal's +5:45 falls on +5:30 or +6:00; a quarter of an hour is far below
 * what a rhythm can show.
 */
export function offsetIndex(minutes: number): number {
  return Math.min(offsets.length - 1, Math.max(0, Math.round((minutes + 720) / 30)))
}

/** How far two clocks stand apart in hours, at most 12: clocks go round, so +13 h and −11 h agree. */
export function clockDistance(minutesA: number, minutesB: number): number {
  return Math.abs(around(minutesA - minutesB, 1440)) / 60
}
