import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { CountsPage } from '../../../http/rooms/messages/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { date, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { DayBars } from './DayBars.tsx'
import { Exercises } from './Exercises.tsx'
import { Whiskers } from './Whiskers.tsx'
import { atLeast, perDay, perDayRange } from './figures.ts'
import { countsQuery } from './queries.ts'
import './counts.css'

const spans = [30, 60, 180] as const

/** "How often are we written to?" Nothing is said that the interval does not allow. */
export function CountsScreen() {
  const { days = 60 } = useSearch({ from: '/shell/messages/counts' })
  const may = useCan('seeCounts')
  const { data, error, refetch } = useQuery({ ...countsQuery(days), enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the counts" />
  return (
    <Page
      title={data === undefined ? 'How often are we written to?' : answer(data)}
      place="How often"
      above={<Link to="/messages">Messages</Link>}
      aside={
        <nav className="counts-spans" aria-label="Span of time">
          {spans.map((span) => (
            <Link key={span} className="button" to="/messages/counts" search={{ days: span }} aria-current={span === days ? 'page' : undefined}>
              {span} days
            </Link>
          ))}
        </nav>
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the counts" />}
      {data && (
        <>
          <DayBars data={data} />
          <div className="counts">
            <Rate data={data} />
            <Whiskers title="By team" rows={data.by.team} />
            <Whiskers title="By platform" rows={data.by.platform} />
            <Whiskers title="By who they say they are" rows={data.by.persona} />
            <Weekdays factors={data.weekdays} />
          </div>
          <Exercises />
        </>
      )}
    </Page>
  )
}

function answer({ coverage }: CountsPage): string {
  if (coverage.with === 0) return `No attempt was confirmed in ${wholeNumber(coverage.days)} days.`
  return `An attempt on at least ${atLeast(coverage.low)} of days.`
}

function Rate({ data }: { readonly data: CountsPage }) {
  const { coverage, rate, behind, rises, usual } = data
  return (
    <section className="counts-block">
      <h2>What can be said</h2>
      <dl className="counts-said">
        <div>
          <dt>Days with a confirmed attempt</dt>
          <dd className="figure">
            {wholeNumber(coverage.with)} of {wholeNumber(coverage.days)}
          </dd>
        </div>
        <div>
          <dt>Confirmed attempts a day</dt>
          <dd className="figure">{perDayRange(rate)}</dd>
        </div>
        {behind !== null && (
          <div>
            <dt>
              With what nobody reports ({wholeNumber(behind.reported)} of {wholeNumber(behind.planted)} planted were reported)
            </dt>
            <dd className="figure">{perDayRange(behind)}</dd>
          </div>
        )}
      </dl>
      {behind === null && <Hatched>How many attempts nobody reports is not known. An exercise below plants messages of which you know that they came.</Hatched>}
      {rises.length === 0 ? (
        <p className="soft">No rise above the usual {perDay(usual)} was noticed. A quiet stream would raise a false alarm once a year.</p>
      ) : (
        <ul>
          {rises.map((rise) => (
            <li key={rise.noticed}>
              More than usual since about {date(rise.began)}, noticed {date(rise.noticed)}.
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

function Weekdays({ factors }: { readonly factors: readonly number[] }) {
  const most = Math.max(1.5, ...factors)
  return (
    <section className="counts-block">
      <h2>Day of the week</h2>
      <svg className="counts-week" viewBox="0 0 280 110" role="img" aria-label={names.map((name, at) => `${name} ${(factors[at] ?? 1).toFixed(1)} times the mean`).join(', ')}>
        <line className="counts-mean" x1="0" x2="280" y1={88 - 80 / most} y2={88 - 80 / most} />
        {names.map((name, at) => {
          const height = (80 * (factors[at] ?? 1)) / most
          return (
            <g key={name}>
              <rect className="counts-bar" x={40 * at + 8} y={88 - height} width="24" height={height} />
              <text x={40 * at + 20} y="104" textAnchor="middle">
                {name}
              </text>
            </g>
          )
        })}
      </svg>
      <p className="soft">The line is the mean day.</p>
    </section>
  )
}
