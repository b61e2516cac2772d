import { useState } from 'react'
import type { CaseFile } from '../../../../http/contract.ts'
import type { CaseLife } from '../../../../http/rooms/cases/contract.ts'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan } from '../../../session/session.tsx'
import { useLife } from './use-life.ts'

type Item = CaseLife['exit'][number]

const states: Readonly<Record<Item['state'], string>> = { open: 'not looked for', have: 'in hand', missing: 'not to be had', 'not-applicable': 'does not apply' }

/** Seventeen things to have in hand before somebody's access is cut: afterwards they are gone. */
export function ExitList({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  const have = life.exit.filter(({ state }) => state !== 'open').length
  const grave = file.posture === 'escalate' || file.decision?.outcome === 'hand-over'
  if (!grave && have === 0) return null
  return (
    <section className="case-section" aria-labelledby="exit-title">
      <h2 id="exit-title">
        Before access is cut: {have} of {life.exit.length}
      </h2>
      <p className="soft">Stay calm and ordinary until access is cut. Stop payment first. Assume more than one person.</p>
      <ul className="exit-list">
        {life.exit.map((item) => (
          <ExitLine key={item.id} file={file} item={item} />
        ))}
      </ul>
    </section>
  )
}

function ExitLine({ file, item }: { readonly file: CaseFile; readonly item: Item }) {
  const may = useCan('comment')
  const note = useLife<{ item: string; state: string; note?: string }>(file.id, 'exit-items')
  const [text, setText] = useState('')
  return (
    <li className="exit-item" data-state={item.state}>
      <span>
        {item.title}
        {item.note !== null && <span className="exit-note lettering received">{item.note}</span>}
      </span>
      {may ? (
        <span className="exit-do">
          <select
            className="input"
            data-small
            aria-label={`${item.title}: where it stands`}
            value={item.state}
            disabled={note.isPending}
            onChange={(event) => event.target.value !== 'open' && note.mutate({ item: item.id, state: event.target.value, ...(text.trim() === '' ? {} : { note: text.trim() }) }, { onSuccess: () => setText('') })}
          >
            {Object.entries(states).map(([value, name]) => (
              <option key={value} value={value} disabled={value === 'open'}>
                {name}
              </option>
            ))}
          </select>
        </span>
      ) : (
        <span className="lettering">{states[item.state]}</span>
      )}
      {note.error && <Trouble error={note.error} />}
    </li>
  )
}
