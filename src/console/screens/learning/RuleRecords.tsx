import type { Learning } from '../../../http/rooms/learning/contract.ts'
import { decibans } from '../../words/numbers.ts'
import { percent } from './ReliabilityPlot.tsx'

/** Each rule that spoke in settled cases: how often it was right, and what it should weigh. */
export function RuleRecords({ rules }: { readonly rules: Learning['rules'] }) {
  if (rules.length === 0) return null
  return (
    <section className="learning-section" aria-labelledby="rules-title">
      <h2 id="rules-title">Rule by rule</h2>
      <div className="reliability-frame" tabIndex={0} role="group" aria-label="Rules among settled cases">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Right</th>
              <th scope="col">Cases</th>
              <th scope="col">Weighs</th>
              <th scope="col">Measured</th>
              <th scope="col">Last 30 days</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, title, stated, precision, measured, drift }) => {
              const contradicted = measured !== null && (stated < measured.low || stated > measured.high)
              return (
                <tr key={rule}>
                  <th scope="row">
                    <span className="received">{title}</span> <span className="lettering">{rule}</span>
                  </th>
                  <td>
                    {precision.value === null ? '–' : percent(precision.value)} <span className="soft">({percent(precision.low)} to {percent(precision.high)})</span>
                  </td>
                  <td>{precision.n}</td>
                  <td>{decibans(stated)}</td>
                  <td>
                    {measured === null ? (
                      <span className="soft">too few cases</span>
                    ) : (
                      <>
                        {contradicted ? <strong>{decibans(measured.value)}</strong> : decibans(measured.value)}{' '}
                        <span className="soft">
                          ({decibans(measured.low)} to {decibans(measured.high)})
                        </span>
                      </>
                    )}
                  </td>
                  <td>{drift === null ? <span className="soft">too few cases</span> : `${percent(drift.now)}, before ${percent(drift.before)}${drift.significant ? ': changed' : ''}`}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
