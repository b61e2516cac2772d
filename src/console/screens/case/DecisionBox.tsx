import { useId, useState } from 'react'
import type { CaseState, Outcome } from '../../../core/case.ts'
import type { CaseFile } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { date, moment } from '../../words/numbers.ts'
import { moveWords, outcomeMeaning, outcomeWords, stateWords } from '../../words/words.ts'
import { useCaseAction } from './actions.ts'
import './decision-box.css'

/** Results of a check are recorded with the check, not as a bare move. */
const withCheck: readonly CaseState[] = ['step-up-offered', 'verified', 'declined-with-reason', 'failed']

/** States in which the next step is to decide. */
const awaitsDecision: readonly CaseState[] = ['failed', 'declined-with-reason', 'contest']

/** Whether the next step of the case is a decision: then the box stands first on the screen. */
export function isDecisionDue(file: CaseFile): boolean {
  return awaitsDecision.includes(file.state) || (file.state === 'decision' && file.decision === null)
}

/** Days a person may contest after the notice (core/case.ts; the server enforces it). */
const contestDays = 14

/** Where the case stands, and the moves that are open from there; nothing else can be pressed. */
export function DecisionBox({ file }: { readonly file: CaseFile }) {
  const mayDecide = useCan('decide')
  const mayMove = useCan('moveCase')
  const move = useCaseAction(file.id, 'moves')
  const moves = file.openMoves.filter((to) => !withCheck.includes(to))
  const deciding = file.state === 'decision' && file.decision === null
  const due = isDecisionDue(file)
  const now = useNow()
  return (
    <section
      className="case-section decision"
      id="decision"
      tabIndex={-1}
      data-due={due || undefined}
      aria-labelledby="decision-title"
    >
      <h2 id="decision-title">{due ? 'A person decides' : 'Decision'}</h2>
      <p>
        The case is: <strong>{stateWords[file.state]}</strong>.
        {file.noticeAt !== null && ` ${contestWords(file.noticeAt, now)}`}
      </p>
      {file.decision !== null && (
        <blockquote className="decision-made">
          <p>
            <strong>{outcomeWords[file.decision.outcome]}.</strong>{' '}
            <span className="received">{file.decision.reason}</span>
          </p>
          <footer className="lettering received">
            {file.decision.by}, {moment(file.decision.at)}
          </footer>
        </blockquote>
      )}
      {deciding && mayDecide && <Decide id={file.id} />}
      {deciding && !mayDecide && <p className="soft">Someone with the right to decide takes it from here.</p>}
      {mayMove && moves.length > 0 && (
        <div className="decision-moves not-printed">
          {moves.map((to) => (
            <Button
              key={to}
              small={to !== 'decision'}
              tone={due && to === 'decision' ? 'act' : 'plain'}
              disabled={move.isPending}
              onClick={() => move.mutate({ to })}
            >
              {moveWords[to]}
            </Button>
          ))}
        </div>
      )}
      {move.error && <Trouble error={move.error} />}
    </section>
  )
}

function Decide({ id }: { readonly id: string }) {
  const decide = useCaseAction(id, 'decision')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [reason, setReason] = useState('')
  const field = useId()
  return (
    <form
      className="decision-form not-printed"
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome !== null) decide.mutate({ outcome, reason })
      }}
    >
      <fieldset className="choices">
        <legend>What you decide</legend>
        {(Object.keys(outcomeWords) as Outcome[]).map((value) => (
          <label key={value} className="choice decision-choice">
            <input
              type="radio"
              name={`${field}-outcome`}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            <span>
              {outcomeWords[value]}
              <span className="field-hint">{outcomeMeaning[value]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${field}-reason`}>Your reason, as the person may read it</label>
        <textarea
          id={`${field}-reason`}
          className="input"
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <Button type="submit" tone="act" disabled={outcome === null || reason.trim() === '' || decide.isPending}>
        Decide, in your name
      </Button>
      {decide.error && <Trouble error={decide.error} />}
    </form>
  )
}

function contestWords(noticeAt: number, now: number): string {
  const ends = noticeAt + contestDays * 86_400_000
  return now < ends
    ? `Notice was given on ${date(noticeAt)}; the person may contest until ${date(ends)}.`
    : `Notice was given on ${date(noticeAt)}; the time to contest ended on ${date(ends)}.`
}
