import type { Call, Regime } from '../../../http/rooms/interview/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCallAct } from './calls.ts'

const outcomes: readonly { readonly outcome: Regime; readonly name: string }[] = [
  { outcome: 'complied', name: 'Said something' },
  { outcome: 'declined', name: 'Declined' },
  { outcome: 'disconnected', name: 'The call ended' },
]

/** The one question about a head of state: only where it is turned on, in fixed words, and only how it went is kept. */
export function RegimeSheet({ call, read }: { readonly call: Call; readonly read: string }) {
  const act = useCallAct(call.id, 'regime')
  return (
    <section className="sheet" aria-label="To read out">
      <p className="sheet-read">{read}</p>
      <div className="marks-row" role="group" aria-label="How it went">
        {outcomes.map(({ outcome, name }) => (
          <button key={outcome} type="button" className="mark" aria-pressed={call.regime.outcome === outcome} disabled={act.isPending || call.evidence !== null} onClick={() => act.mutate({ outcome })}>
            {name}
          </button>
        ))}
      </div>
      <p className="sheet-aside">
        What was said is not kept. Many people decline such questions anywhere; it weighs little, and never alone. Ask everybody at this stage, or nobody.
      </p>
      {call.regime.outcome !== null && (
        <Button tone="quiet" small onClick={() => act.mutate({ outcome: null })}>
          It was not asked
        </Button>
      )}
      {act.error && <Trouble error={act.error} />}
    </section>
  )
}
