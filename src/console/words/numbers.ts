const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "4 min", "7 h", "3 d": how long something lasts, in one unit. */
export function span(ms: number): string {
  if (ms < minute) return 'under 1 min'
  if (ms < hour) return `${Math.round(ms / minute)} min`
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`
  return `${Math.round(ms / day)} d`
}

/** The same, spoken: "3 days". */
export function spanInWords(ms: number): string {
  if (ms < minute) return 'under a minute'
  if (ms < hour) return count(Math.round(ms / minute), 'minute')
  if (ms < 2 * day) return count(Math.round(ms / hour), 'hour')
  return count(Math.round(ms / day), 'day')
}

const smallNumbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "three cases", "1,204 cases": numbers up to twelve in letters, as in a sentence. */
export function countInWords(n: number, one: string, many = `${one}s`): string {
  return `${smallNumbers[n] ?? whole.format(n)} ${n === 1 ? one : many}`
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole.format(n)} ${n === 1 ? one : many}`
}

export function startSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const whole = new Intl.NumberFormat('en')
export const wholeNumber = (n: number): string => whole.format(n)

/** "+6.2" with a true minus sign, so that figures align. */
export function decibans(value: number): string {
  const rounded = Math.round(value * 10) / 10
  return `${rounded < 0 ? '−' : rounded > 0 ? '+' : ''}${Math.abs(rounded).toFixed(1)}`
}

export function bytes(n: number): string {
  if (n < 1024) return `${n} B`
  if (n < 1024 ** 2) return `${(n / 1024).toFixed(0)} KB`
  return `${(n / 1024 ** 2).toFixed(1)} MB`
}

const dateTime = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dateOnly = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const complete = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' })

export const moment = (at: number): string => dateTime.format(at)
export const date = (at: number): string => dateOnly.format(at)
export const exact = (at: number): string => complete.format(at)

/** "1 in 343", for a share that is smaller than a percent. */
export function oneIn(share: number): string {
  return share > 0 ? `1 in ${whole.format(Math.round(1 / share))}` : 'none'
}
