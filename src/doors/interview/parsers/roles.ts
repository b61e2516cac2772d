import type { CallTurn } from '../record.ts'

/** One stretch of speech as a transcript gives it. */
export interface Spoken {
  readonly speaker: string | null
  readonly startMs: number
  readonly endMs: number
  /** The words end in a question mark. */
  readonly asks: boolean
}

/** Cues of one speaker this close together are one turn. */
const SAME_TURN_MS = 1500

/**
 * Who of the speakers is interviewed: of two, the one who asks fewer of the questions. With more or fewer people, or
 * when nobody asks more, roles stay `other` and a note says so: a wrong guess would time the wrong person.
 */
export function assignRoles(spoken: readonly Spoken[]): {
  turns: CallTurn[]
  candidate: string | null
  notes: string[]
} {
  const asked = new Map<string, number>()
  for (const { speaker, asks } of spoken)
    if (speaker !== null) asked.set(speaker, (asked.get(speaker) ?? 0) + Number(asks))
  const ranked = [...asked].toSorted((a, b) => b[1] - a[1])
  const [asker, answerer] = ranked
  const known = ranked.length === 2 && asker !== undefined && answerer !== undefined && asker[1] >= 2 * answerer[1] + 2
  const role = (speaker: string | null): CallTurn['speaker'] => {
    if (!known || speaker === null) return 'other'
    return speaker === asker[0] ? 'interviewer' : 'candidate'
  }
  return {
    turns: joined(
      spoken.toSorted((a, b) => a.startMs - b.startMs),
      role,
    ),
    candidate: known ? answerer[0] : null,
    notes: known ? [] : ['Who was interviewed cannot be told from this transcript: answers were not timed.'],
  }
}

function joined(spoken: readonly Spoken[], role: (speaker: string | null) => CallTurn['speaker']): CallTurn[] {
  const turns: (CallTurn & { name: string | null })[] = []
  for (const { speaker, startMs, endMs } of spoken) {
    const last = turns.at(-1)
    if (last !== undefined && last.name === speaker && startMs - last.endMs <= SAME_TURN_MS) {
      turns[turns.length - 1] = { ...last, endMs: Math.max(last.endMs, endMs) }
    } else turns.push({ speaker: role(speaker), startMs, endMs, kind: null, name: speaker })
  }
  return turns.map(({ name: _name, ...turn }) => turn)
}
