import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ClusterRow } from '../../../http/rooms/links/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { clustersQuery } from '../../api/story.ts'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, startSentence } from '../../words/numbers.ts'
import { doorWords } from '../../words/words.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { CaseGraph } from './CaseGraph.tsx'
import './links.css'

/** "Who belongs together, and why do we think so?" */
export function LinksScreen() {
  const may = useCan('seeLinks')
  const { case: focus } = useSearch({ strict: false })
  if (!may) return <Forbidden what="the link graph" />
  return focus === undefined ? <Clusters /> : <CaseGraph key={focus} id={focus} />
}

function Clusters() {
  const { data, error, refetch } = useQuery(clustersQuery)
  if (error && problemOf(error).status === 403) return <Forbidden what="the link graph" />
  const title = data === undefined ? 'Links' : data.length === 0 ? 'Nothing rare ties any two records.' : `${startSentence(countInWords(data.length, 'group'))} of records ${data.length === 1 ? 'hangs' : 'hang'} together by rare things.`
  return (
    <Page title={title} place="Links">
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the groups" />}
      {data?.length === 0 && <p className="soft">A popular template, a shared office, a carrier’s address or a couple’s telephone ties nobody. A mailbox does, or two things of different causes.</p>}
      {data !== undefined && data.length > 0 && (
        <ul className="clusters">
          {data.map((cluster) => (
            <ClusterLine key={cluster.id} cluster={cluster} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function ClusterLine({ cluster }: { readonly cluster: ClusterRow }) {
  return (
    <li className="cluster">
      <p className="cluster-size figure">{cluster.records}</p>
      <div>
        <p>
          <Link to="/links" search={{ case: cluster.case }} className="cluster-name received">
            {cluster.labels.join(', ')}
            {cluster.records > cluster.labels.length && ` and ${cluster.records - cluster.labels.length} more`}
          </Link>
        </p>
        <p className="lettering">
          {count(cluster.records, 'record')} at {cluster.doors.map((door) => doorWords[door].toLowerCase()).join(', ')} · together for <Since at={cluster.since} />
        </p>
      </div>
    </li>
  )
}
