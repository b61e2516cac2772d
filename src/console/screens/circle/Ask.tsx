import { useId, useState } from 'react'
import type { MatchingAnswer } from '../../../http/rooms/circle/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { spanInWords } from '../../words/numbers.ts'
import { Identifier, type IdentifierType } from './Identifier.tsx'
import { useAct } from './queries.ts'
import { evidenceWords, purposeWords } from './words.ts'

/** Asks every peer at once. The values are blinded here, on our server; no peer learns them, nor whether they were a hit. */
export function Ask() {
  const [type, setType] = useState<IdentifierType>('email')
  const [value, setValue] = useState('')
  const [purpose, setPurpose] = useState<keyof typeof purposeWords>('application')
  const ask = useAct<{ identifiers: { type: string; value: string }[]; purpose: string }, MatchingAnswer>(() => '/matching/questions')
  const field = useId()
  return (
    <section className="circle-section" aria-labelledby={`${field}h`}>
      <h2 id={`${field}h`}>Ask the peers</h2>
      <form
        className="ask-form"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate({ identifiers: [{ type, value }], purpose })
        }}
      >
          <Identifier type={type} value={value} change={(kind, text) => (setType(kind), setValue(text))} />
        <div className="field">
          <label htmlFor={`${field}p`}>Because of</label>
          <select id={`${field}p`} className="input" data-small value={purpose} onChange={(event) => setPurpose(event.target.value as keyof typeof purposeWords)}>
            {(Object.keys(purposeWords) as (keyof typeof purposeWords)[]).map((one) => (
              <option key={one} value={one}>
                {purposeWords[one]}
              </option>
            ))}
          </select>
        </div>
        <Button type="submit" small tone="main" disabled={ask.isPending || value.trim().length < 3}>
          {ask.isPending ? 'Asking…' : 'Ask'}
        </Button>
      </form>
      {ask.error && <Trouble error={ask.error} />}
      {ask.data && <Answers answer={ask.data} />}
    </section>
  )
}

function Answers({ answer }: { readonly answer: MatchingAnswer }) {
  return (
    <div role="status" className="circle-form">
      {answer.answers.length === 0 && answer.silent.length === 0 && <p>There is nobody to ask.</p>}
      <ul className="circle-plain">
        {answer.answers.map((one) => (
          <li key={one.peer}>
            {one.failed !== null ? (
              <Hatched>
                <p>
                  <strong className="received">{one.peer}</strong> gave no answer: <span className="received">{one.failed}</span> That is not “no hit”.
                </p>
              </Hatched>
            ) : one.hits.length === 0 ? (
              <p>
                <strong className="received">{one.peer}</strong> has no entry, as of {spanInWords(one.dataAge)} ago.
              </p>
            ) : (
              <p>
                <strong className="received">{one.peer} has an entry.</strong> {one.hits[0]?.victim === true && 'The person behind it is a victim whose identity was used. '}
                {one.hits[0]?.evidence != null && `${evidenceWords[one.hits[0].evidence]}, ${one.hits[0].month}. `}
                Call <span className="received">{one.hits[0]?.contact ?? 'them'}</span>: it decides nothing by itself.
              </p>
            )}
          </li>
        ))}
        {answer.silent.map((one) => (
          <li key={one.peer}>
            <Hatched>
              <p>
                <strong className="received">{one.peer}</strong> was not asked: <span className="received">{one.why}</span>
              </p>
            </Hatched>
          </li>
        ))}
      </ul>
    </div>
  )
}
