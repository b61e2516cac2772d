import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserRow } from '../../../http/rooms/people/contract.ts'
import { post, put } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { usersQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useMe } from '../../session/session.tsx'
import { Secret } from './Secret.tsx'
import { allRoles } from './roles.ts'

export function Accounts({ users }: { readonly users: readonly UserRow[] }) {
  return (
    <section className="people-section" aria-labelledby="accounts-title">
      <h2 id="accounts-title">Accounts</h2>
      <ul className="accounts">
        {users.map((user) => (
          <Account key={user.id} user={user} />
        ))}
      </ul>
    </section>
  )
}

function Account({ user }: { readonly user: UserRow }) {
  const me = useMe()
  const own = user.id === me.id
  const [roles, setRoles] = useState<readonly string[] | null>(null)
  const done = async (said: string): Promise<void> => {
    await queries.invalidateQueries(usersQuery)
    announce(said)
  }
  const of = `/api/users/${encodeURIComponent(user.id)}`
  const change = useMutation({ mutationFn: () => put(`${of}/roles`, { roles }), onSuccess: () => done('Roles changed.').then(() => setRoles(null)) })
  const disable = useMutation({ mutationFn: (disabled: boolean) => put(`${of}/disabled`, { disabled }), onSuccess: (_, disabled) => done(disabled ? 'Disabled; their sessions have ended.' : 'Let in again.') })
  const reset = useMutation({ mutationFn: () => post<{ url: string }>(`${of}/reset`) })
  const error = change.error ?? disable.error ?? reset.error
  return (
    <li className="account" data-out={user.disabledAt !== null || undefined}>
      <div>
        <p>
          <strong className="received">{user.name}</strong> <span className="lettering received">{user.email}</span>
        </p>
        <p className="lettering">
          {user.disabledAt !== null ? 'disabled' : user.signsInBy === null ? 'invited, not yet in' : `by ${user.signsInBy}`}
          {user.signedInAt !== null && (
            <>
              {' '}
              · last seen <Since at={user.signedInAt} /> ago
            </>
          )}
        </p>
      </div>
      {roles === null ? (
        <p>{user.roles.join(', ')}</p>
      ) : (
        <fieldset className="account-roles">
          <legend className="for-ears">Roles of {user.name}</legend>
          {allRoles.map((role) => (
            <label key={role} className="choice">
              <input type="checkbox" checked={roles.includes(role)} onChange={(event) => setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))} /> {role}
            </label>
          ))}
        </fieldset>
      )}
      {own ? (
        <p className="soft">You: another admin changes this.</p>
      ) : roles === null ? (
        <p className="account-do">
          <Button small onClick={() => setRoles(user.roles)}>
            Roles
          </Button>
          <Button small tone="quiet" disabled={reset.isPending} onClick={() => reset.mutate()}>
            New password
          </Button>
          <Button small tone="quiet" disabled={disable.isPending} onClick={() => disable.mutate(user.disabledAt === null)}>
            {user.disabledAt === null ? 'Disable' : 'Let in again'}
          </Button>
        </p>
      ) : (
        <p className="account-do">
          <Button small tone="main" disabled={roles.length === 0 || change.isPending} onClick={() => change.mutate()}>
            Save
          </Button>
          <Button small tone="quiet" onClick={() => setRoles(null)}>
            Undo
          </Button>
        </p>
      )}
      {reset.data && <Secret what="A link to choose a new password; it works once, for an hour" value={reset.data.url} />}
      {error && <Trouble error={error} />}
    </li>
  )
}
