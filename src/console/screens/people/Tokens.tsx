import { useMutation, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { TokenRow } from '../../../http/rooms/people/contract.ts'
import { post, remove } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { tokensQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { date } from '../../words/numbers.ts'
import { Secret } from './Secret.tsx'

/** What programs usually need; the API takes any action of the policy. */
const uses: readonly (readonly [scopes: readonly string[], name: string])[] = [
  [['evidence.submit'], 'hand things in (an applicant system, a mailbox)'],
  [['verdict.read'], 'ask for verdicts (a build)'],
  [['advisory.read', 'advisory.submit'], 'read and hand in advisories'],
  [['health.read'], 'read health and metrics'],
]

/** Tokens of programs. */
export function Tokens() {
  const { data, error, refetch } = useQuery(tokensQuery)
  const field = useId()
  const make = useMutation({
    mutationFn: (form: FormData) => post<{ token: string }>('/api/tokens', { name: String(form.get('name')), scopes: String(form.get('scopes')).split(' '), days: Number(form.get('days')) }),
    onSuccess: async () => {
      await queries.invalidateQueries(tokensQuery)
      announce('Made. The token is shown once.')
    },
  })
  return (
    <section className="people-section" aria-labelledby="tokens-title">
      <h2 id="tokens-title">Programs</h2>
      <form
        className="tokens-form"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate(new FormData(event.currentTarget))
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-name`}>Which program</label>
          <input id={`${field}-name`} name="name" className="input" required autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor={`${field}-scopes`}>May</label>
          <select id={`${field}-scopes`} name="scopes" className="input">
            {uses.map(([scopes, name]) => (
              <option key={name} value={scopes.join(' ')}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}-days`}>Days</label>
          <input id={`${field}-days`} name="days" type="number" min={1} max={730} defaultValue={365} className="input" />
        </div>
        <Button type="submit" disabled={make.isPending}>
          Make a token
        </Button>
      </form>
      {make.error && <Trouble error={make.error} />}
      {make.data && <Secret what="The token" value={make.data.token} />}
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the tokens" lines={2} />}
      <ul className="accounts">
        {data?.map((token) => (
          <Token key={token.id} token={token} />
        ))}
      </ul>
    </section>
  )
}

function Token({ token }: { readonly token: TokenRow }) {
  const revoke = useMutation({
    mutationFn: () => remove(`/api/tokens/${encodeURIComponent(token.id)}`),
    onSuccess: async () => {
      await queries.invalidateQueries(tokensQuery)
      announce('Revoked.')
    },
  })
  return (
    <li className="account" data-out={token.revokedAt !== null || undefined}>
      <p>
        <strong>{token.name}</strong>
      </p>
      <p className="lettering">
        {token.scopes.join(', ')} · {token.usedAt === null ? 'never used' : `last used ${date(token.usedAt)}`}
        {token.expiresAt !== null && ` · until ${date(token.expiresAt)}`}
      </p>
      {token.revokedAt === null ? (
        <p className="account-do">
          <Button small tone="quiet" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke
          </Button>
        </p>
      ) : (
        <p className="soft">revoked {date(token.revokedAt)}</p>
      )}
      {revoke.error && <Trouble error={revoke.error} />}
    </li>
  )
}
