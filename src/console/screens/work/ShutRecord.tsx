import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { Openable } from '../../../jobs/work/openings.ts'
import { post } from '../../api/client.ts'
import { GatePlan } from '../../marks/GatePlan.tsx'
import { BesidePlan } from '../../parts/BesidePlan.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { moment } from '../../words/numbers.ts'
import { useWorkAction } from './actions.ts'
import { workQuery } from './queries.ts'

/** A record that is shut: whom it takes to open it, and the way to ask. */
export function ShutRecord({ subject }: { readonly subject: string }) {
  const { data } = useQuery(workQuery)
  const label = data?.people.find((one) => one.subject === subject)?.label ?? 'This account'
  const pending = data?.requests.find((one) => one.subject === subject && one.own && one.state === 'waiting')
  return (
    <Page
      title="This record is shut. Two people and a reason open it."
      place={label}
      above={
        <p className="lettering">
          <Link to="/work">Work</Link> / {label}
        </p>
      }
    >
      <BesidePlan
        plan={<GatePlan outer="open" inner="shut" notes={['you, with a reason', 'a second person agrees', label]} />}
      >
        {pending === undefined ? (
          <Ask subject={subject} />
        ) : (
          <p>
            You asked on {moment(pending.askedAt)}. A lead other than you has to agree, by {moment(pending.until)}; then
            it is open to you for a week.
          </p>
        )}
      </BesidePlan>
    </Page>
  )
}

const choices: readonly { readonly opens: Openable; readonly title: string; readonly hint: string }[] = [
  {
    opens: 'record',
    title: 'The record, under its pseudonym',
    hint: 'Hours, clocks, devices. Enough to see whether the rules were right.',
  },
  {
    opens: 'name',
    title: 'Also whose it is',
    hint: 'Only when two kinds of evidence speak: one alone is never enough.',
  },
]

/** The request: what, and why. The reason is kept, and the colleague may read it later. */
export function Ask({ subject, only }: { readonly subject: string; readonly only?: Openable }) {
  const [opens, setOpens] = useState<Openable>(only ?? 'record')
  const [reason, setReason] = useState('')
  const field = useId()
  const ask = useWorkAction(
    (body: { subject: string; opens: Openable; reason: string }) => post('/api/work/requests', body),
    () => 'Asked. A second person has to agree.',
  )
  return (
    <form
      className="work-form"
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ subject, opens, reason })
      }}
    >
      {only === undefined && (
        <fieldset className="choices">
          <legend>What you need to see</legend>
          {choices.map((choice) => (
            <label key={choice.opens} className="choice work-choice">
              <input
                type="radio"
                name={`${field}-opens`}
                checked={opens === choice.opens}
                onChange={() => setOpens(choice.opens)}
              />
              <span>
                {choice.title}
                <span className="field-hint">{choice.hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="field">
        <label htmlFor={`${field}-reason`}>Your reason, for the person who agrees and for the record</label>
        <textarea
          id={`${field}-reason`}
          className="input"
          required
          minLength={10}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <Button type="submit" tone="main" disabled={reason.trim().length < 10 || ask.isPending}>
        Ask for it to be opened
      </Button>
      {ask.error && <Trouble error={ask.error} />}
    </form>
  )
}
