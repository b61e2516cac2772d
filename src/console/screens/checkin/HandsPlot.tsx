import type { CheckinOfCase, HandsRow } from '../../../http/rooms/checkin/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { date, decibans } from '../../words/numbers.ts'
import { useForgetHands } from './queries.ts'
import { stageWords } from './words.ts'

const reach = 20
const unit = 10
const middle = reach * unit

/** Typing of one stage against another: right of the wall speaks for the same hands, left for others. */
export function HandsPlot({ id, hands }: { readonly id: string; readonly hands: CheckinOfCase['hands'] }) {
  const forget = useForgetHands(id)
  const may = useCan('recordCheck')
  if (!hands.on && hands.kept.length === 0) return null
  return (
    <div className="hands">
      <h3>{answerOf(hands)}</h3>
      {hands.pairs.length > 0 && (
        <figure>
          <ul>
            {hands.pairs.map((pair) => (
              <Pair key={`${pair.a} ${pair.b}`} pair={pair} />
            ))}
          </ul>
          <figcaption className="lettering">
            Decibans: −20 other hands, 0 says nothing, +20 the same hands. Hollow: under 400 keys, an indication only.
          </figcaption>
        </figure>
      )}
      <p className="soft">Another keyboard, an injured hand, and copied against composed text all part the same hands.</p>
      {hands.consents.length > 0 && (
        <p className="lettering">
          Kept with consent: {hands.consents.map((consent) => `${stageWords[consent.stage]} on ${date(consent.at)} (notice ${consent.version})`).join('; ')}.
        </p>
      )}
      {hands.kept.length > 0 && may && (
        <Button small disabled={forget.isPending} onClick={() => forget.mutate()}>
          Forget how this person types
        </Button>
      )}
      {forget.error && <Trouble error={forget.error} />}
    </div>
  )
}

function Pair({ pair }: { readonly pair: HandsRow }) {
  const names = `${stageWords[pair.a]} and ${stageWords[pair.b].toLowerCase()}`
  if (pair.decibans === null)
    return (
      <li>
        <span>{names}</span>
        <Hatched>
          <p className="lettering">{pair.why}</p>
        </Hatched>
      </li>
    )
  const at = middle + Math.max(-reach, Math.min(reach, pair.decibans)) * unit
  return (
    <li>
      <span>
        {names} <span className="figure">{decibans(pair.decibans)}</span>
      </span>
      <svg viewBox={`-8 0 ${middle * 2 + 16} 24`} role="img" aria-label={`${decibans(pair.decibans)} decibans, ${pair.strength}, ${pair.keysA} against ${pair.keysB} keys`}>
        <line className="hands-axis" x1="0" x2={middle * 2} y1="12" y2="12" />
        {[-20, -10, 10, 20].map((tick) => (
          <line key={tick} className="hands-tick" x1={middle + tick * unit} x2={middle + tick * unit} y1="8" y2="16" />
        ))}
        <line className="hands-wall" x1={middle} x2={middle} y1="2" y2="22" />
        <circle className="hands-dot" data-strength={pair.strength} cx={at} cy="12" r="6" />
      </svg>
    </li>
  )
}

function answerOf({ pairs, kept, on }: CheckinOfCase['hands']): string {
  const known = pairs.filter(({ decibans: value }) => value !== null)
  if (kept.length === 0) return 'No typing is kept'
  if (!on) return 'Typing is kept, but no longer compared'
  if (known.length === 0) return 'There is nothing yet to compare the typing with'
  const least = Math.min(...known.map(({ decibans: value }) => value ?? 0))
  return `Typing of ${kept.length} stages, compared: the least alike pair stands at ${decibans(least)}`
}
