import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '../../../http/contract.ts'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Threshold } from './Threshold.tsx'

const shortest = 12

/** The first administrator's page: `/welcome#token`. The token stays behind the `#`, so no log on the way holds it. */
export function Welcome() {
  const [token] = useState(takeToken)
  const [tooShort, setTooShort] = useState(false)
  const make = useMutation({
    mutationFn: (form: FormData) =>
      post<Me>('/api/first-admin', { token, name: String(form.get('name')), password: String(form.get('password')) }),
    onSuccess: () => location.assign('/'),
  })
  if (token === '') {
    return (
      <Threshold title="This link is not whole" place="Welcome">
        <p>
          It should end with <code>#</code> and a long word. Copy it again from where the server printed it. If it was
          used or is lost, restart the server: it prints a new one as long as there is no administrator.
        </p>
      </Threshold>
    )
  }
  return (
    <Threshold title="The first key" place="Welcome">
      <p className="soft">You become the administrator of this house. You can invite the others afterwards.</p>
      {make.error && <Trouble error={make.error} />}
      <form
        className="threshold-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const short = String(form.get('password')).length < shortest
          setTooShort(short)
          if (!short) make.mutate(form)
        }}
      >
        <div className="field">
          <label htmlFor="name">Your name</label>
          <input id="name" name="name" className="input" autoComplete="username" required autoFocus />
        </div>
        <div className="field">
          <label htmlFor="password">Password</label>
          <input
            id="password"
            name="password"
            className="input"
            type="password"
            autoComplete="new-password"
            aria-describedby="password-hint"
            aria-invalid={tooShort}
          />
          <span id="password-hint" className="field-hint" role={tooShort ? 'alert' : undefined}>
            {tooShort ? `That is too short: ` : ''}
            {shortest} characters or more. Any characters; a few words are best.
          </span>
        </div>
        <Button type="submit" tone="main" disabled={make.isPending}>
          {make.isPending ? 'One moment…' : 'Take the key'}
        </Button>
      </form>
    </Threshold>
  )
}

/** The token, taken out of the address bar so that it does not stay in the history. */
function takeToken(): string {
  const token = location.hash.slice(1)
  if (token !== '') history.replaceState(null, '', location.pathname)
  return token
}
