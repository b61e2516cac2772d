import type { Burns } from '../../../doors/interview/draw.ts'
import { turnsOf } from '../../../doors/interview/measure.ts'
import { recordOf, type RoomTimes, type Sitting } from '../../../doors/interview/sitting.ts'
import { exchangeOf } from '../../../measure/turns/answers.ts'
import { closing } from '../../../doors/interview/script.ts'
import { regimeQuestion } from '../../../doors/interview/kit.ts'
import type { Call, CallRow } from './contract.ts'
import type { Kept } from './sittings.ts'

export function rowOf({ id, sitting }: Kept): CallRow {
  const { label, role, stage, begunAt, evidence } = sitting
  return { id, label, role, stage, begunAt, case: sitting.case, evidence }
}

/**
 * A call as one of its people may see it: cards that are on the table, one's own marks and notes. What the other one
 * marked stays hidden, so that two people are two judgements.
 */
export function callFor(kept: Kept, who: string, burns: Burns, now: number, mayAskRegime: boolean, room: RoomTimes | null = null): Call {
  const { sitting } = kept
  const second = sitting.people[0] !== who && sitting.people.includes(who)
  const shown = sitting.cards.flatMap((card, n) => {
    if (card.shownAt === null) return []
    const own = second ? card.second : card.mark
    return [
      {
        n,
        card: card.card,
        channel: card.channel,
        read: card.read,
        alternative: card.alternative,
        shownAt: card.shownAt,
        burnt: Math.max(0, (burns[card.card] ?? 1) - 1),
        mark: own === null ? null : { mark: own.mark, at: own.at },
        secondGiven: card.second !== null,
      },
    ]
  })
  return {
    ...rowOf(kept),
    now: Math.max(0, now - sitting.begunAt),
    accommodated: sitting.accommodated,
    second,
    key: second ? null : sitting.key,
    script: [...sitting.script, { id: 'closing', part: 'closing', question: null, read: closing }],
    cards: shown,
    cardsLeft: sitting.cards.length - shown.length,
    knowledge: sitting.knowledge,
    observations: sitting.observations.filter(({ by }) => by === who).map(({ id, what, at }) => ({ id, what, at })),
    taps: sitting.taps,
    meeting: sitting.meeting === null ? null : { turns: room?.turns.length ?? 0, timed: room === null ? 0 : timedIn(sitting, room) },
    regime: { allowed: mayAskRegime, read: mayAskRegime ? regimeQuestion.read : '', outcome: sitting.regime },
  }
}

/** Short answers that the room has timed so far. */
function timedIn(sitting: Sitting, room: RoomTimes): number {
  const { turns, network } = turnsOf(recordOf(sitting, room))
  return exchangeOf(turns, network).answers.filter(({ question }) => question === 'zero-think').length
}
