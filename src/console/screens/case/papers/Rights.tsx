import { useId, useState } from 'react'
import type { CaseFile } from '../../../../http/contract.ts'
import type { CaseLife } from '../../../../http/rooms/cases/contract.ts'
import type { ErasureProof } from '../../../../http/rooms/rights/contract.ts'
import { Button } from '../../../parts/Button.tsx'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan } from '../../../session/session.tsx'
import { count, date } from '../../../words/numbers.ts'
import { saveText } from './save.ts'
import { useLife } from './use-life.ts'

/** What the person may ask for: what is held about them, and that it goes; and what stops that. */
export function Rights({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  const may = useCan('keepRights')
  if (!may) return null
  return (
    <section className="case-section not-printed" aria-labelledby="rights-title">
      <h2 id="rights-title">The person’s data</h2>
      <p>
        <a className="button" data-small data-tone="plain" href={`/api/cases/${encodeURIComponent(file.id)}/access-export`} download>
          Everything held about them
        </a>
      </p>
      <HoldBox file={file} life={life} />
      {life.hold === null && <Erasure file={file} />}
    </section>
  )
}

function HoldBox({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  const place = useLife<{ reason: string }>(file.id, 'hold', 'PUT')
  const lift = useLife<undefined>(file.id, 'hold', 'DELETE')
  const [reason, setReason] = useState('')
  const field = useId()
  if (life.hold !== null) {
    return (
      <div className="hold">
        <p>
          <strong>A legal hold keeps this record.</strong> <span className="received">{life.hold.reason}</span>{' '}
          <span className="lettering received">
            {life.hold.by}, {date(life.hold.at)}
          </span>
        </p>
        <Button small disabled={lift.isPending} onClick={() => lift.mutate(undefined)}>
          Lift the hold
        </Button>
        {lift.error && <Trouble error={lift.error} />}
      </div>
    )
  }
  return (
    <details>
      <summary>Place a legal hold</summary>
      <form
        className="rights-form"
        onSubmit={(event) => {
          event.preventDefault()
          place.mutate({ reason })
        }}
      >
        <div className="field">
          <label htmlFor={field}>Why it must be kept</label>
          <input id={field} className="input" required minLength={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <Button type="submit" small disabled={place.isPending}>
          Hold it
        </Button>
        {place.error && <Trouble error={place.error} />}
      </form>
    </details>
  )
}

function Erasure({ file }: { readonly file: CaseFile }) {
  const erase = useLife<{ reason: string }, ErasureProof>(file.id, 'erasure')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const field = useId()
  if (erase.data !== undefined) {
    const rows = Object.values(erase.data.before).reduce((sum, n) => sum + n, 0)
    const proof = erase.data
    return (
      <div role="status">
        <p>
          Erased: {count(rows, 'row')} before, {count(Object.keys(proof.after).length, 'row')} left, the key is destroyed.
        </p>
        <Button small tone="main" onClick={() => saveText(`erasure-${proof.subject}.json`, JSON.stringify(proof, null, 2), 'application/json')}>
          Save the proof
        </Button>
      </div>
    )
  }
  return (
    <details>
      <summary>Erase this person</summary>
      <form
        className="rights-form"
        onSubmit={(event) => {
          event.preventDefault()
          erase.mutate({ reason })
        }}
      >
        <p className="soft">Files, facts, fingerprints, ties and the key go, here and for every backup made from now on. This cannot be undone.</p>
        <div className="field">
          <label htmlFor={`${field}-reason`}>Why</label>
          <input id={`${field}-reason`} className="input" required minLength={3} placeholder="asked by the person on …" value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${field}-typed`}>
            Type <em>erase</em> to go on
          </label>
          <input id={`${field}-typed`} className="input" value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </div>
        <Button type="submit" small tone="act" disabled={typed !== 'erase' || erase.isPending}>
          Erase
        </Button>
        {erase.error && <Trouble error={erase.error} />}
      </form>
    </details>
  )
}
