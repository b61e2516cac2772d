import { useId, useState, type ReactNode } from 'react'
import type { Stage } from '../../../measure/device/session-document.ts'
import type { MadeLink } from '../../../http/rooms/checkin/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { exact } from '../../words/numbers.ts'
import { stageWords } from './words.ts'

/** Stage and term of a link; what else is needed comes as children. */
export function LinkForm({
  make,
  busy,
  error,
  children,
}: {
  readonly make: (order: { readonly stage: Stage; readonly hours: number }) => void
  readonly busy: boolean
  readonly error: Error | null
  readonly children?: ReactNode
}) {
  const [stage, setStage] = useState<Stage>('application')
  const [days, setDays] = useState('3')
  const field = useId()
  return (
    <form
      className="link-form not-printed"
      onSubmit={(event) => {
        event.preventDefault()
        make({ stage, hours: Number(days) * 24 })
      }}
    >
      {children}
      <div className="field">
        <label htmlFor={`${field}-stage`}>At which stage</label>
        <select id={`${field}-stage`} className="input" value={stage} onChange={(event) => setStage(event.target.value as Stage)}>
          {Object.entries(stageWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${field}-days`}>It works for</label>
        <select id={`${field}-days`} className="input" value={days} onChange={(event) => setDays(event.target.value)}>
          {['1', '3', '7', '14'].map((value) => (
            <option key={value} value={value}>
              {value === '1' ? 'a day' : `${value} days`}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" tone="main" disabled={busy}>
        Make a link
      </Button>
      {error && <Trouble error={error} />}
    </form>
  )
}

/** A link that was just made: shown once, because it is stored nowhere. */
export function NewLink({ link }: { readonly link: MadeLink }) {
  const [copied, setCopied] = useState(false)
  const field = useId()
  return (
    <div className="new-link" role="status">
      <label htmlFor={field}>
        Send this to the person. It is shown this once, works once, and until {exact(link.expiresAt)}.
      </label>
      <div className="new-link-row">
        <input id={field} className="input" readOnly value={link.url} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void navigator.clipboard.writeText(link.url).then(() => setCopied(true))}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  )
}
