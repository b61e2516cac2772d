import { Link } from '@tanstack/react-router'
import type { RetentionAnswer } from '../../../http/rooms/rights/contract.ts'
import { date } from '../../words/numbers.ts'

/** What is kept against the clocks, and what went by request. */
export function HoldsAndErasures({ data }: { readonly data: RetentionAnswer }) {
  return (
    <div className="retention-both">
      <section className="retention-section" aria-labelledby="holds-title">
        <h2 id="holds-title">Legal holds</h2>
        {data.holds.length === 0 ? (
          <p className="soft">None. A lead places one on the page of a case.</p>
        ) : (
          <ul className="retention-list">
            {data.holds.map((hold) => (
              <li key={hold.at}>
                {hold.case === null ? 'A record' : <Link to="/cases/$id" params={{ id: hold.case }} search={{}}>A case</Link>}: <span className="received">{hold.reason}</span>{' '}
                <span className="lettering received">
                  {hold.by}, {date(hold.at)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="retention-section" aria-labelledby="erasures-title">
        <h2 id="erasures-title">Erased by request</h2>
        {data.erasures.length === 0 ? (
          <p className="soft">Nobody yet. Each erasure leaves a signed proof.</p>
        ) : (
          <ul className="retention-list">
            {data.erasures.map((one) => (
              <li key={one.subject}>
                {date(one.at)}: <span className="received">{one.reason}</span> <span className="lettering received">{one.by}, record {one.subject.slice(-6)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
