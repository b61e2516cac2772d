import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Impact } from '../../../http/rooms/learning/contract.ts'
import { impactQuery } from '../../api/story.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { percent } from './ReliabilityPlot.tsx'

const categories = ['gender', 'ethnicity', 'age', 'disability'] as const

/** Whether some group is asked for more: by what people said of themselves, in groups of thirty and more. */
export function ImpactView() {
  const [category, setCategory] = useState<string>('gender')
  const { data, error, refetch } = useQuery(impactQuery(category))
  return (
    <section className="learning-section" aria-labelledby="impact-title">
      <h2 id="impact-title">{data === undefined ? 'To everybody alike?' : answer(data)}</h2>
      <fieldset className="impact-choice">
        <legend className="for-ears">Group by</legend>
        {categories.map((name) => (
          <label key={name} className="choice">
            <input type="radio" name="impact-category" checked={category === name} onChange={() => setCategory(name)} /> {name}
          </label>
        ))}
      </fieldset>
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the groups" lines={3} />}
      {data !== undefined && <Groups impact={data} />}
    </section>
  )
}

function answer({ groups }: Impact): string {
  const alarms = groups.filter(({ alarm }) => alarm)
  if (groups.every(({ stepped }) => stepped === null)) return 'Whether everybody is treated alike is not known yet.'
  if (alarms.length === 0) return 'No group is asked for more than chance explains.'
  return `Whoever said “${alarms.map(({ group }) => group).join('” or “')}” is asked for more than chance explains.`
}

function Groups({ impact }: { readonly impact: Impact }) {
  const { groups, ablations, answered, cases, smallest } = impact
  return (
    <>
      {answered === null && (
        <Hatched>
          <p>
            Fewer than {smallest} of {cases} applicants answered the voluntary questions. Smaller groups are never shown.
          </p>
        </Hatched>
      )}
      {groups.length > 0 && (
        <div className="reliability-frame" tabIndex={0} role="group" aria-label="Step-ups by group">
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">Group</th>
                <th scope="col">Asked for a check</th>
                <th scope="col">Impact ratio</th>
                <th scope="col">Fisher p</th>
                <th scope="col">Failed, of those asked</th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ group, stepped, failed, ratio, p, alarm }) => (
                <tr key={group} data-alarm={alarm || undefined}>
                  <th scope="row">{group}</th>
                  {stepped === null ? (
                    <td colSpan={4} className="soft">
                      fewer than {smallest}: not shown
                    </td>
                  ) : (
                    <>
                      <td>
                        {percent(stepped.value ?? 0)} <span className="soft">({percent(stepped.low)} to {percent(stepped.high)}, n = {stepped.n})</span>
                      </td>
                      <td>{ratio === null ? '–' : <>{ratio.toFixed(2)}{ratio < 0.8 && <strong> below four fifths</strong>}</>}</td>
                      <td>{p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3)}</td>
                      <td>{failed?.value == null ? '–' : percent(failed.value)}</td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ablations.some(({ ratioChange }) => ratioChange > 0.005) && (
        <div>
          <h3>What a signal costs</h3>
          <ul className="ablations">
            {ablations
              .filter(({ ratioChange }) => ratioChange > 0.005)
              .toSorted((a, b) => b.ratioChange - a.ratioChange)
              .map(({ signal, ratioChange, recallLost }) => (
                <li key={signal}>
                  Without <strong>{signal}</strong> the lowest ratio rises by {ratioChange.toFixed(2)}, and {percent(recallLost)} of the checks would not be asked for.
                </li>
              ))}
          </ul>
        </div>
      )}
    </>
  )
}
