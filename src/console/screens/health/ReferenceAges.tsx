import type { Health } from '../../../http/contract.ts'
import { count } from '../../words/numbers.ts'
import { staleDays } from './complaints.ts'

/** How old each list is that verdicts rest on, as bars on one ruler of days. */
export function ReferenceAges({ reference }: { readonly reference: Health['reference'] }) {
  const longest = Math.max(staleDays * 1.5, ...reference.map((one) => one.ageDays))
  return (
    <section className="health-block health-ages">
      <h2>How old what we know is</h2>
      {reference.length === 0 && <p className="soft">No reference data is loaded.</p>}
      <table>
        <thead className="for-ears">
          <tr>
            <th scope="col">List</th>
            <th scope="col">As of</th>
            <th scope="col">Age</th>
          </tr>
        </thead>
        <tbody>
          {reference.map((one) => (
            <tr key={one.name}>
              <th scope="row">{one.name}</th>
              <td className="lettering">{one.asOf}</td>
              <td className="health-age">
                <svg width="100%" height="14" aria-hidden="true" focusable="false">
                  <line
                    className="health-age-line"
                    x1="0"
                    x2={`${(one.ageDays / longest) * 100}%`}
                    y1="7"
                    y2="7"
                    data-stale={one.ageDays > staleDays || undefined}
                  />
                  <line
                    className="health-age-bound"
                    x1={`${(staleDays / longest) * 100}%`}
                    x2={`${(staleDays / longest) * 100}%`}
                    y1="0"
                    y2="14"
                  />
                </svg>
              </td>
              <td className="figure health-days">{count(one.ageDays, 'day')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
