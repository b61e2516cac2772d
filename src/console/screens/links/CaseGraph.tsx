import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { LinkGraph } from '../../../http/rooms/links/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { graphQuery } from '../../api/story.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { count, countInWords, date, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { EdgeList } from './EdgeList.tsx'
import { RemovedTies } from './RemovedTies.tsx'

const Picture = lazy(async () => ({ default: (await import('./Picture.tsx')).Picture }))

/** What ties one case to others: as a list first, as a picture beside it. */
export function CaseGraph({ id }: { readonly id: string }) {
  const { data: graph, error, refetch } = useQuery(graphQuery(id))
  if (error && graph === undefined) {
    const { status } = problemOf(error)
    if (status === 403) return <Forbidden what="the ties of this case" />
    if (status === 404) return <NotFound />
    return (
      <Page title="The ties could not be fetched." place="Links">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (graph === undefined) {
    return (
      <Page title="Links" place="Links">
        <Waiting what="the ties of the case" />
      </Page>
    )
  }
  const focus = graph.nodes.find((node) => node.case === id)
  return (
    <Page
      title={answer(graph)}
      place={`Links of ${focus?.label ?? 'a case'}`}
      above={
        <p className="links-above">
          <Link to="/cases/$id" params={{ id }} search={{}} className="received">
            {focus?.label ?? 'The case'}
          </Link>
        </p>
      }
      aside={
        <Link className="button" data-small data-tone="quiet" to="/links" search={{}}>
          All groups
        </Link>
      }
    >
      <div className="links">
        <EdgeList graph={graph} />
        <aside className="links-aside">
          {graph.edges.length > 0 && (
            <Suspense fallback={<Waiting what="the picture" lines={3} />}>
              <Picture graph={graph} />
            </Suspense>
          )}
          {graph.leftOut > 0 && <p className="lettering">{count(graph.leftOut, 'further record')} left out of the picture.</p>}
          <History graph={graph} />
          <RemovedTies graph={graph} />
        </aside>
      </div>
    </Page>
  )
}

function answer({ cluster, nodes, edges }: LinkGraph): string {
  if (cluster !== null) {
    const doors = new Set(nodes.filter(({ inCluster }) => inCluster).map(({ door }) => door))
    return `${startSentence(countInWords(cluster.records, 'record'))} at ${countInWords(doors.size, 'door')} hang together.`
  }
  if (edges.length === 0) return 'Nothing that is rare ties this to anybody.'
  return `Shares something with ${countInWords(nodes.length - 1, 'other')}, but not enough to tie them.`
}

const happened: Readonly<Record<string, (members: number) => string>> = {
  opened: (n) => `Opened with ${countInWords(n, 'record')}`,
  grew: (n) => `${startSentence(countInWords(n, 'record'))} joined`,
  shrank: (n) => `${startSentence(countInWords(n, 'record'))} left`,
  merged: () => 'Another group merged into it',
  split: (n) => `Split off with ${countInWords(n, 'record')}`,
  dissolved: () => 'Dissolved',
}

function History({ graph }: { readonly graph: LinkGraph }) {
  if (graph.history.length === 0) return null
  return (
    <section aria-labelledby="links-history">
      <h2 id="links-history">How the group came about</h2>
      <ol className="links-history">
        {graph.history.map(({ at, what, members }) => (
          <li key={`${at}${what}${members}`}>
            <span className="lettering">{date(at)}</span> {happened[what]?.(members) ?? what}
          </li>
        ))}
      </ol>
    </section>
  )
}
