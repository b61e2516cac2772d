import type { observationKinds } from '../../../measure/challenge/marks.ts'

/** What the interview room's routes say, as types; the console imports nothing else. Times of a call: ms since it began. */

export type Observation = (typeof observationKinds)[number]
export type Mark = 'done' | 'artefact' | 'refused' | 'not-possible'
export type Regime = 'complied' | 'declined' | 'disconnected'

/** `GET /api/interview/kit` */
export interface Kit {
  readonly roles: readonly { readonly id: string; readonly title: string }[]
  readonly stages: readonly { readonly id: string; readonly title: string; readonly cards: number }[]
  readonly regime: { readonly allowed: boolean; readonly why: string }
  /** How often each card was drawn in this house: the least burnt is drawn next. */
  readonly burns: Readonly<Record<string, number>>
}

/** `GET /api/interview/calls` → `CallRow[]` */
export interface CallRow {
  readonly id: string
  readonly label: string
  readonly role: string
  readonly stage: string
  readonly begunAt: number
  readonly case: string | null
  readonly evidence: string | null
}

export interface Line {
  readonly id: string
  readonly part: 'notice' | 'talk' | 'short' | 'cards' | 'knowledge' | 'regime' | 'closing'
  readonly question: 'zero-think' | 'easy' | 'hard' | 'shadow' | 'interrupt' | null
  readonly read: string
}

export interface ShownCard {
  readonly n: number
  readonly card: string
  readonly channel: 'face' | 'voice' | 'timing' | 'knowledge'
  readonly read: string
  readonly alternative: string
  readonly shownAt: number
  /** Times this card was drawn before. */
  readonly burnt: number
  /** The mark of whoever asks; the other person's is not shown before the call is handed in. */
  readonly mark: { readonly mark: Mark; readonly at: number } | null
  readonly secondGiven: boolean
}

/** `GET /api/interview/calls/{id}` and the answer to everything done on it. */
export interface Call extends CallRow {
  /** Now, on the call's clock, so that the page's clock follows the server's. */
  readonly now: number
  readonly accommodated: boolean
  /** Whether the one who asks sits beside the first interviewer and marks unseen. */
  readonly second: boolean
  /** Ends of an address by which a colleague joins as the second pair of eyes. */
  readonly key: string | null
  readonly script: readonly Line[]
  readonly cards: readonly ShownCard[]
  readonly cardsLeft: number
  readonly knowledge: readonly { readonly about: 'planted' | 'place'; readonly read: string; readonly fine: string }[]
  /** Of whoever asks. */
  readonly observations: readonly { readonly id: string; readonly what: Observation; readonly at: number }[]
  readonly taps: readonly { readonly line: string; readonly endedAt: number; readonly answeredAt: number }[]
  readonly regime: { readonly allowed: boolean; readonly read: string; readonly outcome: Regime | null }
  /** The verification room, when the call is held there: turns it has heard, and short answers it has timed. */
  readonly meeting: { readonly turns: number; readonly timed: number } | null
}

/** `POST /api/interview/calls/{id}/meeting`: the two links, each shown this once. */
export interface MeetingLinks {
  readonly interviewer: string | null
  readonly candidate: string | null
}

/** `GET /api/interview/evidence/{id}` */
export interface Analysis {
  readonly evidence: string
  readonly name: string
  readonly source: 'room' | 'tracks' | 'tapped' | 'transcript'
  readonly candidate: string | null
  readonly durationMs: number
  readonly turns: readonly { readonly speaker: 'interviewer' | 'candidate' | 'other'; readonly startMs: number; readonly endMs: number; readonly question: string | null }[]
  readonly answers: readonly { readonly turn: number; readonly atMs: number; readonly question: string; readonly gapMs: number; readonly lineMs: number; readonly uncertaintyMs: number }[]
  readonly network: readonly { readonly atMs: number; readonly ms: number }[]
  readonly lineMeasured: boolean
  readonly challenges: readonly { readonly card: string; readonly channel: string; readonly atMs: number; readonly mark: Mark; readonly second: Mark | null }[]
  readonly observed: readonly { readonly what: Observation; readonly atMs: number; readonly by: string }[]
  readonly delay: { readonly answers: number; readonly decibans: number; readonly addedMs: number; readonly lowMs: number; readonly highMs: number } | null
  readonly zeroThink: { readonly answers: number; readonly lowerQuartileMs: number; readonly floorMs: number; readonly uncertaintyMs: number } | null
  readonly whyNot: Readonly<Record<string, string>>
  /** Gaps of zero-think answers of people on direct lines, and the same with 1.5 s added; density a millisecond. */
  readonly population: readonly { readonly ms: number; readonly direct: number; readonly added: number }[]
  readonly notes: readonly string[]
}
