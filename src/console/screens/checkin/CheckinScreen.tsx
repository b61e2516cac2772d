import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { CheckinSettingsView } from '../../../http/rooms/checkin/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { date } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { LinkForm, NewLink } from './MakeLink.tsx'
import { checkinSettingsQuery, useHandsSetting, useInvite } from './queries.ts'
import { SentLinks } from './SentLinks.tsx'
import '../case/case.css'
import './checkin.css'

/** "Whom do I ask to check in?": a link for somebody who is not on record yet; and, for who may, how it is set up. */
export function CheckinScreen() {
  const mayInvite = useCan('recordCheck')
  const maySee = useCan('seeHealth')
  const { data } = useQuery({ ...checkinSettingsQuery, enabled: maySee })
  if (!mayInvite && !maySee) return <Forbidden what="the check-in" />
  return (
    <Page title={data?.served === false ? 'Nobody can check in: it is not turned on.' : 'One link, four minutes, and the person may say no.'} place="Check-in">
      <div className="checkin-screen">
        {mayInvite && data?.served !== false && <Invite />}
        {mayInvite && <SentLinks />}
        {data !== undefined && <Setup view={data} />}
      </div>
    </Page>
  )
}

function Invite() {
  const [name, setName] = useState('')
  const invite = useInvite()
  const field = useId()
  return (
    <section className="case-section">
      <h2>For somebody new</h2>
      <p>For a person with a case, make the link there: then both stand on one page.</p>
      <LinkForm make={(order) => invite.mutate({ name, ...order })} busy={invite.isPending} error={invite.error}>
        <div className="field">
          <label htmlFor={field}>Name, as they gave it</label>
          <input id={field} className="input" required autoComplete="off" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
      </LinkForm>
      {invite.data !== undefined && <NewLink link={invite.data} />}
    </section>
  )
}

function Setup({ view }: { readonly view: CheckinSettingsView }) {
  return (
    <section className="case-section">
      <h2>How it is set up</h2>
      <dl className="checkin-setup">
        <div>
          <dt>Pages</dt>
          <dd>{view.url === null ? 'not served: an operator sets SALLYPORT_CHECKIN_PORT' : <code className="received">{view.url}</code>}</dd>
        </div>
        <div>
          <dt>Paths</dt>
          <dd>{view.seesConnections ? 'measured: the pages own their connections' : 'unknown: something in front ends the connections'}</dd>
        </div>
        <div>
          <dt>Table of addresses</dt>
          <dd>{view.addressesAsOf === null ? 'none: an operator runs “sallyport intel build”' : `data of ${view.addressesAsOf}`}</dd>
        </div>
      </dl>
      <Hands view={view} />
    </section>
  )
}

/** The identity module: off until somebody turns it on, with a reason that stays on record. */
function Hands({ view }: { readonly view: CheckinSettingsView }) {
  const may = useCan('changeSettings')
  const setting = useHandsSetting()
  const [reason, setReason] = useState('')
  const field = useId()
  return (
    <div className="checkin-hands">
      <h3>{view.comparesHands ? 'Typing is compared, for those who agree to it' : 'Typing is not compared'}</h3>
      <p className="soft">
        Comparing hands is biometric. It needs a legal ground, the person’s own consent on the page, and a way to delete. Without it, check-ins go on as they are.
      </p>
      {view.decided !== null && (
        <p className="lettering received">
          {view.decided.by}, {date(view.decided.at)}: {view.decided.reason}
        </p>
      )}
      {may && (
        <form
          className="link-form"
          onSubmit={(event) => {
            event.preventDefault()
            setting.mutate({ comparesHands: !view.comparesHands, reason }, { onSuccess: () => setReason('') })
          }}
        >
          <div className="field">
            <label htmlFor={field}>Why, and which assessment stands behind it</label>
            <textarea id={field} className="input" required minLength={10} value={reason} onChange={(event) => setReason(event.target.value)} />
          </div>
          <Button type="submit" disabled={reason.trim().length < 10 || setting.isPending}>
            {view.comparesHands ? 'Turn it off' : 'Turn it on'}
          </Button>
          {setting.error && <Trouble error={setting.error} />}
        </form>
      )}
    </div>
  )
}
