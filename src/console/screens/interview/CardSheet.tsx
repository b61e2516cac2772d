import { useState } from 'react'
import type { Call, Mark, ShownCard } from '../../../http/rooms/interview/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCallAct } from './calls.ts'
import { clock } from './steps.ts'
import { cardNames, markWords } from './words.ts'

/** A card: face down until it is turned up, then read out, then marked with two keys so that none slips in by itself. */
export function CardSheet({ call, card, n, next }: { readonly call: Call; readonly card: ShownCard | null; readonly n: number; readonly next: () => void }) {
  const turn = useCallAct(call.id, 'cards')
  const open = call.evidence === null
  const isNext = n === call.cards.length
  useKeys(card === null && isNext && open && !call.second ? { Enter: () => turn.mutate({}) } : {})
  if (card === null)
    return (
      <section className="sheet" data-down aria-label={`Card ${n + 1}, face down`}>
        <p className="sheet-aside">
          {call.second ? 'The first interviewer turns it up.' : isNext ? 'Nobody has seen this card, not you either. It is used up once it lies open.' : 'The card before it comes first.'}
        </p>
        {!call.second && open && (
          <Button tone="main" disabled={!isNext || turn.isPending} onClick={() => turn.mutate({})} aria-keyshortcuts="Enter">
            Turn it up <kbd>Enter</kbd>
          </Button>
        )}
        {turn.error && <Trouble error={turn.error} />}
      </section>
    )
  return (
    <section className="sheet" aria-label="To read out">
      <p className="lettering sheet-head">
        <span>
          {cardNames[card.card] ?? card.card} · turned up at {clock(card.shownAt)}
        </span>
        <span>{card.burnt === 0 ? 'never used before' : `used ${card.burnt} ${card.burnt === 1 ? 'time' : 'times'} before, in other words`}</span>
      </p>
      <p className="sheet-read">{card.read}</p>
      <p className="sheet-other">
        <strong>Another way, and just as good:</strong> {card.alternative}
      </p>
      {open ? <Marks key={n} call={call} card={card} next={next} /> : <p className="lettering">{card.mark === null ? 'Not marked' : `Marked: ${markWords.find(({ mark }) => mark === card.mark?.mark)?.name}`}</p>}
    </section>
  )
}

function Marks({ call, card, next }: { readonly call: Call; readonly card: ShownCard; readonly next: () => void }) {
  const [armed, setArmed] = useState<Mark | null>(null)
  const mark = useCallAct(call.id, 'marks')
  const set = (value: Mark | null): void => {
    setArmed(null)
    mark.mutate({ n: card.n, mark: value })
    announce(value === null ? 'Mark taken back.' : `Marked: ${markWords.find((one) => one.mark === value)?.name}.`)
  }
  const choose = (value: Mark): void => (armed === value ? set(value) : setArmed(value))
  useKeys({
    ...Object.fromEntries(markWords.map(({ key, mark: value }) => [key, () => setArmed(value)])),
    Enter: () => (armed === null ? card.mark !== null && next() : set(armed)),
    Escape: () => setArmed(null),
  })
  const shown = armed ?? card.mark?.mark ?? null
  return (
    <div className="marks">
      <div className="marks-row" role="group" aria-label="What you saw">
        {markWords.map(({ mark: value, key, name }) => (
          <button
            key={value}
            type="button"
            className="mark"
            aria-pressed={card.mark?.mark === value}
            data-armed={armed === value || undefined}
            aria-keyshortcuts={key}
            onClick={() => choose(value)}
            disabled={mark.isPending}
          >
            <kbd>{key}</kbd>
            {name}
          </button>
        ))}
      </div>
      <p className="lettering" role="status">
        {shown === null
          ? 'Mark what you saw, not what you think. A letter, then Enter.'
          : `${markWords.find((one) => one.mark === shown)?.means} ${armed !== null ? 'Enter or a second press keeps it; Esc lets go.' : `Kept at ${clock(card.mark?.at ?? 0)}.`}`}
      </p>
      {armed === null && card.mark !== null && (
        <Button tone="quiet" small onClick={() => set(null)}>
          Take the mark back
        </Button>
      )}
      {card.secondGiven && !call.second && <p className="lettering">Your colleague has marked it too, unseen.</p>}
      {mark.error && <Trouble error={mark.error} />}
    </div>
  )
}
