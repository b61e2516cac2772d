import { useId, useState } from 'react'
import type { CaseFile, Check } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { useCaseAction } from './actions.ts'

const results = [
  ['verified', 'It checked out'],
  ['declined-with-reason', 'Declined, with a reason'],
  ['failed', 'It did not check out'],
] as const

/** What came of the check. A person records it, with what was seen. */
export function CheckResult({ file, checks }: { readonly file: CaseFile; readonly checks: readonly Check[] }) {
  const may = useCan('recordCheck')
  const record = useCaseAction(file.id, 'checks')
  const [check, setCheck] = useState(checks[0]?.id ?? '')
  const [outcome, setOutcome] = useState<(typeof results)[number][0] | null>(null)
  const [note, setNote] = useState('')
  const field = useId()
  if (!may) return null
  return (
    <form
      className="next-step-do not-printed"
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome !== null) record.mutate({ check, outcome, note })
      }}
    >
      {checks.length > 1 && (
        <div className="field">
          <label htmlFor={`${field}-check`}>Which check</label>
          <select
            id={`${field}-check`}
            className="input"
            value={check}
            onChange={(event) => setCheck(event.target.value)}
          >
            {checks.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
      )}
      <fieldset className="choices">
        <legend>What came of it</legend>
        {results.map(([value, words]) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name={`${field}-outcome`}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${field}-note`}>What was seen, or the reason given</label>
        <textarea
          id={`${field}-note`}
          className="input"
          required={outcome !== 'verified'}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Button type="submit" tone="main" disabled={outcome === null || record.isPending}>
        Put it on record
      </Button>
      {record.error && <Trouble error={record.error} />}
    </form>
  )
}
