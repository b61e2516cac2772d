import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { Accepted } from '../../../http/contract.ts'
import { sendFile } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { Forbidden } from '../stop/Forbidden.tsx'
import { asked, reportText } from './suspicious-report.ts'
import '../../parts/field.css'
import './suspicious.css'

const steps = [
  { do: 'Say nothing about it. Say that your line is bad.', why: 'You need no proof to leave a call, and no excuse afterwards.' },
  { do: 'Install nothing, update nothing, paste nothing.', why: 'No meeting program ever needs a command, a driver or an update to give you sound.' },
  { do: 'Turn off shared screen and remote control.', why: 'Whoever can type on your machine needs ten seconds.' },
  { do: 'Offer our own meeting link, and leave.', why: 'An honest caller takes it. “It has to be this one” is the answer you were looking for.' },
  { do: 'Ask the person on another way you already know.', why: 'Not by answering the message: the account may not be theirs any more.' },
] as const

/** "I am on a call that feels wrong. What now?" Takes a minute, and files the report. */
export function SuspiciousCall() {
  const may = useCan('handIn')
  const send = useMutation({
    mutationFn: (form: FormData) => {
      const report = new FormData()
      report.set('door', 'messages')
      report.set('file', new File([reportText(form)], 'suspicious call.txt', { type: 'text/plain' }))
      return sendFile<Accepted>('/api/evidence', report, () => undefined)
    },
  })
  const [told, setTold] = useState(false)
  if (!may) return <Forbidden what="the reporting of calls" />
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    send.mutate(new FormData(event.currentTarget), { onSuccess: () => setTold(true) })
  }
  return (
    <Page place="On a call that feels wrong" title={told ? 'Reported. Thank you; somebody looks at it now.' : 'Leave the call first. Then tell us, in a minute.'}>
      <div className="suspicious">
        <ol className="suspicious-steps">
          {steps.map((step) => (
            <li key={step.do}>
              <strong>{step.do}</strong>
              <span className="soft">{step.why}</span>
            </li>
          ))}
        </ol>
        {told ? (
          <section className="suspicious-form">
            <h2>If something was run or typed</h2>
            <p>Take the machine off the network and leave it switched on. Do not change passwords from it. Nobody is blamed for reporting, and nobody is blamed for having clicked.</p>
          </section>
        ) : (
          <form className="suspicious-form" onSubmit={submit} aria-labelledby="report-title">
            <h2 id="report-title">What happened</h2>
            <div className="field">
              <label htmlFor="who">Who called, as they named themselves</label>
              <input className="input" id="who" name="who" maxLength={200} autoComplete="off" />
            </div>
            <div className="field">
              <label htmlFor="link">The meeting link or the address it came from</label>
              <input className="input" id="link" name="link" maxLength={2000} autoComplete="off" spellCheck={false} />
            </div>
            <fieldset className="suspicious-asked">
              <legend>What they wanted</legend>
              {asked.map(({ id, label }) => (
                <label className="choice" key={id}>
                  <input type="checkbox" name="asked" value={id} />
                  {label}
                </label>
              ))}
            </fieldset>
            <div className="field">
              <label htmlFor="words">In your words, or the message itself</label>
              <textarea className="input" id="words" name="words" maxLength={20_000} rows={4} />
            </div>
            <Button tone="main" type="submit" disabled={send.isPending}>
              Report it
            </Button>
            {send.error && <Trouble error={send.error} />}
          </form>
        )}
      </div>
    </Page>
  )
}
