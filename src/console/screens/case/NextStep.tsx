import type { CaseFile, Check } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { useCaseAction } from './actions.ts'
import { CheckResult } from './CheckResult.tsx'
import './next-step.css'

/** The cheapest check that would move the case, with its equivalent alternative, and the others behind it. */
export function NextStep({ file }: { readonly file: CaseFile }) {
  const [best, ...others] = file.checks
  const out = file.state === 'step-up-offered'
  const offerable = file.openMoves.includes('step-up-offered')
  if (best === undefined || (!out && !offerable)) return <span id="next-step" tabIndex={-1} />
  // Once a check has failed or was declined, what is due is the decision; another check is only possible.
  const pressing =
    file.posture === 'challenge' || file.posture === 'escalate' || file.verdict === 'hold' || file.verdict === 'block'
  const due = file.state === 'evidence' && pressing
  return (
    <section
      className="next-step"
      id="next-step"
      tabIndex={-1}
      data-due={due || undefined}
      data-alone={(!out && others.length === 0) || undefined}
      aria-labelledby="next-step-title"
    >
      <div className="next-step-best">
        <p className="lettering">
          {out ? 'The check that is out' : file.state === 'evidence' ? 'The next step' : 'Another check is possible'}
        </p>
        <CheckText check={best} heading />
        {!out && <Offer file={file} check={best} due={due} />}
      </div>
      {out && <CheckResult file={file} checks={file.checks} />}
      {!out && others.length > 0 && (
        <div className="next-step-others">
          <h3>{startSentence(countInWords(others.length, 'other check'))} would also move it</h3>
          <ul>
            {others.map((check) => (
              <li key={check.id}>
                <details>
                  <summary>
                    {check.title} <span className="lettering">about {check.minutes} min</span>
                  </summary>
                  <CheckText check={check} />
                  <Offer file={file} check={check} due={false} />
                </details>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function CheckText({ check, heading = false }: { readonly check: Check; readonly heading?: boolean }) {
  return (
    <div className="next-step-text">
      {heading && <h2 id="next-step-title">{check.title}</h2>}
      <p>{check.instructions}</p>
      {check.alternative !== '' && (
        <p className="soft">
          <strong>Instead, and just as good:</strong> {check.alternative}
        </p>
      )}
      <p className="lettering">
        about {check.minutes} min
        {check.clears.length > 0 && ` · would clear ${countInWords(check.clears.length, 'finding')}`}
      </p>
    </div>
  )
}

function Offer({ file, check, due }: { readonly file: CaseFile; readonly check: Check; readonly due: boolean }) {
  const may = useCan('recordCheck')
  const offer = useCaseAction(file.id, 'checks')
  if (!may) return null
  return (
    <div className="next-step-do not-printed">
      <Button
        tone={due ? 'act' : 'main'}
        small={!due}
        disabled={offer.isPending}
        onClick={() => offer.mutate({ check: check.id })}
      >
        Offer this check
      </Button>
      {offer.error && <Trouble error={offer.error} />}
    </div>
  )
}
