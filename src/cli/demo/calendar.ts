import type { Random } from '../../core/random.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Hour and minute of a day so many days before now, in UTC: when something of the story reached the company. */
export function daysBefore(now: number, days: number, hours = 9): number {
  return Math.floor(now / day) * day - days * day + Math.round(hours * hour)
}

/** Uniform between two numbers. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next()
}
