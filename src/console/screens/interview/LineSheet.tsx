import { useState } from 'react'
import type { Call, Line } from '../../../http/rooms/interview/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { announce } from '../../parts/Announcer.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCallAct } from './calls.ts'
import type { CallClock } from './useCallClock.ts'

/**
 * A line to read out. Where the answer is timed, one key twice: when the question ends, and at the first sound of the
 * answer. No figure is shown meanwhile: a number would be read as a verdict, and what is late by ear is mostly the line.
 */
export function LineSheet({ call, line, time, next }: { readonly call: Call; readonly line: Line; readonly time: CallClock; readonly next: () => void }) {
  const tap = useCallAct(call.id, 'taps')
  const [asked, setAsked] = useState<number | null>(null)
  // In our own room the answers are timed by ear of the room.
  const timed = line.question !== null && call.evidence === null && call.meeting === null && !call.second
  const known = call.taps.some((one) => one.line === line.id)
  const press = (event: { readonly timeStamp: number }): void => {
    if (!timed) return
    // The moment of the key itself, not of this handler.
    const here = time.at(event.timeStamp)
    if (asked === null) setAsked(here)
    else {
      tap.mutate({ line: line.id, endedAt: Math.round(asked), answeredAt: Math.round(here) })
      setAsked(null)
      announce('Timed.')
    }
  }
  useKeys({
    ' ': press,
    ...(timed ? { Enter: () => (asked === null ? next() : undefined), Escape: () => setAsked(null) } : {}),
  })
  return (
    <section className="sheet" aria-label="To read out">
      <p className="sheet-read">{line.read}</p>
      {timed && (
        <div className="sheet-tap" data-state={asked !== null ? 'waiting' : known ? 'timed' : 'idle'}>
          <Button tone={known && asked === null ? 'plain' : 'main'} onClick={(event) => press(event)} disabled={tap.isPending} aria-keyshortcuts="Space">
            <kbd>Space</kbd> {asked !== null ? 'The answer begins' : known ? 'Time it again' : 'My question ended'}
          </Button>
          <p className="lettering" role="status">
            {asked !== null ? 'Press again at the first sound of the answer. Esc forgets it.' : known ? 'Timed. → goes on.' : 'Press when your last word ends.'}
          </p>
        </div>
      )}
      {call.meeting !== null && line.part === 'short' && <p className="lettering">The room times the answer by itself. Ask, listen, go on.</p>}
      {tap.error && <Trouble error={tap.error} />}
      {line.part === 'notice' && <p className="sheet-aside">Wait for a yes. If it is a no, offer to meet in person or at a notary, and close the call in a friendly way.</p>}
      {line.part === 'short' && (
        <p className="sheet-aside">
          What this hears well is a voice that is translated on its way: it comes 1.5 to 5 seconds late, every time. A voice changer adds too little to be heard here. A slow person, a stammer or a satellite is
          neither.
        </p>
      )}
    </section>
  )
}
