import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RetentionAnswer } from '../../../http/rooms/rights/contract.ts'
import { put } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { retentionQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { wholeNumber } from '../../words/numbers.ts'

const starts: Readonly<Record<string, string>> = { received: 'after it was received', cleared: 'after the person was cleared', closed: 'after the case closed' }
const goes: Readonly<Record<string, string>> = { content: 'File, facts and findings go; that it was received stays.', links: 'What ties it to others goes.', everything: 'Everything goes, with the key.' }

/** One clock a class: how long, why, and what the last preview found. */
export function Clocks({ data }: { readonly data: RetentionAnswer }) {
  const may = useCan('changeSettings')
  const [days, setDays] = useState<Readonly<Record<string, number>>>({})
  const save = useMutation({
    mutationFn: () => put('/api/retention', { ...Object.fromEntries(data.classes.map(({ id, days: now }) => [id, now])), ...days }),
    onSuccess: async () => {
      setDays({})
      await queries.invalidateQueries(retentionQuery)
      announce('The clocks are set.')
    },
  })
  const changed = Object.keys(days).length > 0
  return (
    <section className="retention-section" aria-labelledby="clocks-title">
      <h2 id="clocks-title">The clocks</h2>
      <ul className="clocks">
        {data.classes.map((item) => {
          const found = data.preview?.classes.find(({ id }) => id === item.id)
          return (
            <li key={item.id} className="clock">
              <div>
                <h3>{item.title}</h3>
                <p className="soft">
                  {item.why} {goes[item.takes]}
                </p>
              </div>
              <p className="clock-days">
                {may ? (
                  <input
                    className="input"
                    type="number"
                    min={1}
                    max={3650}
                    aria-label={`${item.title}: days`}
                    value={days[item.id] ?? item.days}
                    onChange={(event) => setDays({ ...days, [item.id]: Math.max(1, Math.min(3650, Number(event.target.value) || 1)) })}
                  />
                ) : (
                  <strong className="figure">{item.days}</strong>
                )}{' '}
                <span className="lettering">
                  days {starts[item.from]}
                  {item.days !== item.usual && `; usual ${item.usual}`}
                </span>
              </p>
              <p className="clock-found figure">{found === undefined ? <span className="soft">not looked at</span> : found.due === 0 ? `0 of ${wholeNumber(found.watched)} due` : <strong>{wholeNumber(found.due)} due</strong>}{found !== undefined && found.held > 0 && <span className="lettering"> {wholeNumber(found.held)} held</span>}</p>
            </li>
          )
        })}
      </ul>
      {changed && (
        <p className="retention-do">
          <Button tone="main" disabled={save.isPending} onClick={() => save.mutate()}>
            Set the clocks
          </Button>
          <Button tone="quiet" onClick={() => setDays({})}>
            Undo
          </Button>
        </p>
      )}
      {save.error && <Trouble error={save.error} />}
    </section>
  )
}
