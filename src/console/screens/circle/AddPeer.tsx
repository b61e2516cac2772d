import { useId, useState } from 'react'
import type { Tlp } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Clearance } from './Clearance.tsx'
import { useAct } from './queries.ts'

/** Two ways into the circle: inviting somebody, and coming by somebody's invitation. */
export function AddPeer() {
  const [clearance, setClearance] = useState<Tlp>('AMBER')
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const invite = useAct<{ name: string; clearance: Tlp }, { invitation: string }>(() => '/peers')
  const join = useAct<{ invitation: string; clearance: Tlp }>(() => '/joinings')
  const field = useId()
  return (
    <section className="peer-card" aria-labelledby={`${field}h`}>
      <h2 id={`${field}h`}>Somebody new</h2>
      <Clearance value={clearance} change={setClearance} />
      <div className="peer-ways">
        <form
          className="circle-form"
          onSubmit={(event) => {
            event.preventDefault()
            invite.mutate({ name, clearance }, { onSuccess: () => (setName(''), announce('The invitation is below, once.')) })
          }}
        >
          <div className="field">
            <label htmlFor={`${field}n`}>Invite: the company’s name</label>
            <input id={`${field}n`} className="input" data-small value={name} onChange={(event) => setName(event.target.value)} />
          </div>
          <Button type="submit" small disabled={invite.isPending || name.trim().length < 2}>
            Make an invitation
          </Button>
          {invite.data && (
            <div className="field">
              <label htmlFor={`${field}i`}>Hand this over as you would a password. It is shown once.</label>
              <textarea id={`${field}i`} className="input circle-code" readOnly value={invite.data.invitation} onFocus={(event) => event.target.select()} />
            </div>
          )}
          {invite.error && <Trouble error={invite.error} />}
        </form>
        <form
          className="circle-form"
          onSubmit={(event) => {
            event.preventDefault()
            join.mutate({ invitation: text, clearance }, { onSuccess: () => (setText(''), announce('Joined. Now compare the words.')) })
          }}
        >
          <div className="field">
            <label htmlFor={`${field}j`}>Or join: the invitation you were given</label>
            <textarea id={`${field}j`} className="input circle-code" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
          </div>
          <Button type="submit" small disabled={join.isPending || text.trim() === ''}>
            Join
          </Button>
          {join.error && <Trouble error={join.error} />}
        </form>
      </div>
    </section>
  )
}
