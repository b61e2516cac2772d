import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'
import { challengeMarks, observationKinds, type ChallengeMark } from '../../measure/challenge/marks.ts'
import { questions, sources } from '../../measure/turns/call.ts'
import { callRecord, type CallRecord } from './record.ts'
import { regimeQuestion } from './kit.ts'

const at = z.number().min(0).max(86_400_000)
const by = z.string().max(60)
const mark = z.enum(challengeMarks)

const card = z.object({
  card: z.string(),
  channel: z.enum(['face', 'voice', 'timing', 'knowledge']),
  read: z.string(),
  alternative: z.string(),
  variant: z.string(),
  shownAt: at.nullable(),
  mark: z.object({ mark, at, by }).nullable(),
  /** Another person's mark, made without seeing the first. */
  second: z.object({ mark, at, by }).nullable(),
})

const line = z.object({
  id: z.string(),
  part: z.enum(['notice', 'talk', 'short', 'cards', 'knowledge', 'regime', 'closing']),
  question: z.enum(questions).nullable(),
  read: z.string(),
})

/** A call while it is run from the interviewer's page. Times in milliseconds since it began. */
export const sitting = z.object({
  case: z.string().nullable(),
  label: z.string(),
  role: z.string(),
  stage: z.string(),
  accommodated: z.boolean(),
  begunAt: z.number(),
  people: z.array(z.string()),
  /** Whoever has it may join as the second pair of eyes. */
  key: z.string(),
  script: z.array(line),
  cards: z.array(card),
  knowledge: z.array(z.object({ about: z.enum(['planted', 'place']), read: z.string(), fine: z.string() })),
  observations: z.array(z.object({ id: z.string(), what: z.enum(observationKinds), at, by })),
  /** Answers timed by key: the question's line, when it ended, when the first sound of the answer came. */
  taps: z.array(z.object({ line: z.string(), endedAt: at, answeredAt: at })),
  /** Which step lay open when: gives the room's turns their kind of question. */
  steps: z.array(z.object({ step: z.string(), at })),
  /** The verification room this call is held in; null: another meeting program. */
  meeting: z.string().nullable(),
  regime: z.enum(regimeQuestion.outcomes).nullable(),
  /** Evidence this call became; null while it runs. */
  evidence: z.string().nullable(),
})
export type Sitting = z.infer<typeof sitting>
export type SittingCard = z.infer<typeof card>
export type Mark = z.infer<typeof mark>

/** What is noted at most; a call has a tenth of it. */
const MOST = { observations: 200, taps: 200, steps: 2000 } as const

/**
 * A person presses the key this long after a sound begins: simple reaction to sound, keyboard included (some 170 ms and
 * 30 ms). The end of one's own sentence is foreseen and needs none.
 */
const REACTION_MS = 200
/** How long a short question takes to read; only its end is tapped. */
const READING_MS = 2500

/** Turns the next card up. A card is shown once: no card can be looked at before its time. */
export function turnUp(call: Sitting, now: number): Sitting {
  const next = call.cards.findIndex(({ shownAt }) => shownAt === null)
  if (next === -1) throw new SallyportError('SP_INPUT', 'All cards of this stage are on the table.')
  return { ...call, cards: call.cards.with(next, { ...(call.cards[next] as SittingCard), shownAt: now }) }
}

/** Sets or takes back a mark. The second mark comes from another person than the first. */
export function setMark(call: Sitting, n: number, value: Mark | null, who: string, now: number, second: boolean): Sitting {
  const of = call.cards[n]
  if (of === undefined || of.shownAt === null) throw new SallyportError('SP_INPUT', 'This card is not on the table.')
  const other = second ? of.mark : of.second
  if (value !== null && other !== null && other.by === who)
    throw new SallyportError('SP_INPUT', 'The second mark has to come from another person.')
  const made = value === null ? null : { mark: value, at: now, by: who }
  return { ...call, cards: call.cards.with(n, second ? { ...of, second: made } : { ...of, mark: made }) }
}

export function observe(call: Sitting, id: string, what: (typeof observationKinds)[number], who: string, now: number): Sitting {
  if (call.observations.length >= MOST.observations) throw new SallyportError('SP_INPUT', 'That is more than one call can hold.')
  return { ...call, observations: [...call.observations, { id, what, at: now, by: who }] }
}

/** @throws SP_FORBIDDEN for what somebody else noted */
export function takeBack(call: Sitting, id: string, who: string): Sitting {
  const noted = call.observations.find((one) => one.id === id)
  if (noted !== undefined && noted.by !== who) throw new SallyportError('SP_FORBIDDEN', 'Only who noted it can take it back.')
  return { ...call, observations: call.observations.filter((one) => one.id !== id) }
}

export function tap(call: Sitting, lineId: string, endedAt: number, answeredAt: number): Sitting {
  if (!call.script.some(({ id }) => id === lineId)) throw new SallyportError('SP_INPUT', 'The script has no such line.')
  if (answeredAt < endedAt) throw new SallyportError('SP_INPUT', 'The answer came before the question.')
  const kept = call.taps.filter((one) => one.line !== lineId).slice(-MOST.taps)
  return { ...call, taps: [...kept, { line: lineId, endedAt, answeredAt }] }
}

/** Notes which step lies open from now on. */
export function openStep(call: Sitting, step: string, now: number): Sitting {
  return { ...call, steps: [...call.steps, { step, at: now }].slice(-MOST.steps) }
}

/** What the verification room measured of this call. */
export interface RoomTimes {
  readonly turns: CallRecord['turns']
  readonly network: CallRecord['network']
}

/** The room's turns, each question with its kind: that of the step that lay open when it ended. */
export function turnsInRoom(call: Sitting, { turns }: RoomTimes): CallRecord['turns'] {
  return turns
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((turn) => (turn.speaker === 'interviewer' ? { ...turn, kind: kindAt(call, turn.endMs) } : turn))
}

function kindAt(call: Sitting, ms: number): string | null {
  const open = call.steps.findLast((one) => one.at <= ms)?.step
  if (open === undefined) return null
  const card = /^card-(\d+)$/.exec(open)
  if (card === null) return call.script.find(({ id }) => id === open)?.question ?? null
  const shown = call.cards[Number(card[1])]?.card
  return shown === 'shadow' || shown === 'interrupt' ? shown : null
}

/** The call as evidence: marks, observations, timed answers. No name of a reviewer, only who is not whom. */
export function recordOf(call: Sitting, room: RoomTimes | null = null): CallRecord {
  const people = [...new Set([...call.observations.map((one) => one.by), ...call.cards.flatMap(({ mark: one }) => (one === null ? [] : [one.by]))])]
  const pseudonym = (who: string): string => `reviewer ${people.indexOf(who) + 1}`
  const marks = call.cards.flatMap((one): ChallengeMark[] =>
    one.mark === null
      ? []
      : [{ card: one.card, channel: one.channel, atMs: one.mark.at, mark: one.mark.mark, by: pseudonym(one.mark.by), second: one.second?.mark ?? null }],
  )
  const regime = call.regime === 'declined' ? 'security-question-declined' : call.regime === 'disconnected' ? 'left-after-security-topic' : null
  const observed = call.observations.map(({ what, at: atMs, by: who }) => ({ what, atMs, by: pseudonym(who) }))
  const timed = room !== null && room.turns.length > 0
  const turns = timed ? turnsInRoom(call, room) : tappedTurns(call)
  return callRecord.parse({
    sallyport: 'call/1',
    source: timed ? 'room' : 'tapped',
    resolutionMs: timed ? sources.room : sources.tapped,
    candidate: call.label,
    stage: call.stage,
    accommodated: call.accommodated,
    turns,
    network: timed ? room.network : [],
    observed: regime === null ? observed : [...observed, { what: regime, atMs: 0, by: 'reviewer 1' }],
    challenges: marks.length === 0 ? null : marks,
    notes: timed ? [] : [turns.length === 0 ? 'Answers were not timed by key.' : 'Answers were timed by key; the line was not measured.'],
  })
}

function tappedTurns(call: Sitting): unknown[] {
  return call.taps.toSorted((a, b) => a.endedAt - b.endedAt).flatMap(({ line: id, endedAt, answeredAt }) => {
    const heard = Math.max(endedAt, answeredAt - REACTION_MS)
    return [
      { speaker: 'interviewer', startMs: Math.max(0, endedAt - READING_MS), endMs: endedAt, kind: call.script.find((one) => one.id === id)?.question ?? null },
      { speaker: 'candidate', startMs: heard, endMs: heard + 1000, kind: null },
    ]
  })
}
