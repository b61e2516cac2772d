import type { SessionFacts } from '../../../doors/apply/session.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { PathPlan } from './PathPlan.tsx'
import { Whereabouts } from './Whereabouts.tsx'
import { pathAnswer, remarks, visitOf } from './visit.ts'
import './session.css'

/** One check-in: the path it came over, where its sources place it, and what its browser said of itself. */
export function Session({ facts }: { readonly facts: unknown }) {
  const visit = visitOf(facts)
  if (visit === null) return null
  return (
    <div className="session">
      <p className="session-answer">{pathAnswer(visit)}</p>
      <PathPlan visit={visit} />
      <Whereabouts visit={visit} />
      <Machine visit={visit} />
      <Typed visit={visit} />
    </div>
  )
}

function Machine({ visit }: { readonly visit: SessionFacts }) {
  const all = remarks(visit)
  const standing = all.filter(({ also }) => also !== '')
  const rest = all.filter(({ also }) => also === '')
  if (all.length === 0)
    return (
      <Hatched>
        <p>The page could not read the browser.</p>
      </Hatched>
    )
  return (
    <section>
      <h3>{standing.length === 0 ? 'The browser agrees with itself' : 'What the browser says against itself'}</h3>
      <dl className="session-remarks">
        {standing.map((remark) => (
          <div key={remark.name}>
            <dt>{remark.name}</dt>
            <dd className="received">{remark.value}</dd>
            <dd className="session-also">May also be: {remark.also}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>The rest, in coarse classes</summary>
        <dl className="session-rest">
          {rest.map((remark) => (
            <div key={remark.name} data-unknown={!remark.known || undefined}>
              <dt className="lettering">{remark.name}</dt>
              <dd className="received">{remark.value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

/** How the two texts came about, as a description. */
function Typed({ visit }: { readonly visit: SessionFacts }) {
  const { typing } = visit
  if (typing == null) return null
  const { machine, writing } = typing
  const parts = [
    `${typing.keys} keys in ${Math.round(typing.seconds)} s`,
    machine.pasteCount === 0 ? 'nothing pasted' : `${machine.pastedChars} characters pasted`,
    machine.dwellSdMs === null ? null : `keys held with a deviation of ${Math.round(machine.dwellSdMs)} ms in the calmest stretch`,
    writing === null ? null : `${Math.round(writing.revisionsPer100)} revisions and ${Math.round(writing.pausesPer100)} pauses in 100 keys`,
    typing.clockStepMs !== null && typing.clockStepMs >= 1 ? `on a clock of ${typing.clockStepMs} ms` : null,
  ].filter((part) => part !== null)
  return (
    <section>
      <h3>How it was typed</h3>
      <p>{parts.join(', ')}.</p>
      <p className="session-also">Text expanders, dictation, switch access and dyslexia all shape this; none of them is counted.</p>
    </section>
  )
}
