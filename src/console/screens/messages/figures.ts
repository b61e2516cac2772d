import type { CountsPage } from '../../../http/rooms/messages/contract.ts'

/** "71 %", rounded down: one may not say more than the lower end of the interval. */
export function atLeast(low: number): string {
  return `${Math.floor(100 * low)} %`
}

/** "1.4 a day" */
export function perDay(rate: number): string {
  return `${short(rate)} a day`
}

/** "1.4 (0.9 to 2.1)" */
export function perDayRange({ value, low, high }: CountsPage['rate']): string {
  return `${short(value)} (${short(low)} to ${short(high)})`
}

function short(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2)
}
