import { useId, useState } from 'react'
import type { CaseFile } from '../../../../http/contract.ts'
import type { CaseLife } from '../../../../http/rooms/cases/contract.ts'
import { Button } from '../../../parts/Button.tsx'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan, useMe } from '../../../session/session.tsx'
import { date } from '../../../words/numbers.ts'
import { useLife } from './use-life.ts'

const answers: Readonly<Record<string, string>> = { reopen: 'It was reopened.', stands: 'The decision stood.' }

/** What the person says to a decision, and the answer of somebody who did not make it. */
export function Contest({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  if (life.contests.length === 0) return null
  const open = file.state === 'contest'
  return (
    <section className="case-section" data-due={open || undefined} aria-labelledby="contest-title">
      <h2 id="contest-title">The person says it is wrong</h2>
      {life.contests.map(({ at, text, answer }) => (
        <blockquote key={at} className="contest-words">
          <p className="received">{text ?? 'What was written is erased.'}</p>
          <footer className="lettering">
            {date(at)}
            {answer !== null && `. ${answers[answer] ?? answer}`}
          </footer>
        </blockquote>
      ))}
      {open && <Answer file={file} />}
    </section>
  )
}

function Answer({ file }: { readonly file: CaseFile }) {
  const me = useMe()
  const may = useCan('answerContest')
  const answer = useLife<{ answer: string; reason: string }>(file.id, 'contest-answer')
  const [reason, setReason] = useState('')
  const field = useId()
  if (!may || file.decision?.by === me.name) return <p className="soft">Somebody who did not decide, and leads, answers it.</p>
  return (
    <form className="contest-answer not-printed" onSubmit={(event) => event.preventDefault()}>
      <div className="field">
        <label htmlFor={field}>Your answer, as the person may read it</label>
        <textarea id={field} className="input" required value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      <p className="letter-do">
        <Button tone="act" disabled={reason.trim() === '' || answer.isPending} onClick={() => answer.mutate({ answer: 'reopen', reason })}>
          Reopen the case
        </Button>
        <Button disabled={reason.trim() === '' || answer.isPending} onClick={() => answer.mutate({ answer: 'stands', reason })}>
          The decision stands
        </Button>
      </p>
      {answer.error && <Trouble error={answer.error} />}
    </form>
  )
}
