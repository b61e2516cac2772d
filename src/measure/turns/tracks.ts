import type { Turn } from './call.ts'
import { segmentsOf, type Segment } from './speech.ts'

/** One person's track of a recording: levels of 10 ms from the recording's start, decibels. */
export interface Track {
  readonly levels: Float32Array
}

export type TracksTurns = { readonly turns: readonly Turn[]; readonly notes: readonly string[] } | { readonly why: string }

/** Below this a track holds nothing, dB. */
const SILENT = -70
/** Two tracks whose levels go together like this are one sound. */
const SAME = 0.92
/** Tracks end this far apart before it is worth a note, ms. */
const END_APART_MS = 5000
/** A trend of the gaps this steep is no person's: two clocks, ms a second, over at least this many answers and minutes. */
const DRIFT = 0.4
const LEAST_ANSWERS = 12
const LEAST_MS = 600_000

/**
 * Who spoke when, of a recording with a track of its own for each person; or why that cannot be said. Times in ms from
 * the start of the recording; no question is known.
 */
export function turnsOfTracks(interviewer: Track, candidate: Track): TracksTurns {
  for (const [who, { levels }] of [['interviewer', interviewer], ['candidate', candidate]] as const) {
    if (levels.length < 1000) return { why: `the ${who}'s track is shorter than ten seconds` }
    if (levels.every((level) => level < SILENT)) return { why: `the ${who}'s track is silent` }
  }
  if (together(interviewer.levels, candidate.levels) > SAME)
    return { why: 'both tracks hold the same sound: this is a mix of all voices, and in a mix nobody can be told from the other' }
  const [asked, answered] = [segmentsOf(interviewer.levels), segmentsOf(candidate.levels)]
  if (asked.length === 0) return { why: 'no speech was found in the interviewer’s track' }
  if (answered.length === 0) return { why: 'no speech was found in the candidate’s track' }
  const drift = driftOf(asked, answered)
  if (drift !== null && Math.abs(drift) > DRIFT)
    return { why: `the tracks’ clocks run apart by about ${Math.abs(Math.round(drift * 3600))} ms an hour or more: gaps between them mean nothing` }
  const apart = Math.abs(interviewer.levels.length - candidate.levels.length) * 10
  return {
    turns: [...asked.map((one) => turn('interviewer', one)), ...answered.map((one) => turn('candidate', one))].toSorted((a, b) => a.startMs - b.startMs),
    notes: apart > END_APART_MS ? [`The tracks end ${Math.round(apart / 1000)} s apart; it is taken that they begin together.`] : [],
  }
}

const turn = (speaker: Turn['speaker'], { startMs, endMs }: Segment): Turn => ({ speaker, startMs, endMs, question: null })

/** How the levels of two tracks go together: correlation over the common length. */
function together(a: Float32Array, b: Float32Array): number {
  const length = Math.min(a.length, b.length)
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let k = 0; k < length; k++) {
    const [x, y] = [a[k] as number, b[k] as number]
    sumA += x
    sumB += y
    squareA += x * x
    squareB += y * y
    product += x * y
  }
  const spread = Math.sqrt((squareA - (sumA * sumA) / length) * (squareB - (sumB * sumB) / length))
  return spread === 0 ? 0 : (product - (sumA * sumB) / length) / spread
}

/** Trend of the gaps over the recording (Theil–Sen), ms a second; null when there is too little to see one. */
function driftOf(asked: readonly Segment[], answered: readonly Segment[]): number | null {
  const gaps: { at: number; gap: number }[] = []
  let next = 0
  for (const { endMs } of asked) {
    while (next < answered.length && (answered[next] as Segment).startMs < endMs - 3000) next++
    const found = answered[next]
    if (found !== undefined && found.startMs - endMs < 8000) gaps.push({ at: endMs / 1000, gap: found.startMs - endMs })
  }
  const first = gaps[0]
  const last = gaps.at(-1)
  if (gaps.length < LEAST_ANSWERS || first === undefined || last === undefined || 1000 * (last.at - first.at) < LEAST_MS) return null
  const slopes: number[] = []
  const step = Math.max(1, Math.floor(gaps.length / 150))
  const thinned = gaps.filter((_, k) => k % step === 0)
  thinned.forEach((a, k) => thinned.slice(k + 1).forEach((b) => b.at - a.at > 60 && slopes.push((b.gap - a.gap) / (b.at - a.at))))
  const sorted = slopes.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? null
}
