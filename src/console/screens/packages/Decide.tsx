import { useId, useState } from 'react'
import type { ReleaseFile } from '../../../http/rooms/packages/contract.ts'
import { post, remove } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { moment } from '../../words/numbers.ts'
import { usePackageAction } from './queries.ts'

const shortest = 12

/** Hold or allow, with a reason, in one's own name; and take it back. */
export function Decide({ release }: { readonly release: ReleaseFile }) {
  const { name, version, decision } = release
  const id = useId()
  const may = useCan('decide')
  const [reason, setReason] = useState('')
  const decide = usePackageAction(
    (choice: 'hold' | 'allow') =>
      post('/api/packages/decisions', { name, version, decision: choice, reason: reason.trim() }),
    (choice) => `${name}@${version} is ${choice === 'hold' ? 'held' : 'allowed'}.`,
  )
  const undo = usePackageAction(
    () => remove(`/api/packages/decisions?${new URLSearchParams({ name, version })}`),
    () => 'The decision was taken back.',
  )
  const ready = reason.trim().length >= shortest
  return (
    <section className="packages-section" aria-labelledby="release-decision">
      <h2 id="release-decision">Decision</h2>
      {decision !== null && (
        <>
          <p>
            {decision.decision === 'hold' ? 'Held' : 'Allowed'} by <span className="received">{decision.byName}</span>,{' '}
            {moment(decision.at)}:
          </p>
          <blockquote className="packages-reason received">{decision.reason}</blockquote>
          {may && (
            <Button disabled={undo.isPending} onClick={() => undo.mutate(undefined)}>
              Take it back
            </Button>
          )}
        </>
      )}
      {decision === null && !may && <p className="soft">An analyst or a lead decides.</p>}
      {decision === null && may && (
        <form className="packages-form" onSubmit={(event) => event.preventDefault()}>
          <div className="field">
            <label htmlFor={id}>Reason</label>
            <textarea
              id={id}
              className="input"
              value={reason}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setReason(event.target.value)}
            />
            <p id={`${id}-hint`} className="field-hint">
              A sentence that a colleague understands in a year. It goes into the audit log.
            </p>
          </div>
          <p className="packages-buttons">
            <Button tone="act" disabled={!ready || decide.isPending} onClick={() => decide.mutate('hold')}>
              Hold this release
            </Button>
            <Button disabled={!ready || decide.isPending} onClick={() => decide.mutate('allow')}>
              Allow it
            </Button>
          </p>
        </form>
      )}
      {(decide.error ?? undo.error) && <Trouble error={decide.error ?? undo.error} />}
    </section>
  )
}
