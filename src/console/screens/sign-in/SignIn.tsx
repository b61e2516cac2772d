import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Me } from '../../../http/contract.ts'
import { post } from '../../api/client.ts'
import { methodsQuery } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Threshold } from './Threshold.tsx'

/** Between the two doors: the outer has shut, the inner opens for those who belong here. */
export function SignIn() {
  const { to } = useSearch({ from: '/sign-in' })
  const { data: methods, error } = useQuery(methodsQuery)
  const enter = useMutation({
    mutationFn: (form: FormData) =>
      post<Me>('/api/sign-in', { name: String(form.get('name')), password: String(form.get('password')) }),
    // A full load: the console starts with the new session and nothing of the old.
    onSuccess: () => location.assign(to ?? '/'),
  })
  return (
    <Threshold title="Sign in" place="Sign in">
      {error && <Trouble error={error} />}
      {enter.error && <Trouble error={enter.error} />}
      {methods?.oidc && (
        <a className="button" data-tone="main" href={methods.oidc.url}>
          Continue with {methods.oidc.name}
        </a>
      )}
      {methods?.local !== false && (
        <form
          className="threshold-form"
          onSubmit={(event) => {
            event.preventDefault()
            enter.mutate(new FormData(event.currentTarget))
          }}
        >
          <div className="field">
            <label htmlFor="name">E-mail address</label>
            <input id="name" name="name" className="input" type="email" autoComplete="username" required autoFocus />
          </div>
          <div className="field">
            <label htmlFor="password">Password</label>
            <input
              id="password"
              name="password"
              className="input"
              type="password"
              autoComplete="current-password"
              required
            />
          </div>
          <Button type="submit" tone={methods?.oidc ? 'plain' : 'main'} disabled={enter.isPending}>
            {enter.isPending ? 'One moment…' : 'Sign in'}
          </Button>
        </form>
      )}
      {methods?.firstAdmin && (
        <p className="soft">
          Nobody has an account here yet. The first administrator opens the one-time link that the server printed when
          it started.
        </p>
      )}
    </Threshold>
  )
}
