import { useId, useState } from 'react'
import type { SourcesPage } from '../../../http/rooms/work/contract.ts'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useWorkAction } from './actions.ts'

const draft = `What we keep of you: in which half hours your accounts at work were active, from which of your devices and kind of network. Not what you did, how much, or what you wrote.

Why: to notice when somebody else uses your account. For nothing else: not for pay, performance or discipline over hours.

For how long: single facts 90 days, half hours thirteen months.

Who sees it: nobody by name. A record opens under a pseudonym when two people agree on a reason; that is logged. A case without a check closes after 30 days.

You can see everything we hold under "About you", and explain leave, travel and on-call times there. Questions: …`

/** What colleagues are told, and whether the works council has a say. */
export function Notice({
  privacy,
  mayChange,
}: {
  readonly privacy: SourcesPage['privacy']
  readonly mayChange: boolean
}) {
  const [text, setText] = useState(privacy.version === 0 ? draft : privacy.notice)
  const [council, setCouncil] = useState(privacy.council)
  const field = useId()
  const publish = useWorkAction(
    (body: { notice: string; council: boolean }) => post('/api/work/notice', body),
    () => 'The notice is published.',
  )
  if (!mayChange) {
    return (
      <section className="work-section" aria-labelledby={`${field}-title`}>
        <h2 id={`${field}-title`}>What colleagues were told</h2>
        {privacy.version === 0 ? (
          <p className="soft">Nothing yet.</p>
        ) : (
          <blockquote className="work-notice received">{privacy.notice}</blockquote>
        )}
        <p className="soft">
          {privacy.council
            ? 'Works-council mode: no source starts without an agreement.'
            : 'No agreement is asked for before a source starts.'}
        </p>
      </section>
    )
  }
  const isNew = text.trim() !== privacy.notice
  return (
    <section className="work-section" aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`}>What colleagues are told</h2>
      <form
        className="work-form"
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate({ notice: text, council })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-text`}>The notice. A changed text is acknowledged anew by everybody</label>
          <textarea
            id={`${field}-text`}
            className="input work-notice-text"
            required
            minLength={20}
            maxLength={8_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <label className="choice">
          <input type="checkbox" checked={council} onChange={(event) => setCouncil(event.target.checked)} />
          <span>
            Works-council mode
            <span className="field-hint">A source starts only with the id of an agreement.</span>
          </span>
        </label>
        <Button
          type="submit"
          tone={privacy.version === 0 ? 'act' : 'main'}
          disabled={publish.isPending || (!isNew && council === privacy.council)}
        >
          {privacy.version === 0 ? 'Publish the notice' : isNew ? 'Publish a new version' : 'Save'}
        </Button>
        {publish.error && <Trouble error={publish.error} />}
      </form>
    </section>
  )
}
