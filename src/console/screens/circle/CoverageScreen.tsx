import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { CoveragePage } from '../../../http/rooms/circle/contract.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { Forbidden } from '../stop/Forbidden.tsx'
import { CircleNav } from './CircleNav.tsx'
import { coverageQuery } from './queries.ts'
import './circle.css'
import './coverage.css'

type Technique = CoveragePage['techniques'][number]

/** "Which of their techniques does no rule of ours look for?" */
export function CoverageScreen() {
  const may = useCan('seePlaybook')
  const { group } = useSearch({ from: '/shell/circle/coverage' })
  const go = useNavigate({ from: '/circle/coverage' })
  const { data, error, refetch } = useQuery({ ...coverageQuery, enabled: may })
  if (!may) return <Forbidden what="the playbook" />
  const shown = data?.techniques.filter((one) => group === undefined || one.groups.includes(group)) ?? []
  return (
    <Page title={data ? answer(data, shown, group) : 'Coverage'} place="Circle" above={<CircleNav />}>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the techniques" lines={12} />}
      {data && (
        <>
          <div className="field coverage-filter">
            <label htmlFor="group">Of whom</label>
            <select id="group" className="input" data-small value={group ?? ''} onChange={(event) => void go({ search: { group: event.target.value || undefined }, replace: true })}>
              <option value="">All groups of the subset</option>
              {data.groups.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({one.id})
                </option>
              ))}
            </select>
          </div>
          <div className="coverage">
            {byTactic(shown).map(([tactic, techniques]) => (
              <section key={tactic} aria-labelledby={`tactic-${tactic}`} className="coverage-tactic">
                <h2 id={`tactic-${tactic}`}>{tactic.replaceAll('-', ' ')}</h2>
                <ul>
                  {techniques.map((one) => (
                    <li key={one.id} className="coverage-technique" data-none={one.rules.length === 0 || undefined}>
                      <span className="coverage-name">
                        <code>{one.id}</code> {one.name}
                      </span>
                      {one.rules.length === 0 ? (
                        <span className="lettering">no rule</span>
                      ) : (
                        <details>
                          <summary className="lettering">{one.rules.length === 1 ? '1 rule' : `${one.rules.length} rules`}</summary>
                          <ul className="circle-plain">
                            {one.rules.map((rule) => (
                              <li key={rule.id}>
                                <Link to="/playbook" search={{ rule: rule.id }}>
                                  {rule.title}
                                </Link>
                              </li>
                            ))}
                          </ul>
                        </details>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <footer className="soft coverage-notice">
            <p>
              ATT&amp;CK {data.version}; tactics as that version names them. A rule that names a technique is no proof that every use of it
              is seen. Much of what the table lists happens on machines, which this house does not watch.
            </p>
            <p>{data.notice}</p>
          </footer>
        </>
      )}
    </Page>
  )
}

function byTactic(techniques: readonly Technique[]): (readonly [string, readonly Technique[]])[] {
  return [...Map.groupBy(techniques, (one) => one.tactics[0] ?? 'none')].toSorted(([a], [b]) => order(a) - order(b))
}

const tactics = 'reconnaissance resource-development initial-access execution persistence privilege-escalation defense-evasion credential-access discovery lateral-movement collection command-and-control exfiltration impact'.split(' ')
const order = (tactic: string): number => (tactics.indexOf(tactic) + 99) % 99

function answer(page: CoveragePage, shown: readonly Technique[], group: string | undefined): string {
  const known = shown.filter((one) => one.groups.length > 0)
  const open = known.filter((one) => one.rules.length === 0).length
  const whose = group === undefined ? 'these groups' : (page.groups.find((one) => one.id === group)?.name ?? 'this group')
  return `No rule looks for ${open} of the ${known.length} techniques that ${whose} ${group === undefined ? 'are' : 'is'} known for.`
}
