import { Link } from '@tanstack/react-router'
import type { OpeningRow } from '../../../http/rooms/work/contract.ts'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { moment } from '../../words/numbers.ts'
import { useWorkAction } from './actions.ts'

/** Requests to open a record that wait for a second person, and what came of the last ones. */
export function Requests({ requests }: { readonly requests: readonly OpeningRow[] }) {
  const may = useCan('answerOpening')
  const answer = useWorkAction(
    ({ id, agreed }: { id: string; agreed: boolean }) => post(`/api/work/requests/${id}/answer`, { agreed }),
    (_, { agreed }) => (agreed ? 'You agreed: the record is open to whoever asked.' : 'You refused.'),
  )
  const waiting = requests.filter(({ state }) => state === 'waiting')
  const past = requests.filter(({ state }) => state !== 'waiting').slice(0, 10)
  if (requests.length === 0) return null
  return (
    <section className="work-section" aria-labelledby="work-requests">
      <h2 id="work-requests">Requests to open a record</h2>
      {answer.error && <Trouble error={answer.error} />}
      <ul className="work-requests">
        {waiting.map((one) => (
          <li key={one.id}>
            <p>
              <strong className="received">{one.askedBy}</strong> asks to see{' '}
              {one.opens === 'name' ? 'whose record it is' : 'the record'}:{' '}
              <Link to="/accounts/$id" params={{ id: one.subject }}>
                {one.label}
              </Link>
              , {moment(one.askedAt)}.
            </p>
            <blockquote className="received">{one.reason}</blockquote>
            {one.own ? (
              <p className="soft">Yours. Another person has to answer it, by {moment(one.until)}.</p>
            ) : may ? (
              <p className="work-buttons">
                <Button
                  tone="act"
                  disabled={answer.isPending}
                  onClick={() => answer.mutate({ id: one.id, agreed: true })}
                >
                  Agree, in your name
                </Button>
                <Button disabled={answer.isPending} onClick={() => answer.mutate({ id: one.id, agreed: false })}>
                  Refuse
                </Button>
              </p>
            ) : (
              <p className="soft">A lead has to answer it.</p>
            )}
          </li>
        ))}
      </ul>
      {waiting.length === 0 && <p className="soft">None waits.</p>}
      {past.length > 0 && (
        <details>
          <summary>Answered lately</summary>
          <ul className="work-past">
            {past.map((one) => (
              <li key={one.id}>
                {one.label}, asked for by <span className="received">{one.askedBy}</span> on {moment(one.askedAt)}:{' '}
                {outcome(one)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function outcome({ state, answeredBy, until }: OpeningRow): string {
  if (state === 'open') return `open until ${moment(until)}, agreed by ${answeredBy ?? 'somebody'}.`
  if (state === 'refused') return `refused by ${answeredBy ?? 'somebody'}.`
  return answeredBy === null ? 'nobody answered.' : `was open; agreed by ${answeredBy}.`
}
