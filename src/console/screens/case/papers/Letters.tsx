import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { CaseFile } from '../../../../http/contract.ts'
import type { CaseLife, LetterText } from '../../../../http/rooms/cases/contract.ts'
import { lettersQuery } from '../../../api/story.ts'
import { Button } from '../../../parts/Button.tsx'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan } from '../../../session/session.tsx'
import { date } from '../../../words/numbers.ts'
import { saveText } from './save.ts'
import { useLife } from './use-life.ts'

const asked: Readonly<Record<string, string>> = {
  contact: 'Whom the person can reach',
  audit: 'Address of the bias audit’s summary',
  agreement: 'The agreement with the works council',
}

/** Letters of the places one hires in. The explanation of a decision gives notice and starts the time to contest. */
export function Letters({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  const may = useCan('writeLetter')
  const { data: packs } = useQuery({ ...lettersQuery, enabled: may })
  const [place, setPlace] = useState(life.letters[0]?.jurisdiction ?? '')
  const adverse = file.decision?.outcome === 'not-proceed' && file.state === 'decision'
  const [kind, setKind] = useState(adverse ? 'adverse-decision' : 'notice')
  const write = useLife<{ kind: string; jurisdiction: string; values: Record<string, string> }, LetterText>(file.id, 'letters')
  const field = useId()
  if (!may || packs === undefined) return null
  const pack = packs.find(({ jurisdiction }) => jurisdiction === place) ?? packs[0]
  const letter = pack?.letters.find((one) => one.kind === kind)
  return (
    <section className="case-section not-printed" aria-labelledby="letters-title">
      <h2 id="letters-title">Letters</h2>
      <form
        className="letters-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const values = Object.fromEntries((letter?.asks ?? []).map((name) => [name, String(form.get(name) ?? '')]))
          write.mutate({ kind, jurisdiction: pack?.jurisdiction ?? '', values })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-place`}>Place</label>
          <select id={`${field}-place`} className="input" value={pack?.jurisdiction} onChange={(event) => setPlace(event.target.value)}>
            {packs.map(({ jurisdiction, title }) => (
              <option key={jurisdiction} value={jurisdiction}>
                {title}
                {life.letters.some((one) => one.jurisdiction === jurisdiction) ? '' : ' (not among your places)'}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}-kind`}>Letter</label>
          <select id={`${field}-kind`} className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
            {pack?.letters.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.title}
              </option>
            ))}
          </select>
        </div>
        {letter?.asks.map((name) => (
          <div key={name} className="field">
            <label htmlFor={`${field}-${name}`}>{asked[name] ?? name}</label>
            <input id={`${field}-${name}`} name={name} className="input" required />
          </div>
        ))}
        {kind === 'adverse-decision' && <p className="soft">Writing it gives notice: the case moves, the person’s own link is made, and their time to contest starts now.</p>}
        <p>
          <Button type="submit" small tone={adverse && kind === 'adverse-decision' ? 'act' : 'plain'} disabled={write.isPending || (kind === 'adverse-decision' && !adverse)}>
            Write it
          </Button>
        </p>
        {letter !== undefined && (
          <p className="lettering">
            Looked up {pack?.asOf}: {letter.sources.join(' · ')}
          </p>
        )}
      </form>
      {write.error && <Trouble error={write.error} />}
      {write.data && <Written letter={write.data} />}
    </section>
  )
}

/** The text is shown once: it holds the person's own link, which is kept nowhere. */
function Written({ letter }: { readonly letter: LetterText }) {
  return (
    <div className="letter" role="status">
      <h3>{letter.title}</h3>
      {letter.contestUntil !== null && <p>The person may answer until {date(letter.contestUntil)}. Their link stands in the letter and is kept nowhere else: send it now.</p>}
      <pre className="letter-text" tabIndex={0} aria-label="Text of the letter">
        {letter.text}
      </pre>
      <p className="letter-do">
        <Button small tone="main" onClick={() => void navigator.clipboard.writeText(letter.text)}>
          Copy
        </Button>
        <Button small onClick={() => saveText(`${letter.kind}.txt`, letter.text)}>
          Save
        </Button>
      </p>
    </div>
  )
}
