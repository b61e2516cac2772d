import type { CaseLife } from '../../../../http/rooms/cases/contract.ts'
import { useNow } from '../../../parts/Since.tsx'
import { date, span } from '../../../words/numbers.ts'

const words: Readonly<Record<CaseLife['deadlines'][number]['what'], string>> = {
  triage: 'Somebody takes the case',
  check: 'The person answers the check',
  clearing: 'The case is closed, now that the check held',
  notice: 'The decision is explained to the person',
  contest: 'The person may contest',
  reconsideration: 'The contest is answered',
  confirmation: 'The person confirms',
}

/** What is due, by when, and whose turn it is. Red only for what we owe and are late with. */
export function Deadlines({ life }: { readonly life: CaseLife }) {
  const now = useNow()
  const { deadlines, noticeUntil } = life
  if (deadlines.length === 0 && noticeUntil === null) return null
  return (
    <section className="case-section" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">Due</h2>
      <ul className="deadlines">
        {deadlines.map(({ what, whose, due }) => {
          const late = now > due
          return (
            <li key={what} className="deadline" data-late={(late && whose === 'us') || undefined}>
              <span>{words[what]}</span>
              <time className="figure" dateTime={new Date(due).toISOString()}>
                {late ? `${span(now - due)} late` : `in ${span(due - now)}`}
              </time>
              <span className="lettering">
                {date(due)}, {whose === 'us' ? 'our turn' : 'their turn; silence is no answer'}
              </span>
            </li>
          )
        })}
        {noticeUntil !== null && noticeUntil > now && (
          <li className="deadline">
            <span>The notice given before runs</span>
            <time className="figure" dateTime={new Date(noticeUntil).toISOString()}>
              in {span(noticeUntil - now)}
            </time>
            <span className="lettering">until {date(noticeUntil)}; no decision is explained before</span>
          </li>
        )}
      </ul>
    </section>
  )
}
