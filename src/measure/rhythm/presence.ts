import { HALF_HOURS_PER_DAY } from './half-hours.ts'

/** Three 16-bit words hold the 48 half hours of a day, half hour 0 in the lowest bit of the first word. */
export const WORDS_PER_DAY = 3

/**
 * Who was active in which half hour: 48 bits for each person and UTC day, and nothing else. 10,000 people over five
 * years take 110 MB; what somebody did in the half hour cannot be asked of it.
 */
export interface Presence {
  readonly people: number
  readonly days: number
  /** Day since 1970 of the first column. */
  readonly firstDay: number
  /** people × days × 3, person by person. */
  readonly words: Uint16Array
}

export function emptyPresence(people: number, days: number, firstDay: number): Presence {
  return { people, days, firstDay, words: new Uint16Array(people * days * WORDS_PER_DAY) }
}

/**
 * Marks a half hour. Marking twice, late or out of order gives the same bitmap.
 *
 * @returns false when the moment lies outside the days kept
 */
export function mark(presence: Presence, person: number, epochSeconds: number): boolean {
  const half = Math.floor(epochSeconds / 1800)
  const day = Math.floor(half / HALF_HOURS_PER_DAY)
  const column = day - presence.firstDay
  if (column < 0 || column >= presence.days || person < 0 || person >= presence.people) return false
  const slot = half - day * HALF_HOURS_PER_DAY
  presence.words[(person * presence.days + column) * WORDS_PER_DAY + (slot >> 4)]! |= 1 << (slot & 15)
  return true
}

/** Ascending active half hours since 1970 of one person, optionally only of some columns. */
export function activeOf(presence: Presence, person: number, fromColumn = 0, toColumn = presence.days): Int32Array {
  const out: number[] = []
  const base = person * presence.days * WORDS_PER_DAY
  for (let at = fromColumn * WORDS_PER_DAY; at < toColumn * WORDS_PER_DAY; at++) {
    for (let word = presence.words[base + at]!; word !== 0; word &= word - 1) {
      out.push(presence.firstDay * HALF_HOURS_PER_DAY + at * 16 + (31 - Math.clz32(word & -word)))
    }
  }
  return Int32Array.from(out)
}

/** Half hours in which two lanes of the same person (two devices, two networks) were active at once. */
export function overlap(a: Presence, b: Presence, person: number): number {
  const length = a.days * WORDS_PER_DAY
  const base = person * length
  let both = 0
  for (let at = base; at < base + length; at++) both += bits(a.words[at]! & b.words[at]!)
  return both
}

function bits(word: number): number {
  let count = word - ((word >> 1) & 0x5555)
  count = (count & 0x3333) + ((count >> 2) & 0x3333)
  count = (count + (count >> 4)) & 0x0f0f
  return (count + (count >> 8)) & 0x1f
}

/** Activity by half hour of the week in UTC over everybody: what a baseline without names is made of. */
export function hourOfWeek(presence: Presence): Float64Array {
  const out = new Float64Array(7 * HALF_HOURS_PER_DAY)
  const { words, days, firstDay } = presence
  for (let at = 0; at < words.length; at++) {
    let word = words[at]!
    if (word === 0) continue
    const row = at % (days * WORDS_PER_DAY)
    const weekday = (((firstDay + Math.floor(row / WORDS_PER_DAY) + 3) % 7) + 7) % 7
    const base = weekday * HALF_HOURS_PER_DAY + (row % WORDS_PER_DAY) * 16
    for (; word !== 0; word &= word - 1) out[base + (31 - Math.clz32(word & -word))]! += 1
  }
  return out
}
