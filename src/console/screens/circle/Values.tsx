import { useId, useState } from 'react'
import type { AdvisoryForm } from '../../../http/rooms/circle/contract.ts'
import { Button } from '../../parts/Button.tsx'

type Value = AdvisoryForm['artefacts'][number]

/** Kinds that may stand in an advisory: none is tied to a person. */
const kinds: readonly (readonly [Value['type'], string])[] = [
  ['package', 'Package'],
  ['domain', 'Host'],
  ['url', 'Web address'],
  ['ip', 'IP address'],
  ['file-hash', 'File digest'],
  ['repository', 'Repository'],
  ['wallet', 'Wallet'],
  ['telegram-id', 'Telegram account'],
  ['meeting-id', 'Meeting'],
  ['scheduler-slug', 'Calendar page'],
]

/** What the advisory can be known by: a list that grows by one line at a time. */
export function Values({ values, change }: { readonly values: readonly Value[]; readonly change: (values: Value[]) => void }) {
  const [type, setType] = useState<Value['type']>('package')
  const [value, setValue] = useState('')
  const field = useId()
  const add = (): void => {
    const text = value.trim()
    if (text === '' || values.some((one) => one.type === type && one.value === text)) return
    change([...values, { type, value: text }])
    setValue('')
  }
  return (
    <fieldset className="circle-values">
      <legend>What it can be known by</legend>
      {values.length > 0 && (
        <ul className="circle-plain">
          {values.map((one) => (
            <li key={`${one.type}${one.value}`}>
              <span className="lettering">{kinds.find(([kind]) => kind === one.type)?.[1] ?? one.type}</span>
              <code className="received">{one.value}</code>
              <Button small tone="quiet" aria-label={`Take out ${one.value}`} onClick={() => change(values.filter((other) => other !== one))}>
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="circle-add">
        <select className="input" data-small aria-label="Kind of value" value={type} onChange={(event) => setType(event.target.value as Value['type'])}>
          {kinds.map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
        <input
          id={field}
          className="input"
          data-small
          aria-label="Value"
          placeholder={type === 'package' ? 'pkg:npm/name@1.0.0' : 'A value'}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button small onClick={add}>
          Add
        </Button>
      </div>
    </fieldset>
  )
}
