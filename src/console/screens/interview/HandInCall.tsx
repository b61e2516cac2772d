import { useState } from 'react'
import type { Call } from '../../../http/rooms/interview/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { countInWords } from '../../words/numbers.ts'
import { useCallAct } from './calls.ts'
import { timedShort } from './steps.ts'

/** The end of the call: what would be missing, a colleague's link, and handing it in, once. */
export function HandInCall({ call }: { readonly call: Call }) {
  const hand = useCallAct(call.id, 'evidence')
  const agree = useCallAct(call.id, 'accommodation')
  const [sure, setSure] = useState(false)
  const link = `${location.origin}/interview/${call.id}?key=${call.key ?? ''}`
  const timed = timedShort(call)
  const unmarked = call.cards.filter(({ mark }) => mark === null).length
  const missing = [
    ...(timed < 8 ? [`${countInWords(8 - timed, 'short answer')} not timed: nothing will be said about delay`] : []),
    ...(call.cardsLeft > 0 ? [`${countInWords(call.cardsLeft, 'card')} face down`] : []),
    ...(unmarked > 0 ? [`${countInWords(unmarked, 'card')} without a mark`] : []),
  ]
  return (
    <section className="call-end" aria-labelledby="end-title">
      <h2 id="end-title">When the call is over</h2>
      <label className="choice">
        <input type="checkbox" checked={call.accommodated} onChange={(event) => agree.mutate({ agreed: event.target.checked })} />
        An interpreter or an aid was agreed
      </label>
      <details>
        <summary>A second pair of eyes</summary>
        <p className="soft">A colleague who opens this address marks the same cards without seeing your marks.</p>
        <Address link={link} />
      </details>
      <details>
        <summary>Somebody else runs the call</summary>
        <p className="soft">Whoever opens this address is the interviewer from then on, and you are the second pair of eyes.</p>
        <Address link={`${link}&as=first`} />
      </details>
      {missing.length > 0 && (
        <ul className="call-missing">
          {missing.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {sure ? (
        <div className="call-sure">
          <p>Handed in, it does not change any more. A colleague’s marks count only until then.</p>
          <Button tone="main" disabled={hand.isPending} onClick={() => hand.mutate({})}>
            Hand it in
          </Button>
          <Button onClick={() => setSure(false)}>Not yet</Button>
        </div>
      ) : (
        <Button onClick={() => setSure(true)}>Hand the call in …</Button>
      )}
      {(hand.error ?? agree.error) && <Trouble error={hand.error ?? agree.error} />}
    </section>
  )
}

function Address({ link }: { readonly link: string }) {
  return (
    <>
      <p className="received call-link">{link}</p>
      <Button small onClick={() => void navigator.clipboard.writeText(link).then(() => announce('Copied.'))}>
        Copy the address
      </Button>
    </>
  )
}
