import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReleaseFile } from '../../../http/rooms/packages/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { PackageDiff } from '../../panels/PackageDiff.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, date } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { Decide } from './Decide.tsx'
import { Embedded } from './Embedded.tsx'
import { Findings } from './Findings.tsx'
import { Paths } from './Paths.tsx'
import { releaseQuery } from './queries.ts'
import { verdictWord } from './verdicts.ts'
import './packages.css'

/** "What did this release bring, and who holds it?" */
export function ReleaseScreen() {
  const { name, version } = useSearch({ from: '/shell/packages/release' })
  const may = useCan('seePackages')
  const { data, error, refetch } = useQuery({ ...releaseQuery(name, version), enabled: may })
  if (!may) return <Forbidden what="the packages" />
  if (error && problemOf(error).status === 404) return <NotFound />
  if (data === undefined) {
    return (
      <Page title={error ? 'The release could not be fetched.' : 'Opening the release…'} place="Release">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="the release" lines={12} />}
      </Page>
    )
  }
  return (
    <Page
      title={answer(data)}
      long={answer(data).length > 90}
      place={`${name}@${version}`}
      above={<Above release={data} />}
    >
      <div className="packages-release">
        <div className="packages-column">
          {data.problem !== null && (
            <Hatched>
              <p>It could not be assessed: {data.problem}</p>
            </Hatched>
          )}
          {data.facts !== null && (
            <section className="packages-section" aria-labelledby="release-inserted">
              <h2 id="release-inserted">What was put in</h2>
              <PackageDiff facts={{ pkg: data.facts }} />
            </section>
          )}
          {data.facts !== null && <Paths facts={data.facts} />}
          <Findings release={data} />
        </div>
        <div className="packages-column">
          <Decide release={data} />
          <Embedded release={data} />
          <Family release={data} />
        </div>
      </div>
    </Page>
  )
}

function Above({ release }: { readonly release: ReleaseFile }) {
  return (
    <p className="lettering received">
      <Link to="/packages">Packages</Link> / {release.name}@{release.version} / {verdictWord(release.verdict)},{' '}
      {date(release.judgedAt)}
    </p>
  )
}

function Family({ release }: { readonly release: ReleaseFile }) {
  if (release.family.length === 0) return null
  const relation = { version: 'another version', copy: 'copies the same original', original: 'the original' }
  return (
    <section className="packages-section" aria-labelledby="release-family">
      <h2 id="release-family">Its family</h2>
      <ul className="packages-family">
        {release.family.map((one) => (
          <li key={`${one.name}@${one.version}`} data-relation={one.relation}>
            {one.relation === 'original' ? (
              <span className="received">{`${one.name}@${one.version}`}</span>
            ) : (
              <Link to="/packages/release" search={{ name: one.name, version: one.version }} className="received">
                {one.name}@{one.version}
              </Link>
            )}{' '}
            <span className="soft">
              {relation[one.relation]}
              {one.relation !== 'original' && `, ${verdictWord(one.verdict).toLowerCase()}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function answer({ findings, problem, embedded, decision }: ReleaseFile): string {
  const what =
    problem !== null
      ? 'This release could not be assessed.'
      : findings[0] === undefined
        ? 'Nothing speaks against this release.'
        : `${findings[0].title}.`
  const where =
    embedded.length === 0 ? '' : ` ${count(embedded.length, 'project')} ${embedded.length === 1 ? 'holds' : 'hold'} it.`
  return `${what}${where}${decision === null ? '' : decision.decision === 'hold' ? ' It is held.' : ' It is allowed.'}`
}
