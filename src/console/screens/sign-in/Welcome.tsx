import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '../../../http/contract.ts'
import { post } from '../../api/client.ts'
import { methodsQuery } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Threshold } from './Threshold.tsx'

const shortest = 12

/** Where one-time links lead, `/welcome#token`: the first administrator's, an invitation, a new password. The token stays behind the `#`, so no log on the way holds it. */
export function Welcome() {
  const [token] = useState(takeToken)
  const [tooShort, setTooShort] = useState(false)
  const { data: methods } = useQuery(methodsQuery)
  // Whoever was invited, or chooses a new password, is known already: only the link and the password count.
  const first = methods?.firstAdmin !== false
  const make = useMutation({
    mutationFn: (form: FormData) =>
      post<Me>('/api/first-admin', {
        token,
        name: String(form.get('name') ?? 'invited'),
        password: String(form.get('password')),
      }),
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
    <Threshold title={first ? 'The first key' : 'Your key'} place="Welcome">
      <p className="soft">
        {first
          ? 'You become the administrator of this house. You can invite the others afterwards.'
          : 'Choose the password you will sign in with. This link works once.'}
      </p>
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
        {first && (
          <div className="field">
            <label htmlFor="name">Your e-mail address</label>
            <input
              id="name"
              name="name"
              type="email"
              className="input"
              autoComplete="username"
              aria-describedby="name-hint"
              required
              autoFocus
            />
            <span id="name-hint" className="field-hint">
              You sign in with it. Nothing is sent to it.
            </span>
          </div>
        )}
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
