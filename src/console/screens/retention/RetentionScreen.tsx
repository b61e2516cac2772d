import { useMutation, useQuery } from '@tanstack/react-query'
import type { RetentionAnswer, RetentionRun } from '../../../http/rooms/rights/contract.ts'
import { get, post } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { retentionQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, moment, startSentence, wholeNumber } from '../../words/numbers.ts'
import { saveText } from '../case/papers/save.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { CaseSettings } from './CaseSettings.tsx'
import { Clocks } from './Clocks.tsx'
import { HoldsAndErasures } from './HoldsAndErasures.tsx'
import './retention.css'

/** "What do we still keep that we should not?" */
export function RetentionScreen() {
  const may = useCan('seeSettings')
  const { data, error, refetch } = useQuery({ ...retentionQuery, enabled: may, refetchInterval: 15_000 })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the retention clocks" />
  return (
    <Page title={data === undefined ? 'Retention' : answer(data)} place="Retention" aside={<Dpia />}>
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the clocks" />}
      {data !== undefined && (
        <>
          <Runs data={data} />
          <Clocks data={data} />
          <HoldsAndErasures data={data} />
          <CaseSettings />
        </>
      )}
    </Page>
  )
}

function answer({ preview, running }: RetentionAnswer): string {
  if (preview === null) return 'Nobody has looked yet at what is kept too long.'
  const due = dueOf(preview)
  const clocks = running ? 'The clocks run each day.' : 'The clocks do not run yet.'
  return due === 0 ? `Nothing is kept too long. ${clocks}` : `${startSentence(countInWords(due, 'thing'))} ${due === 1 ? 'is' : 'are'} kept longer than the clocks say. ${clocks}`
}

const dueOf = (run: RetentionRun): number => run.classes.reduce((sum, { due }) => sum + due, 0)

/** A preview touches nothing. The first run is started by a person who saw one; from then on the clocks run by themselves. */
function Runs({ data }: { readonly data: RetentionAnswer }) {
  const may = useCan('changeSettings')
  const run = useMutation({
    mutationFn: (dryRun: boolean) => post('/api/retention/runs', { dryRun }),
    onSuccess: (_, dryRun) => {
      announce(dryRun ? 'The preview is being made.' : 'The run has begun.')
      setTimeout(() => void queries.invalidateQueries(retentionQuery), 2_000)
    },
  })
  const due = data.preview === null ? null : dueOf(data.preview)
  return (
    <section className="retention-runs not-printed">
      {may ? (
        <p className="retention-do">
          <Button tone="main" disabled={run.isPending} onClick={() => run.mutate(true)}>
            Preview
          </Button>
          <Button tone="act" disabled={run.isPending || due === null || due === 0} onClick={() => run.mutate(false)}>
            {due === null || due === 0 ? 'Delete what is due' : `Delete ${count(due, 'thing')}`}
          </Button>
        </p>
      ) : (
        <p className="soft">An admin starts previews and runs.</p>
      )}
      {data.preview !== null && <p className="lettering">Preview of {moment(data.preview.at)}</p>}
      {run.error && <Trouble error={run.error} />}
      {data.runs.length > 0 && (
        <details>
          <summary>{startSentence(countInWords(data.runs.length, 'run'))}</summary>
          <ul className="retention-list">
            {data.runs.map((one) => (
              <li key={one.at}>
                {moment(one.at)}: {wholeNumber(dueOf(one))} deleted, {wholeNumber(one.classes.reduce((sum, { held }) => sum + held, 0))} kept by holds
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Dpia() {
  const make = useMutation({ mutationFn: () => get<{ markdown: string }>('/api/dpia'), onSuccess: ({ markdown }) => saveText('dpia.md', markdown, 'text/markdown') })
  return (
    <>
      <Button small disabled={make.isPending} onClick={() => make.mutate()}>
        Impact assessment
      </Button>
      {make.error && <Trouble error={make.error} />}
    </>
  )
}
