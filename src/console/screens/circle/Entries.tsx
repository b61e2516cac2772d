import { useId, useState } from 'react'
import type { MatchingPage } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { moment } from '../../words/numbers.ts'
import { Identifier, type IdentifierType } from './Identifier.tsx'
import { useAct } from './queries.ts'
import { evidenceWords } from './words.ts'

type Entry = MatchingPage['entries'][number]
const stateWords: Readonly<Record<Entry['state'], string>> = { proposed: 'Waits for a second person', published: 'Peers can ask about it', withdrawn: 'Withdrawn', expired: 'Expired after 24 months' }

/** What peers may ask us about: adjudicated rejections, each by two people. */
export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const may = useCan('enterMatch')
  const confirm = useAct<string>((id) => `/matching/entries/${id}/confirmation`)
  const [leaving, setLeaving] = useState<string | null>(null)
  return (
    <section className="circle-section" aria-labelledby="entries">
      <h2 id="entries">What peers can ask us about</h2>
      {entries.length === 0 && <p className="soft">No entry. Only a rejection that two people confirmed becomes one; the values themselves never leave.</p>}
      <ul className="circle-plain">
        {entries.map((entry) => (
          <li key={entry.id} className="entry" data-quiet={entry.state === 'withdrawn' || entry.state === 'expired' || undefined}>
            <span>
              {entry.identifiers.map((one) => (
                <code key={`${one.type}${one.value}`} className="received circle-line">
                  {one.value}
                </code>
              ))}
            </span>
            <span>
              {evidenceWords[entry.evidence]}
              {entry.victim && ', of a victim'}{' '}
              <span className="soft">
                by {entry.proposedBy}, {moment(entry.proposedAt)}
                {entry.confirmedBy !== null && `; confirmed by ${entry.confirmedBy}`}
              </span>
            </span>
            <span className="lettering">{stateWords[entry.state]}</span>
            {may && (
              <span className="circle-buttons">
                {entry.state === 'proposed' && (
                  <Button small tone={entry.mayConfirm ? 'act' : 'plain'} disabled={!entry.mayConfirm || confirm.isPending} onClick={() => confirm.mutate(entry.id, { onSuccess: () => announce('It is in the next filter.') })}>
                    {entry.mayConfirm ? 'Confirm' : 'Somebody else confirms'}
                  </Button>
                )}
                {(entry.state === 'proposed' || entry.state === 'published') && (
                  <Button small tone="quiet" onClick={() => setLeaving(leaving === entry.id ? null : entry.id)}>
                    Withdraw…
                  </Button>
                )}
              </span>
            )}
            {leaving === entry.id && <Withdraw id={entry.id} done={() => setLeaving(null)} />}
          </li>
        ))}
      </ul>
      {confirm.error && <Trouble error={confirm.error} />}
      {may && <Propose />}
    </section>
  )
}

function Withdraw({ id, done }: { readonly id: string; readonly done: () => void }) {
  const [why, setWhy] = useState('')
  const withdraw = useAct<{ why: string }>(() => `/matching/entries/${id}/withdrawal`)
  const field = useId()
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault()
        withdraw.mutate({ why }, { onSuccess: done })
      }}
    >
      <div className="field">
        <label htmlFor={field}>Why it is withdrawn</label>
        <input id={field} className="input" data-small value={why} onChange={(event) => setWhy(event.target.value)} />
      </div>
      <Button type="submit" small disabled={withdraw.isPending || why.trim().length < 3}>
        Withdraw it
      </Button>
      {withdraw.error && <Trouble error={withdraw.error} />}
    </form>
  )
}

function Propose() {
  const [type, setType] = useState<IdentifierType>('email')
  const [value, setValue] = useState('')
  const [evidence, setEvidence] = useState<Entry['evidence']>('proxy-interview')
  const [victim, setVictim] = useState(false)
  const propose = useAct<object>(() => '/matching/entries')
  const field = useId()
  return (
    <details className="peer-manage">
      <summary>Enter a rejection</summary>
      <form
        className="ask-form"
        onSubmit={(event) => {
          event.preventDefault()
          propose.mutate({ identifiers: [{ type, value }], evidence, victim }, { onSuccess: () => (setValue(''), announce('It waits for a second person.')) })
        }}
      >
          <Identifier type={type} value={value} change={(kind, text) => (setType(kind), setValue(text))} />
        <div className="field">
          <label htmlFor={`${field}e`}>Rests on</label>
          <select id={`${field}e`} className="input" data-small value={evidence} onChange={(event) => setEvidence(event.target.value as Entry['evidence'])}>
            {(Object.keys(evidenceWords) as Entry['evidence'][]).map((one) => (
              <option key={one} value={one}>
                {evidenceWords[one]}
              </option>
            ))}
          </select>
        </div>
        <label className="circle-check">
          <input type="checkbox" checked={victim} onChange={(event) => setVictim(event.target.checked)} />
          <span>The identity was stolen or lent: its owner is a victim</span>
        </label>
        <Button type="submit" small disabled={propose.isPending || value.trim().length < 3}>
          Propose it
        </Button>
      </form>
      {propose.error && <Trouble error={propose.error} />}
    </details>
  )
}
