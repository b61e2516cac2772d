/** Who spoke, from when to when; milliseconds on the recorder's clock. */
export interface Turn {
  readonly speaker: 'interviewer' | 'candidate'
  readonly startMs: number
  readonly endMs: number
  /**
   * On an interviewer's turn, what it asked for: `zero-think` (spell your name back, repeat a number, yes or no), `easy`,
   * `hard`; or a probe: `shadow` (repeat while I speak) or `interrupt` (the interviewer cuts in). Otherwise null.
   */
  readonly question: Question | null
}

export const questions = ['zero-think', 'easy', 'hard', 'shadow', 'interrupt'] as const
export type Question = (typeof questions)[number]

/** The line as measured at some moment of the call. */
export interface NetworkSample {
  readonly atMs: number
  /** Round trip, milliseconds. */
  readonly rttMs: number
  /** What the jitter buffer holds back here, and there where it is known. */
  readonly playoutMs: number | null
  readonly remotePlayoutMs: number | null
}

/** How exactly a source knows when somebody began to speak: one deviation, ms (research: B1, B5). */
export const sources = {
  /** Our own room: voice activity at both ends. */
  room: 20,
  /** A recording with one track per participant. */
  tracks: 60,
  /** Keys that the interviewer pressed: end of the question, first sound of the answer. */
  tapped: 130,
  /** A transcript with diarised times. */
  transcript: 350,
} as const
export type Source = keyof typeof sources

/** A call as it was measured or imported. */
export interface Call {
  readonly source: Source
  readonly turns: readonly Turn[]
  /** Empty for recordings: then the line is not known. */
  readonly network: readonly NetworkSample[]
  /** The candidate answers through an agreed interpreter or with an accommodation: nothing is concluded from delay. */
  readonly accommodated?: boolean
}

export interface CleanCall {
  readonly turns: readonly Turn[]
  readonly broken: number
  readonly unusable: string | null
}

const mostTurns = 20_000
/** Times may be milliseconds of the call or since 1970; beyond the year 2286 they are neither. */
const latest = 1e13

/** Puts turns in order of time and leaves out what cannot be a turn. */
export function cleanCall(turns: readonly Turn[]): CleanCall {
  const read = turns.slice(0, mostTurns)
  const whole = read.filter(
    (turn) =>
      Number.isFinite(turn.startMs) &&
      Number.isFinite(turn.endMs) &&
      turn.startMs >= 0 &&
      turn.startMs < latest &&
      turn.endMs > turn.startMs &&
      turn.endMs - turn.startMs < 3_600_000,
  )
  const broken = read.length - whole.length
  const unusable =
    broken > 2 && broken > 0.05 * read.length
      ? `${broken} of ${read.length} turns have times that cannot be right`
      : null
  return { turns: whole.toSorted((a, b) => a.startMs - b.startMs), broken, unusable }
}
