import type { Call, Observation } from '../../../http/rooms/interview/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCallAct } from './calls.ts'
import { clock } from './steps.ts'
import { claimNotes, noteName, noteWords } from './words.ts'

/** What is seen, in one key each; `z` takes the last one back. */
export function Notes({ call }: { readonly call: Call }) {
  const note = useCallAct(call.id, 'observations')
  const back = useCallAct(call.id, 'withdrawals')
  const offered = [...noteWords, ...claimNotes.filter(({ what }) => what === 'own-work-blank' || call.knowledge.some(({ about }) => (about === 'planted') === (what === 'planted-accepted')))]
  const write = (what: Observation): void => {
    note.mutate({ what })
    announce(`Noted: ${noteName(what)}. z takes it back.`)
  }
  const last = call.observations.at(-1)
  useKeys({
    ...Object.fromEntries(offered.map(({ key, what }) => [key, () => write(what)])),
    z: () => last !== undefined && back.mutate({ observation: last.id }),
  })
  return (
    <section className="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">Seen or heard</h2>
      <ul className="notes-keys">
        {offered.map(({ what, key, name }) => (
          <li key={what}>
            <button
              type="button"
              aria-keyshortcuts={key}
              onClick={(event) => {
                write(what)
                // After a click the space bar times answers again; who came by keyboard stays here.
                if (event.detail > 0) document.getElementById('step')?.focus()
              }}
            >
              <kbd>{key}</kbd>
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {(note.error ?? back.error) && <Trouble error={note.error ?? back.error} />}
      {call.observations.length > 0 && (
        <ol className="notes-kept" aria-label="Noted">
          {call.observations.toReversed().map(({ id, what, at }, n) => (
            <li key={id}>
              <span className="figure">{clock(at)}</span> {noteName(what)}
              <button type="button" className="notes-back" onClick={() => back.mutate({ observation: id })} aria-label={`Take back: ${noteName(what)}`}>
                take back{n === 0 && ' (z)'}
              </button>
            </li>
          ))}
        </ol>
      )}
      {call.observations.some(({ what }) => what === 'different-person') && (
        <p className="notes-two">Another person than before counts only when two people say so apart from each other. Ask a colleague to join, without telling why.</p>
      )}
    </section>
  )
}
