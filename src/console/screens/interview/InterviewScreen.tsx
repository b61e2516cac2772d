import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { Call, CallRow, Kit } from '../../../http/rooms/interview/contract.ts'
import { post } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { caseQuery } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, moment, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { callsQuery, kitQuery } from './calls.ts'
import { RegimeSetting } from './RegimeSetting.tsx'
import '../../parts/field.css'
import './interview.css'

/** "Which call am I about to run?" */
export function InterviewScreen() {
  const may = useCan('runCall')
  const maySet = useCan('changeSettings')
  const kit = useQuery({ ...kitQuery, enabled: may })
  const calls = useQuery({ ...callsQuery, enabled: may })
  if (!may && maySet)
    return (
      <Page place="Interview" title="Interviews are run by others; you set what may be asked.">
        <RegimeSetting />
      </Page>
    )
  if (!may || (kit.error && problemOf(kit.error).status === 403)) return <Forbidden what="the interview room" />
  const error = kit.error ?? calls.error
  const running = calls.data?.filter(({ evidence }) => evidence === null) ?? []
  return (
    <Page
      place="Interview"
      title={calls.data === undefined ? 'Interviews' : running.length === 0 ? 'No call is running.' : startSentence(`${countInWords(running.length, 'call')} ${running.length === 1 ? 'is' : 'are'} running.`)}
    >
      {error && <Trouble error={error} again={() => void (kit.refetch(), calls.refetch())} />}
      {(kit.data === undefined || calls.data === undefined) && !error && <Waiting what="the interview room" lines={6} />}
      {kit.data && calls.data && (
        <div className="interview-room">
          <Begin kit={kit.data} />
          <Calls rows={calls.data} />
        </div>
      )}
    </Page>
  )
}

function Begin({ kit }: { readonly kit: Kit }) {
  const go = useNavigate()
  const { case: forCase } = useSearch({ from: '/shell/interview' })
  const file = useQuery({ ...caseQuery(forCase ?? ''), enabled: forCase !== undefined })
  const [accommodated, setAccommodated] = useState(false)
  const begin = useMutation({
    mutationFn: (form: FormData) =>
      post<Call>('/api/interview/calls', {
        label: form.get('label'),
        role: form.get('role'),
        stage: form.get('stage'),
        place: form.get('place') || null,
        case: forCase ?? null,
        accommodated,
      }),
    onSuccess: ({ id }) => void go({ to: '/interview/$id', params: { id } }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    begin.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className="interview-begin" onSubmit={submit} aria-labelledby="begin-title">
      <h2 id="begin-title">Begin a call</h2>
      <p className="soft">
        It runs beside any meeting window. Everybody in a role and stage gets the same script; the cards are drawn when you begin, and nobody sees one before its turn.
      </p>
      <div className="field">
        <label htmlFor="label">Who is interviewed</label>
        <input className="input" id="label" name="label" required maxLength={120} autoComplete="off" key={file.data?.label} defaultValue={file.data?.label ?? ''} />
      </div>
      <div className="interview-pair">
        <div className="field">
          <label htmlFor="role">For a role in</label>
          <select className="input" id="role" name="role">
            {kit.roles.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="stage">Stage</label>
          <select className="input" id="stage" name="stage">
            {kit.stages.map(({ id, title, cards }) => (
              <option key={id} value={id}>
                {title}, {cards} cards
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="field">
        <label htmlFor="place">Town they say they live in</label>
        <input className="input" id="place" name="place" maxLength={80} autoComplete="off" aria-describedby="place-hint" />
        <span className="field-hint" id="place-hint">
          Two everyday questions are made from it. Leave it empty if the application names none.
        </span>
      </div>
      <label className="choice">
        <input type="checkbox" checked={accommodated} onChange={(event) => setAccommodated(event.target.checked)} />
        An interpreter or an aid was agreed. Nothing is then concluded from how late answers come.
      </label>
      <Button tone="main" type="submit" disabled={begin.isPending}>
        Draw the cards and begin
      </Button>
      {begin.error && <Trouble error={begin.error} />}
    </form>
  )
}

function Calls({ rows }: { readonly rows: readonly CallRow[] }) {
  return (
    <section className="interview-calls" aria-labelledby="calls-title">
      <h2 id="calls-title">Your calls</h2>
      {rows.length === 0 && <p className="soft">None yet. A call stays here until it is handed in, so a closed window loses nothing.</p>}
      <ul>
        {rows.map(({ id, label, begunAt, evidence }) => (
          <li key={id}>
            <Link to="/interview/$id" params={{ id }}>
              <span className="received">{label}</span>
            </Link>
            <span className="lettering">
              {moment(begunAt)} · {evidence === null ? 'running' : 'handed in'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
