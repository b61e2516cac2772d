import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceRow, SourcesPage } from '../../../http/rooms/work/contract.ts'
import { post, remove } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, date, moment, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { AddSource } from './AddSource.tsx'
import { useWorkAction } from './actions.ts'
import { Colleagues } from './Colleagues.tsx'
import { Notice } from './Notice.tsx'
import { sourcesQuery } from './queries.ts'
import './work.css'

/** "Where do the hours come from, and do colleagues know?" */
export function SourcesScreen() {
  const may = useCan('seeSources')
  const mayChange = useCan('changeSources')
  const { data, error, refetch } = useQuery({ ...sourcesQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the sources of work logs" />
  if (data === undefined) {
    return (
      <Page title={error ? 'The sources could not be fetched.' : 'Sources of work logs'} place="Work sources">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="the sources" />}
      </Page>
    )
  }
  return (
    <Page
      title={answer(data)}
      place="Work sources"
      aside={
        <Link className="button" to="/about-you">
          What is held about you
        </Link>
      }
    >
      <Notice privacy={data.privacy} mayChange={mayChange} />
      <section className="work-section" aria-labelledby="work-sources">
        <h2 id="work-sources">Sources</h2>
        {data.sources.length === 0 ? (
          <p className="soft">None yet. A source stands still until somebody starts it.</p>
        ) : (
          <ul className="work-sources">
            {data.sources.map((source) => (
              <Source key={source.id} source={source} council={data.privacy.council} mayChange={mayChange} />
            ))}
          </ul>
        )}
        {mayChange && <AddSource kinds={data.kinds} />}
      </section>
      {mayChange && <Colleagues />}
      <Gaps gaps={data.gaps} />
    </Page>
  )
}

function Source({
  source,
  council,
  mayChange,
}: {
  readonly source: SourceRow
  readonly council: boolean
  readonly mayChange: boolean
}) {
  const [agreement, setAgreement] = useState(source.agreement ?? '')
  const [sure, ask] = useState(false)
  const change = useWorkAction(
    (state: 'running' | 'stopped') =>
      post(`/api/work/sources/${source.id}/state`, { state, agreement: agreement === '' ? null : agreement }),
    (_, state) => (state === 'running' ? `${source.name} was started.` : `${source.name} stands still.`),
  )
  const drop = useWorkAction(
    () => remove(`/api/work/sources/${source.id}`),
    () => `${source.name} was removed.`,
  )
  const running = source.state === 'running'
  return (
    <li className="work-source" data-state={source.failingSince !== null && running ? 'failing' : source.state}>
      <div>
        <h3 className="received">{source.name}</h3>
        <p className="soft">
          {source.title}. {stateWords(source)}
          {source.agreement !== null && ` Under agreement ${source.agreement}.`}
        </p>
        {source.problem !== null && (
          <Hatched>
            <p className="received">{source.problem}</p>
          </Hatched>
        )}
        {source.deliverTo !== null && (
          <p className="lettering received">
            Delivers to <code>{source.deliverTo}</code>
          </p>
        )}
      </div>
      {mayChange && (
        <div className="work-buttons">
          {council && !running && (
            <label className="work-inline">
              Agreement{' '}
              <input
                className="input"
                data-small
                value={agreement}
                maxLength={200}
                onChange={(event) => setAgreement(event.target.value)}
              />
            </label>
          )}
          <Button small disabled={change.isPending} onClick={() => change.mutate(running ? 'stopped' : 'running')}>
            {running ? 'Stop' : 'Start'}
          </Button>
          {!running && (
            <Button
              small
              tone={sure ? 'act' : 'quiet'}
              disabled={drop.isPending}
              onClick={() => (sure ? drop.mutate(undefined) : ask(true))}
            >
              {sure ? 'Remove it and its secret' : 'Remove…'}
            </Button>
          )}
        </div>
      )}
      {change.error && <Trouble error={change.error} />}
      {drop.error && <Trouble error={drop.error} />}
    </li>
  )
}

function Gaps({ gaps }: { readonly gaps: SourcesPage['gaps'] }) {
  return (
    <section className="work-section" aria-labelledby="work-gaps">
      <h2 id="work-gaps">Times no source covers</h2>
      {gaps.length === 0 ? (
        <p className="soft">
          None is known. A day on which a source reports for nobody, although it usually does for many, is found each
          night.
        </p>
      ) : (
        <Hatched>
          <ul>
            {gaps.map((gap) => (
              <li key={`${gap.source}${gap.from}`}>
                {gap.source ?? 'All sources'}: {moment(gap.from)} to {moment(gap.to)}. Nobody’s silence in it is read as
                rest.
              </li>
            ))}
          </ul>
        </Hatched>
      )}
    </section>
  )
}

function stateWords({ state, receivedAt, failingSince }: SourceRow): string {
  const last = receivedAt === null ? 'Nothing came yet.' : `Last delivery ${moment(receivedAt)}.`
  if (state === 'stopped') return `Stands still. ${receivedAt === null ? '' : last}`
  return failingSince === null
    ? `Running. ${last}`
    : `Cannot be read since ${date(failingSince)}; tried again by itself. ${last}`
}

function answer({ sources, privacy }: SourcesPage): string {
  if (privacy.version === 0) return 'Colleagues have not been told yet, so nothing is taken in.'
  const failing = sources.filter(({ state, failingSince }) => state === 'running' && failingSince !== null)
  const running = sources.filter(({ state }) => state === 'running').length
  const told = `Colleagues were told on ${date(privacy.publishedAt ?? 0)}`
  if (failing.length > 0) return `${failing[0]?.name} cannot be read.`
  return running === 0
    ? `${told}; no source is running.`
    : `${startSentence(countInWords(running, 'source'))} ${running === 1 ? 'reports' : 'report'}. ${told}.`
}
