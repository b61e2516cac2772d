import type { NetworkSample, Turn } from './call.ts'
import { lineDelay } from './network.ts'

/** An answer to a question, net of the line. */
export interface Answer {
  /** Index of the answering turn. */
  readonly turn: number
  readonly atMs: number
  readonly question: 'zero-think' | 'easy' | 'hard'
  /** From the end of the question to the onset of the answer, less what the line adds; negative when it overlapped. */
  readonly gapMs: number
  readonly uncertaintyMs: number
}

/** What two probes gave, net of the line. */
export interface Probe {
  readonly kind: 'shadow' | 'interrupt'
  readonly turn: number
  readonly atMs: number
  readonly ms: number
}

export interface Exchange {
  readonly answers: readonly Answer[]
  readonly probes: readonly Probe[]
  /** Transitions to the candidate, and how many began before the interviewer had ended. */
  readonly transitions: number
  readonly overlaps: number
  /** "Mm-hm" while the interviewer speaks, and for how long the candidate listened. */
  readonly backChannels: number
  readonly listenedMs: number
  readonly measuredLine: boolean
}

/** An answer after this long is to another question, or the line broke. */
const longestGap = 15_000
/** An onset this long before the end of the question is not an answer to it. */
const earliestOnset = 1500
/** A sound this short, while the other goes on speaking, takes no turn. */
const longestBackChannel = 900

/**
 * Reads questions, answers, probes, overlaps and back-channels out of a call.
 *
 * @param turns in order of time
 */
export function exchangeOf(turns: readonly Turn[], network: readonly NetworkSample[]): Exchange {
  const answers: Answer[] = []
  const probes: Probe[] = []
  let transitions = 0
  let overlaps = 0
  let backChannels = 0
  let listenedMs = 0
  let measuredLine = network.length > 0
  turns.forEach((turn, t) => {
    if (turn.speaker !== 'interviewer') return
    listenedMs += turn.endMs - turn.startMs
    for (const other of around(turns, t)) if (isBackChannel(turn, other.turn)) backChannels++
    if (turn.question === 'interrupt') {
      const cut = around(turns, t).find(
        ({ turn: other }) =>
          other.speaker === 'candidate' && other.startMs < turn.startMs && other.endMs > turn.startMs,
      )
      // How long the far voice goes on after it was cut into.
      if (cut !== undefined)
        probes.push({
          kind: 'interrupt',
          turn: cut.index,
          atMs: turn.startMs,
          ms: cut.turn.endMs - turn.startMs - lineDelay(network, turn.startMs).ms,
        })
      return
    }
    if (turn.question === 'shadow') {
      const echo = around(turns, t).find(
        ({ turn: other }) =>
          other.speaker === 'candidate' && other.startMs > turn.startMs && other.startMs < turn.endMs + longestGap,
      )
      if (echo !== undefined)
        probes.push({
          kind: 'shadow',
          turn: echo.index,
          atMs: echo.turn.startMs,
          ms: echo.turn.startMs - turn.startMs - lineDelay(network, turn.startMs).ms,
        })
      return
    }
    const found = answerTo(turns, t)
    if (found === null) return
    const line = lineDelay(network, found.turn.startMs)
    measuredLine &&= line.measured
    const gapMs = found.turn.startMs - turn.endMs - line.ms
    transitions++
    if (gapMs < 0) overlaps++
    if (turn.question !== null)
      answers.push({
        turn: found.index,
        atMs: found.turn.startMs,
        question: turn.question,
        gapMs,
        uncertaintyMs: line.uncertaintyMs,
      })
  })
  return { answers, probes, transitions, overlaps, backChannels, listenedMs, measuredLine }
}

interface Placed {
  readonly turn: Turn
  readonly index: number
}

/** Turns that may touch the one at `t`: turns are in order, so only neighbours can. */
function around(turns: readonly Turn[], t: number): Placed[] {
  return turns.slice(Math.max(0, t - 6), t + 7).map((turn, k) => ({ turn, index: Math.max(0, t - 6) + k }))
}

function isBackChannel(speaking: Turn, other: Turn): boolean {
  return (
    other.speaker === 'candidate' &&
    other.endMs - other.startMs <= longestBackChannel &&
    other.startMs > speaking.startMs + 300 &&
    other.endMs < speaking.endMs - 300
  )
}

/** The candidate's turn that answers the interviewer's turn at `t`; null when the interviewer goes on first. */
function answerTo(turns: readonly Turn[], t: number): Placed | null {
  const asked = turns[t]!
  for (let k = t + 1; k < turns.length; k++) {
    const next = turns[k]!
    if (next.startMs - asked.endMs > longestGap) return null
    if (next.speaker === 'interviewer') return null
    if (next.startMs >= asked.endMs - earliestOnset && !isBackChannel(asked, next)) return { turn: next, index: k }
  }
  return null
}
