import { useId, useState } from 'react'
import type { SourceKind } from '../../../http/rooms/work/contract.ts'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useWorkAction } from './actions.ts'

interface Made {
  readonly secret: string | null
  readonly deliverTo: string | null
}

/** A new source. What we make the secret of shows it once. */
export function AddSource({ kinds }: { readonly kinds: readonly SourceKind[] }) {
  const [kindName, setKind] = useState(kinds[0]?.kind ?? '')
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const [config, setConfig] = useState<Readonly<Record<string, string>>>({})
  const field = useId()
  const kind = kinds.find((one) => one.kind === kindName) ?? kinds[0]
  const add = useWorkAction(
    (body: object) => post<Made>('/api/work/sources', body),
    () => {
      setSecret('')
      setName('')
      return 'The source was added. It stands still until you start it.'
    },
  )
  if (kind === undefined) return null
  return (
    <details className="work-add">
      <summary>Add a source</summary>
      <form
        className="work-form"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({
            kind: kind.kind,
            name: name.trim() === '' ? kind.title : name,
            config,
            ...(secret === '' ? {} : { secret }),
          })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-kind`}>Kind</label>
          <select
            id={`${field}-kind`}
            className="input"
            value={kind.kind}
            onChange={(event) => setKind(event.target.value)}
          >
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.title}
              </option>
            ))}
          </select>
        </div>
        <Text id={`${field}-name`} label="What you call it" value={name} set={setName} example={kind.title} />
        {kind.fields.map((one) => (
          <Text
            key={one.name}
            id={`${field}-${one.name}`}
            label={one.label}
            value={config[one.name] ?? ''}
            set={(value) => setConfig({ ...config, [one.name]: value })}
            example={one.example}
            required
          />
        ))}
        {kind.secret !== null && (
          <Text id={`${field}-secret`} label={kind.secret} value={secret} set={setSecret} secret required />
        )}
        <Button type="submit" tone="main" disabled={add.isPending}>
          Add it, not started
        </Button>
        {add.error && <Trouble error={add.error} />}
        {add.data?.secret != null && (
          <p className="work-secret" role="status">
            Its secret, shown this once: <code className="received">{add.data.secret}</code>
          </p>
        )}
        {add.data?.deliverTo != null && (
          <p>
            Let it deliver to <code className="received">{add.data.deliverTo}</code>
          </p>
        )}
      </form>
    </details>
  )
}

function Text({
  id,
  label,
  value,
  set,
  example,
  secret = false,
  required = false,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly set: (value: string) => void
  readonly example?: string
  readonly secret?: boolean
  readonly required?: boolean
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        value={value}
        required={required}
        placeholder={example}
        onChange={(event) => set(event.target.value)}
      />
    </div>
  )
}
