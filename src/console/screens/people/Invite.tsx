import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { usersQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Secret } from './Secret.tsx'
import { allRoles, roleMeaning } from './roles.ts'

/** A new account; its link works once and is shown once. */
export function Invite() {
  const field = useId()
  const invite = useMutation({
    mutationFn: (form: FormData) => post<{ url: string }>('/api/users', { email: String(form.get('email')), name: String(form.get('name')), roles: form.getAll('role').map(String) }),
    onSuccess: async () => {
      await queries.invalidateQueries(usersQuery)
      announce('Invited. The link is shown once.')
    },
  })
  return (
    <section className="people-section" aria-labelledby="invite-title">
      <h2 id="invite-title">Invite somebody</h2>
      <form
        className="invite"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          invite.mutate(new FormData(form), { onSuccess: () => form.reset() })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-name`}>Name</label>
          <input id={`${field}-name`} name="name" className="input" required maxLength={120} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor={`${field}-email`}>E-mail</label>
          <input id={`${field}-email`} name="email" type="email" className="input" required autoComplete="off" />
        </div>
        <fieldset className="choices invite-roles">
          <legend>What they do</legend>
          {allRoles.map((role) => (
            <label key={role} className="choice">
              <input type="checkbox" name="role" value={role} />
              <span>
                {role} <span className="field-hint">{roleMeaning[role]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <p>
          <Button type="submit" tone="main" disabled={invite.isPending}>
            Invite
          </Button>
        </p>
      </form>
      {invite.error && <Trouble error={invite.error} />}
      {invite.data && <Secret what="Their link to choose a password; it works once, for a week" value={invite.data.url} />}
    </section>
  )
}
