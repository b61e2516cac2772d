import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PackagesOverview, ReleaseRow } from '../../../http/rooms/packages/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, date, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { HandInLockfile } from './HandInLockfile.tsx'
import { packagesQuery } from './queries.ts'
import { postureOf, verdictWord } from './verdicts.ts'
import './packages.css'

/** "Does any release need a person?" */
export function PackagesScreen() {
  const may = useCan('seePackages')
  const mayHandIn = useCan('handIn')
  const { data, error, refetch } = useQuery({ ...packagesQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the packages" />
  if (data === undefined) {
    return (
      <Page title={error ? 'The releases could not be fetched.' : 'Packages'} place="Packages">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="the releases" />}
      </Page>
    )
  }
  const open = data.releases.filter(needsPerson)
  const rest = data.releases.filter((one) => !needsPerson(one))
  return (
    <Page title={answer(data, open)} place="Packages">
      {data.following === null && (
        <Hatched>
          <p>
            No registry is followed: what was published since the last scan is unknown. An administrator names one in
            SALLYPORT_REGISTRY.
          </p>
        </Hatched>
      )}
      {open.length > 0 && <Releases title="Releases that need a person" rows={open} />}
      {rest.length > 0 && <Releases title="Judged lately" rows={rest} />}
      <section className="packages-section" aria-labelledby="packages-projects">
        <h2 id="packages-projects">Projects</h2>
        {data.projects.length === 0 ? (
          <Hatched>
            <p>No lockfile was handed in, so who holds a poisoned release is unknown.</p>
          </Hatched>
        ) : (
          <ul className="packages-projects">
            {data.projects.map((one) => (
              <li key={one.name}>
                <strong className="received">{one.name}</strong> {count(one.packages, 'package')}, lockfile of{' '}
                {date(one.at)}
              </li>
            ))}
          </ul>
        )}
        {mayHandIn && <HandInLockfile />}
      </section>
    </Page>
  )
}

function Releases({ title, rows }: { readonly title: string; readonly rows: readonly ReleaseRow[] }) {
  return (
    <section className="packages-section">
      <h2>{title}</h2>
      <ul className="packages-rows">
        {rows.map((row) => (
          <li key={`${row.name}@${row.version}`} className="packages-row">
            <PostureMark posture={postureOf(row.verdict)} />
            <div>
              <h3>
                <Link to="/packages/release" search={{ name: row.name, version: row.version }} className="received">
                  {row.name}@{row.version}
                </Link>
              </h3>
              <p>{row.says}</p>
              <p className="soft">
                {verdictWord(row.verdict)}, {date(row.judgedAt)}
                {row.decision !== null &&
                  ` · ${row.decision.decision === 'hold' ? 'held' : 'allowed'} by ${row.decision.byName}`}
              </p>
            </div>
            {row.projects.length > 0 && (
              <p className="packages-held" data-act={needsPerson(row) || undefined}>
                in {row.projects.slice(0, 3).join(', ')}
                {row.projects.length > 3 && ` and ${row.projects.length - 3} more`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const needsPerson = ({ verdict, decision }: ReleaseRow): boolean => verdict !== 'allow' && decision === null

function answer(data: PackagesOverview, open: readonly ReleaseRow[]): string {
  if (data.releases.length === 0) return 'No release was judged yet.'
  if (open.length === 0) return 'No release needs a person.'
  const inside = open.filter(({ projects }) => projects.length > 0).length
  const needs = `${startSentence(countInWords(open.length, 'release'))} ${open.length === 1 ? 'needs' : 'need'} a person`
  return inside === 0
    ? `${needs}; none is in our projects.`
    : `${needs}; ${countInWords(inside, 'is', 'are')} in our projects.`
}
