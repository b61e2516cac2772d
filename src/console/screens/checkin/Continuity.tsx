import { Link } from '@tanstack/react-router'
import type { VisitRow } from '../../../http/rooms/checkin/contract.ts'
import { date } from '../../words/numbers.ts'
import { stageWords } from './words.ts'

/** The person's browsers over time: a wall that runs on while the browser is the same, a gap where another one came. */
export function Continuity({ visits }: { readonly visits: readonly VisitRow[] }) {
  const browsers = new Set(visits.flatMap(({ browser }) => browser ?? []))
  const others = [...new Map(visits.flatMap(({ alsoIn }) => alsoIn).map((other) => [other.case, other])).values()]
  return (
    <div className="continuity">
      <h3>
        {browsers.size === 0
          ? 'No browser proved a key'
          : browsers.size === 1
            ? visits.length === 1
              ? 'One browser, seen once'
              : 'The same browser every time'
            : `${browsers.size} browsers`}
      </h3>
      <ol>
        {visits.map((visit, i) => {
          const before = visits[i - 1]
          const joint = before === undefined ? undefined : before.browser === null || visit.browser === null ? 'unknown' : before.browser === visit.browser ? 'same' : 'other'
          return (
            <li key={visit.evidence} data-joint={joint}>
              <a className="continuity-mark" href={`#evidence-${visit.evidence}`} data-unknown={visit.browser === null || undefined}>
                {visit.browser ?? '?'}
              </a>
              <span>{stageWords[visit.stage]}</span>
              <span className="lettering">{date(visit.at)}</span>
              {joint === 'other' && <span className="lettering">another browser</span>}
              {joint === 'unknown' && <span className="lettering">not comparable</span>}
            </li>
          )
        })}
      </ol>
      {browsers.size > 1 && <p className="soft">A new computer, a private window or deleted site data gives a new letter.</p>}
      {others.length > 0 && (
        <p>
          The same browser proved its key under{' '}
          {others.map((other, i) => (
            <span key={other.case}>
              {i > 0 && ', '}
              <Link to="/cases/$id" params={{ id: other.case }} search={{}} className="received">
                {other.label}
              </Link>
            </span>
          ))}
          . Two people may share a machine.
        </p>
      )}
    </div>
  )
}
