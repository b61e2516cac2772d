import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { problemOf } from '../../api/problem.ts'
import { caseQuery } from '../../api/queries.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { CalmCase } from './CalmCase.tsx'
import { FullCase } from './FullCase.tsx'

/** "What about this one?": the whole file for an analyst; what to do next for everybody else. */
export function CaseScreen() {
  const { id } = useParams({ from: '/shell/cases/$id' })
  const { data, error, refetch } = useQuery(caseQuery(id))
  const full = useCan('seeLedger')
  if (error) {
    const { status } = problemOf(error)
    if (status === 404) return <NotFound />
    if (status === 403) return <Forbidden what="this case" />
    return (
      <Page title="This case could not be fetched." place="Case">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Opening the case…" place="Case">
        <Waiting what="the case" lines={12} />
      </Page>
    )
  }
  return full ? <FullCase file={data} /> : <CalmCase file={data} />
}
