import { useId, useState } from 'react'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { count } from '../../words/numbers.ts'
import { useWorkAction } from './actions.ts'
import { peopleIn } from './roster.ts'

/** Who is entered. Nobody is entered by a log: an open repository is full of people who do not work here. */
export function Colleagues() {
  const [text, setText] = useState('')
  const field = useId()
  const { people, problem } = peopleIn(text)
  const enter = useWorkAction(
    (body: object) => post<{ entered: number; conflicting: number }>('/api/work/people', body),
    ({ entered, conflicting }) => {
      if (conflicting === 0) setText('')
      return `${count(entered, 'colleague')} entered${conflicting === 0 ? '' : `; ${conflicting} lines name two people`}.`
    },
  )
  return (
    <section className="work-section" aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`}>Colleagues</h2>
      <form
        className="work-form"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({ people })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-people`}>
            One a line: the names sources know them by, then the zone they say to work in
          </label>
          <textarea
            id={`${field}-people`}
            className="input"
            value={text}
            placeholder={'kim@example.com, kim-gh, Europe/Lisbon'}
            aria-describedby={`${field}-problem`}
            onChange={(event) => setText(event.target.value)}
          />
          <span id={`${field}-problem`} className="field-hint" role="status">
            {problem ??
              (people.length === 0
                ? 'Facts of anybody else are counted and left out.'
                : count(people.length, 'colleague'))}
          </span>
        </div>
        <Button type="submit" tone="main" disabled={people.length === 0 || problem !== null || enter.isPending}>
          Enter them
        </Button>
        {enter.error && <Trouble error={enter.error} />}
      </form>
    </section>
  )
}
