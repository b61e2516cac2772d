import type { Analysis, Mark } from '../../../http/rooms/interview/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { clock } from './steps.ts'
import { cardNames, markWords, noteName } from './words.ts'

/** Cards in the order they were marked, each with both marks, and what was noted beside them. */
export function MarkStrip({ call }: { readonly call: Analysis }) {
  return (
    <div className="strip">
      {call.challenges.length === 0 ? (
        <Hatched>No card was marked.</Hatched>
      ) : (
        <ol className="strip-cards">
          {call.challenges
            .toSorted((a, b) => a.atMs - b.atMs)
            .map(({ card, atMs, mark, second }) => (
              <li key={`${card} ${atMs}`} data-mark={mark}>
                <span className="figure lettering">{clock(atMs)}</span>
                <strong>{cardNames[card] ?? card}</strong>
                <span>{word(mark)}</span>
                <span className="lettering">{second === null ? 'one person' : second === mark ? 'two people agree' : `the second says: ${word(second)}`}</span>
              </li>
            ))}
        </ol>
      )}
      {call.observed.length > 0 && (
        <ul className="strip-notes">
          {call.observed
            .toSorted((a, b) => a.atMs - b.atMs)
            .map(({ what, atMs, by }) => (
              <li key={`${what} ${atMs} ${by}`}>
                <span className="figure">{clock(atMs)}</span> {noteName(what)} <span className="lettering">{by}</span>
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

const word = (mark: Mark): string => markWords.find((one) => one.mark === mark)?.name ?? mark
