import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ChatDraftRow } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { CircleNav } from './CircleNav.tsx'
import { Marking } from './Marking.tsx'
import { draftsQuery, useAct } from './queries.ts'
import './circle.css'
import './groups.css'

/** "What did people in the groups name that we should pass on?" */
export function GroupsScreen() {
  const may = useCan('seeAdvisories')
  const { data, error, refetch } = useQuery({ ...draftsQuery, enabled: may })
  if (!may) return <Forbidden what="the circle" />
  const fresh = data?.filter((one) => one.state === 'new') ?? []
  const settled = data?.filter((one) => one.state !== 'new') ?? []
  return (
    <Page title={data ? answer(fresh.length) : 'From groups'} place="Circle" above={<CircleNav />}>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the drafts" lines={6} />}
      {data?.length === 0 && (
        <p>
          A message in a group that names a host, a package, a wallet or a file becomes a draft here. Nothing is passed on by itself, no
          link in it is followed, and no sentence in it is obeyed.{' '}
          <Link to="/circle/peers" search={{}}>
            Set up a group
          </Link>
          .
        </p>
      )}
      {fresh.length > 0 && (
        <ol className="group-list">
          {fresh.map((draft) => (
            <Draft key={draft.id} draft={draft} />
          ))}
        </ol>
      )}
      {settled.length > 0 && (
        <section className="circle-section" aria-labelledby="settled">
          <h2 id="settled">Done with</h2>
          <ul className="circle-plain">
            {settled.map((draft) => (
              <Settled key={draft.id} draft={draft} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function Draft({ draft }: { readonly draft: ChatDraftRow }) {
  const may = useCan('writeAdvisory')
  const go = useNavigate()
  const [title, setTitle] = useState('')
  const at = `/drafts/${encodeURIComponent(draft.id)}`
  const use = useAct<{ title: string }, { advisory: string }>(() => `${at}/use`)
  const dismiss = useAct<null>(() => `${at}/dismissal`)
  const field = `title-${draft.id}`
  return (
    <li className="group-draft">
      <blockquote className="group-message">
        <p className="received received-text">{draft.text}</p>
        <footer className="lettering">
          <span className="received">{draft.from}</span> in <span className="received">{draft.group}</span>, <Since at={draft.at} /> ago
          {draft.edited && ' · edited since'}
        </footer>
      </blockquote>
      <div className="group-read">
        <Marking tlp={draft.tlp} small />
        {draft.artefacts.length > 0 && (
          <ul className="circle-plain">
            {draft.artefacts.map((one) => (
              <li key={`${one.type}${one.value}`}>
                <span className="lettering">{one.type}</span> <code className="received">{one.value}</code>
              </li>
            ))}
          </ul>
        )}
        {draft.personal.length > 0 && (
          <Hatched>
            <p>
              {startSentence(countInWords(draft.personal.length, 'value'))} tied to a person stays here:{' '}
              {draft.personal.map((one) => one.type).join(', ')}. Peers can be asked about it privately.
            </p>
          </Hatched>
        )}
        {draft.warned.map((one) => (
          <Hatched key={one.value}>
            <p>
              <code className="received">{one.value}</code> is left out. {one.why}
            </p>
          </Hatched>
        ))}
        {may && draft.artefacts.length > 0 && (
          <form
            className="group-use"
            onSubmit={(event) => {
              event.preventDefault()
              use.mutate({ title }, { onSuccess: ({ advisory }) => void go({ to: '/circle/advisories/$id', params: { id: advisory }, search: {} }) })
            }}
          >
            <div className="field">
              <label htmlFor={field}>What it is about, in a line</label>
              <input id={field} className="input" data-small required minLength={3} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
            </div>
            <Button type="submit" small tone="main" disabled={use.isPending || title.trim().length < 3}>
              Make a draft advisory
            </Button>
          </form>
        )}
        {may && (
          <p>
            <Button small tone="quiet" disabled={dismiss.isPending} onClick={() => dismiss.mutate(null, { onSuccess: () => announce('Put aside. It can be taken up again below.') })}>
              Put it aside
            </Button>
          </p>
        )}
        {(use.error ?? dismiss.error) && <Trouble error={use.error ?? dismiss.error} />}
      </div>
    </li>
  )
}

function Settled({ draft }: { readonly draft: ChatDraftRow }) {
  const may = useCan('writeAdvisory')
  const restore = useAct<null>(() => `/drafts/${encodeURIComponent(draft.id)}/restoration`)
  return (
    <li>
      <span className="received group-short">{draft.text.slice(0, 90)}</span>{' '}
      {draft.advisory !== null ? (
        <Link to="/circle/advisories/$id" params={{ id: draft.advisory }} search={{}}>
          became an advisory
        </Link>
      ) : (
        may && (
          <Button small tone="quiet" disabled={restore.isPending} onClick={() => restore.mutate(null)}>
            Take it up again
          </Button>
        )
      )}
    </li>
  )
}

function answer(fresh: number): string {
  return fresh === 0 ? 'No message in the groups waits for you.' : `${startSentence(countInWords(fresh, 'message'))} in the groups ${fresh === 1 ? 'names' : 'name'} something.`
}
