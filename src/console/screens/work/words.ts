import type { Compared } from '../../../jobs/work/baseline.ts'
import type { LikeColleagues } from '../../../measure/rhythm/baseline.ts'
import { wholeNumber } from '../../words/numbers.ts'

/** "UTC+5:45", "UTC−8", "UTC". */
export function utc(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** Decibans as odds somebody can say: "64 to 1 for it", "even", "5 to 1 against it". */
export function odds(decibans: number): string {
  const ratio = 10 ** (Math.abs(decibans) / 10)
  const shown =
    ratio >= 1_000
      ? 'more than 1,000'
      : ratio >= 10
        ? wholeNumber(Math.round(ratio))
        : ratio.toFixed(1).replace(/\.0$/, '')
  if (shown === '1') return 'even'
  return `${shown} to 1 ${decibans > 0 ? 'for' : 'against'} it`
}

/** How unusual it is among colleagues, in plain words. */
export function like(found: LikeColleagues): string {
  if (found.oneIn <= 1) return 'Most honest colleagues look like this, or more so.'
  return `1 in ${wholeNumber(found.oneIn)} honest colleagues looks like this, or more so.`
}

/** What is asked of the clock, one question each. */
export const questions: Readonly<Record<Compared, string>> = {
  claim: 'Is the clock five hours or more from the place they say to work in?',
  handover: 'Did somebody far away take over?',
  twoShifts: 'Do two shifts a day share the account?',
  turns: 'Do people take turns week by week?',
  night: 'Is there a night at all?',
}

export function hours(value: number): string {
  return `${(Math.round(value * 10) / 10).toFixed(1).replace(/\.0$/, '')} h`
}

/** `clockOf(17)` → "08:30": a half hour of the day. */
export function clockOf(half: number): string {
  const turned = ((half % 48) + 48) % 48
  return `${String(Math.floor(turned / 2)).padStart(2, '0')}:${turned % 2 === 0 ? '00' : '30'}`
}
