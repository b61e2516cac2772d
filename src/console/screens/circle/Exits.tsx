import { useId, useState, type FormEvent } from 'react'
import type { ExitRow, Tlp } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { Clearance } from './Clearance.tsx'
import { Marking } from './Marking.tsx'
import { useAct } from './queries.ts'

type Kind = ExitRow['kind']
const kindWords: Readonly<Record<Kind, string>> = { telegram: 'Telegram group', signal: 'Signal group', slack: 'Slack-compatible webhook', webhook: 'Signed webhook' }

/** What each demands, said before anybody sets it up. */
const demands: Readonly<Record<Kind, string>> = {
  telegram: 'A bot of your own, a member of the group with privacy mode off. Bots do not see each other’s posts unless Telegram’s bot-to-bot mode is on; between machines, TAXII is the way.',
  signal: 'A separate signal-cli daemon (Java 25) linked to a person’s own account. Signal may ask for a captcha or slow the account down for a day; a person then has to act. It is not unattended.',
  slack: 'An incoming webhook. It gets the short defanged text, not the bundle.',
  webhook: 'An https address and a shared secret of 16 characters or more. It gets bundle and signature; each delivery is signed.',
}

const fields: Readonly<Record<Kind, readonly (readonly [name: string, label: string, secret?: true])[]>> = {
  telegram: [['token', 'Bot token', true], ['chat', 'Id of the group (negative number)']],
  signal: [['host', 'Host of the daemon'], ['port', 'Port'], ['group', 'Id of the group (base64)']],
  slack: [['url', 'Address of the webhook', true]],
  webhook: [['url', 'Address', true], ['secret', 'Shared secret', true]],
}

/** Groups and webhooks: further ways out, each with its own clearance. */
export function Exits({ exits }: { readonly exits: readonly ExitRow[] }) {
  const mayManage = useCan('managePeers')
  const remove = useAct<string>((id) => `/exits/${id}`, 'delete')
  return (
    <section className="peer-card" aria-labelledby="exits">
      <h2 id="exits">Groups and webhooks</h2>
      {exits.length === 0 && <p className="soft">None is set up.</p>}
      <ul className="circle-plain">
        {exits.map((exit) => (
          <li key={exit.id} className="peer-exit">
            <strong className="received">{exit.name}</strong> <span className="lettering">{kindWords[exit.kind]}</span>{' '}
            <span className="received soft">{exit.target}</span> <Marking tlp={exit.clearance} small />
            {exit.outsiders && <span className="soft"> outsiders in it: nothing above GREEN</span>}
            {exit.needs !== null && (
              <Hatched>
                <p className="received">{exit.needs}</p>
              </Hatched>
            )}
            {mayManage && (
              <Button small tone="quiet" aria-label={`Remove ${exit.name}`} disabled={remove.isPending} onClick={() => remove.mutate(exit.id)}>
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <Trouble error={remove.error} />}
      {mayManage && <AddExit />}
    </section>
  )
}

function AddExit() {
  const [kind, setKind] = useState<Kind>('telegram')
  const [outsiders, setOutsiders] = useState(true)
  const [clearance, setClearance] = useState<Tlp>('GREEN')
  const [name, setName] = useState('')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const add = useAct<Record<string, unknown>>(() => '/exits')
  const field = useId()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const own = Object.fromEntries(fields[kind].map(([key]) => [key, key === 'chat' || key === 'port' ? Number(values[key] ?? '') : (values[key] ?? '').trim()]))
    add.mutate({ kind, name, clearance, outsiders, ...own }, { onSuccess: () => (setName(''), setValues({}), announce('It is set up.')) })
  }
  return (
    <details className="peer-manage">
      <summary>Set one up</summary>
      <form className="circle-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${field}k`}>Kind</label>
          <select id={`${field}k`} className="input" data-small value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {(Object.keys(kindWords) as Kind[]).map((one) => (
              <option key={one} value={one}>
                {kindWords[one]}
              </option>
            ))}
          </select>
          <p className="field-hint">{demands[kind]}</p>
        </div>
        <div className="field">
          <label htmlFor={`${field}n`}>What you call it</label>
          <input id={`${field}n`} className="input" data-small required minLength={2} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        {fields[kind].map(([key, label, secret]) => (
          <div className="field" key={key}>
            <label htmlFor={`${field}${key}`}>{label}</label>
            <input id={`${field}${key}`} className="input" data-small required type={secret ? 'password' : 'text'} autoComplete="off" value={values[key] ?? ''} onChange={(event) => setValues({ ...values, [key]: event.target.value })} />
          </div>
        ))}
        <Clearance value={clearance} change={setClearance} />
        <label className="circle-check">
          <input type="checkbox" checked={outsiders} onChange={(event) => setOutsiders(event.target.checked)} />
          <span>People are in it who belong to no peer</span>
        </label>
        <p>
          <Button type="submit" small disabled={add.isPending}>
            Set it up
          </Button>
        </p>
        {add.error && <Trouble error={add.error} />}
      </form>
    </details>
  )
}
