import { HALF_HOURS_PER_DAY } from './half-hours.ts'
import { WORDS_PER_DAY, type Presence } from './presence.ts'

/** What is computed for everybody at once, one row a person. */
export const presenceFeatures = [
  'emptiestSixHours',
  'quietArcHours',
  'relativeAmplitude',
  'meanLength',
  'meanHour',
  'weekendShare',
  'weeklyQuietHours',
  'weeksSeen',
  'spanHours',
  'nightShare',
] as const

export type PresenceFeature = (typeof presenceFeatures)[number]

const WIDTH = presenceFeatures.length
const cosine = Float64Array.from({ length: HALF_HOURS_PER_DAY }, (_, bin) =>
  Math.cos((2 * Math.PI * (bin + 0.5)) / HALF_HOURS_PER_DAY),
)
const sine = Float64Array.from({ length: HALF_HOURS_PER_DAY }, (_, bin) =>
  Math.sin((2 * Math.PI * (bin + 0.5)) / HALF_HOURS_PER_DAY),
)

/**
 * Features of everybody in one pass over the bitmaps. How much anybody does is not among them, and no caller can order
 * people by it.
 *
 * @param offset claimed offset of each person in half hours
 * @returns people × presenceFeatures, NaN in the whole row of a person without activity
 */
export function featuresOfAll(presence: Presence, offset: Int8Array): Float32Array {
  const out = new Float32Array(presence.people * WIDTH)
  const face = new Float64Array(HALF_HOURS_PER_DAY)
  // Where runs begin and end; a run of a word may reach 16 half hours past local midnight.
  const edges = new Int32Array(HALF_HOURS_PER_DAY + 17)
  for (let person = 0; person < presence.people; person++)
    featuresOf(presence, person, offset[person]!, face, edges, out)
  return out
}

function featuresOf(
  presence: Presence,
  person: number,
  offset: number,
  face: Float64Array,
  edges: Int32Array,
  out: Float32Array,
): void {
  const { words, days, firstDay } = presence
  const length = days * WORDS_PER_DAY
  const base = person * length
  const at = person * WIDTH
  edges.fill(0)
  let total = 0
  let weekend = 0
  let previous = -1
  let week = -1
  let quiet = 0
  let quietSum = 0
  let weeks = 0
  let dayStart = -1
  let spans = 0
  let spanDays = 0
  for (let i = 0; i < length; i++) {
    // By runs of set bits, not by bits: people work in stretches, so there are four times fewer.
    for (let word = words[base + i]!; word !== 0;) {
      const start = 31 - Math.clz32(word & -word)
      const run = 31 - Math.clz32(~(word >>> start) & -~(word >>> start))
      word &= ~(((1 << run) - 1) << start)
      const half = i * 16 + start + offset
      let slot = half % HALF_HOURS_PER_DAY
      if (slot < 0) slot += HALF_HOURS_PER_DAY
      edges[slot]! += 1
      edges[slot + run]! -= 1
      total += run
      const day = (half - slot) / HALF_HOURS_PER_DAY + firstDay + 3
      const thisWeek = (day / 7) | 0
      if (day - thisWeek * 7 >= 5) weekend += run
      const pause = previous < 0 ? 0 : half - previous - 1
      if (thisWeek !== week) {
        if (week >= 0) {
          quietSum += quiet
          weeks++
        }
        week = thisWeek
        quiet = 0
      } else if (pause > quiet) quiet = pause
      // Four hours without activity end a day, wherever midnight is.
      if (previous < 0 || pause >= 8) {
        if (dayStart >= 0) {
          spans += previous - dayStart + 1
          spanDays++
        }
        dayStart = half
      }
      previous = half + run - 1
    }
  }
  if (total === 0) {
    out.fill(Number.NaN, at, at + WIDTH)
    return
  }
  let level = 0
  face.fill(0)
  for (let bin = 0; bin < edges.length; bin++) {
    level += edges[bin]!
    face[bin % HALF_HOURS_PER_DAY]! += level
  }
  clockStatistics(face, total, out, at)
  out[at + 5] = weekend / total
  out[at + 6] = weeks === 0 ? Number.NaN : quietSum / weeks / 2
  out[at + 7] = weeks
  out[at + 8] = (spans + previous - dayStart + 1) / (spanDays + 1) / 2
  let night = 0
  for (let bin = 0; bin < 12; bin++) night += face[bin]!
  out[at + 9] = night / total
}

function clockStatistics(face: Float64Array, total: number, out: Float32Array, at: number): void {
  let six = 0
  let ten = 0
  let five = 0
  let x = 0
  let y = 0
  for (let bin = 0; bin < HALF_HOURS_PER_DAY; bin++) {
    if (bin < 12) six += face[bin]!
    if (bin < 20) ten += face[bin]!
    if (bin < 10) five += face[bin]!
    x += face[bin]! * cosine[bin]!
    y += face[bin]! * sine[bin]!
  }
  let lowSix = six
  let highTen = ten
  let lowFive = five
  let longest = 0
  let end = 0
  let inside = 0
  const allowed = total * 0.05
  for (let from = 0; from < HALF_HOURS_PER_DAY; from++) {
    const leaving = face[from]!
    six += face[(from + 12) % 48]! - leaving
    ten += face[(from + 20) % 48]! - leaving
    five += face[(from + 10) % 48]! - leaving
    if (six < lowSix) lowSix = six
    if (ten > highTen) highTen = ten
    if (five < lowFive) lowFive = five
    if (end < from) {
      end = from
      inside = 0
    }
    while (end - from < 48 && inside + face[end % 48]! <= allowed) inside += face[end++ % 48]!
    if (end - from > longest) longest = end - from
    if (end > from) inside -= leaving
  }
  out[at] = lowSix / total
  out[at + 1] = longest / 2
  const busy = highTen / 10
  const calm = lowFive / 5
  out[at + 2] = (busy - calm) / (busy + calm)
  out[at + 3] = Math.hypot(x, y) / total
  out[at + 4] = ((Math.atan2(y, x) / (2 * Math.PI)) * 24 + 24) % 24
}
