import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { date, spanInWords, startSentence, wholeNumber } from '../../words/numbers.ts'
import '../../parts/field.css'
import { exercisesQuery } from './queries.ts'

interface Made {
  readonly mails: readonly { readonly subject: string; readonly text: string }[]
}

/** Messages that are planted, so that one knows how many are reported. Of people nothing is kept. */
export function Exercises() {
  const mayMake = useCan('decide')
  const { data, error } = useQuery(exercisesQuery)
  const [template, setTemplate] = useState('')
  const [copies, setCopies] = useState('20')
  const make = useMutation({
    mutationFn: () => post<Made>('/api/messages/exercises', { template: template === '' ? data?.templates[0] : template, copies: Number(copies) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  })
  return (
    <section className="counts-block exercises">
      <h2>Exercises</h2>
      {error && <Trouble error={error} />}
      {data && data.rounds.length === 0 && <p>No exercise has been made. One shows how many messages nobody reports, and how soon the first report comes.</p>}
      {data && data.rounds.length > 0 && (
        <div className="campaign-frame" tabIndex={0} role="region" aria-label="Exercises">
          <table>
            <thead>
              <tr className="lettering">
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Sent</th>
                <th scope="col">Reported</th>
                <th scope="col">First report after</th>
                <th scope="col">Opened, not reported</th>
              </tr>
            </thead>
            <tbody>
              {data.rounds.map((round) => (
                <tr key={round.id}>
                  <td>{date(round.at)}</td>
                  <td>{startSentence(round.template.replaceAll('-', ' '))}</td>
                  <td className="figure">{wholeNumber(round.copies)}</td>
                  <td className="figure">{wholeNumber(round.reported)}</td>
                  <td>{round.firstReport === null ? 'none yet' : spanInWords(round.firstReport)}</td>
                  <td className="figure">{wholeNumber(round.clickedOnly)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayMake && data && (
        <form
          className="exercise-form"
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate()
          }}
        >
          <div className="field">
            <label htmlFor="exercise-template">Make a round from</label>
            <select id="exercise-template" className="input" value={template} onChange={(event) => setTemplate(event.target.value)}>
              {data.templates.map((name) => (
                <option key={name} value={name}>
                  {startSentence(name.replaceAll('-', ' '))}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="exercise-copies">Copies</label>
            <input id="exercise-copies" className="input" type="number" min="1" max="2000" value={copies} onChange={(event) => setCopies(event.target.value)} />
          </div>
          <Button type="submit" disabled={make.isPending}>
            {make.isPending ? 'Making…' : 'Make it'}
          </Button>
        </form>
      )}
      {make.error && <Trouble error={make.error} />}
      {make.data && (
        <p>
          {wholeNumber(make.data.mails.length)} texts are ready to be sent by your own mail system: <SaveButton mails={make.data.mails} />
        </p>
      )}
    </section>
  )
}

function SaveButton({ mails }: { readonly mails: Made['mails'] }) {
  const save = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify(mails, null, 1)], { type: 'application/json' }))
    link.download = 'exercise.json'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Button small onClick={save}>
      Save as a file
    </Button>
  )
}
