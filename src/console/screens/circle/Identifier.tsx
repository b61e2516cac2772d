import { useId } from 'react'
import { identifierWords } from './words.ts'

export type IdentifierType = keyof typeof identifierWords

/** A value that can be asked about privately: its kind, and itself. */
export function Identifier({
  type,
  value,
  change,
}: {
  readonly type: IdentifierType
  readonly value: string
  readonly change: (type: IdentifierType, value: string) => void
}) {
  const field = useId()
  return (
    <>
      <div className="field">
        <label htmlFor={`${field}t`}>What</label>
        <select id={`${field}t`} className="input" data-small value={type} onChange={(event) => change(event.target.value as IdentifierType, value)}>
          {(Object.keys(identifierWords) as IdentifierType[]).map((one) => (
            <option key={one} value={one}>
              {identifierWords[one]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${field}v`}>Value</label>
        <input id={`${field}v`} className="input" data-small autoComplete="off" spellCheck={false} value={value} onChange={(event) => change(type, event.target.value)} />
      </div>
    </>
  )
}
