import { useId, useState } from 'react'
import type { PeerRow, Tlp } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { count, date } from '../../words/numbers.ts'
import { Clearance } from './Clearance.tsx'
import { Marking } from './Marking.tsx'
import { useAct } from './queries.ts'
import { troubleOf, trustWords } from './words.ts'

const feedWords = { read: 'Reading its server', given: 'What it gives to ours', write: 'Writing to its server', words: 'Its key and address' } as const

/** One peer: trust, what it may have, how the ways to it fare, how often it was right. */
export function PeerCard({ peer }: { readonly peer: PeerRow }) {
  const mayManage = useCan('managePeers')
  const trouble = troubleOf(peer)
  const parted = peer.trust === 'revoked'
  return (
    <section className="peer-card" data-quiet={parted || undefined} data-trouble={(trouble !== null && !parted) || undefined} aria-label={peer.name}>
      <header className="peer-card-head">
        <h2 className="received">{peer.name}</h2>
        {peer.trust === 'new' ? (
          <Hatched>
            <span className="lettering">{trustWords.new}</span>
          </Hatched>
        ) : (
          <span className="lettering">
            {trustWords[peer.trust]}
            {peer.met !== null && !parted && ` by ${peer.met.by}, ${date(peer.met.at)}`}
          </span>
        )}
        <span>
          may have <Marking tlp={peer.clearance} small />
        </span>
      </header>
      {peer.revoked !== null && (
        <p>
          Parted on {date(peer.revoked.at)} by {peer.revoked.by}: <span className="received">{peer.revoked.why}</span>
        </p>
      )}
      {!parted && (
        <>
          {trouble !== null && (
            <p className="peer-trouble">
              <strong className="received">{trouble.why}</strong>{' '}
              {trouble.since === null ? (
                'It has never worked.'
              ) : (
                <>
                  It last worked <Since at={trouble.since} /> ago.
                </>
              )}
            </p>
          )}
          <ul className="peer-feeds">
            {peer.feeds
              .filter((feed) => feed.what !== 'words')
              .map((feed) => (
                <li key={feed.what}>
                  <span className="lettering">{feedWords[feed.what]}</span>{' '}
                  {feed.lastSuccessAt === null ? (
                    <span className="soft">nothing yet</span>
                  ) : (
                    <>
                      {count(feed.objects, 'object')}, <Since at={feed.lastSuccessAt} /> ago
                    </>
                  )}
                </li>
              ))}
            <li>
              <span className="lettering">How often it was right</span> <Precision record={peer.record} />
            </li>
            <li>
              <span className="lettering">Reached at</span> <span className="received">{peer.server ?? 'it calls us'}</span>
              {peer.contact !== null && peer.contact !== '' && <span className="received soft"> · {peer.contact}</span>}
            </li>
          </ul>
          {mayManage && peer.trust === 'new' && <Words peer={peer} />}
          {mayManage && <Manage peer={peer} />}
        </>
      )}
    </section>
  )
}

function Precision({ record }: { readonly record: PeerRow['record'] }) {
  if (record.precision === null) return <span className="soft">nobody has judged any of its {count(record.advisories, 'advisory', 'advisories')}</span>
  const percent = (share: number): string => `${Math.round(100 * share)} %`
  const { value, low, high, n } = record.precision
  return (
    <>
      {percent(value)} of {n} judged{' '}
      <span className="soft">
        ({percent(low)}–{percent(high)}); {record.found} named something of ours
      </span>
    </>
  )
}

function Words({ peer }: { readonly peer: PeerRow }) {
  const [spoken, setSpoken] = useState('')
  const meet = useAct<{ spoken: string }>(() => `/peers/${encodeURIComponent(peer.name)}/words`)
  const field = useId()
  if (!peer.hasKey) return <p className="soft">It has not sent its key yet: it does with its first call.</p>
  return (
    <form
      className="peer-meet"
      onSubmit={(event) => {
        event.preventDefault()
        meet.mutate({ spoken }, { onSuccess: () => announce(`${peer.name} is met.`) })
      }}
    >
      <div className="field">
        <label htmlFor={field}>The twelve words you heard on the call</label>
        <input id={field} className="input" autoComplete="off" spellCheck={false} value={spoken} onChange={(event) => setSpoken(event.target.value)} />
        <p className="field-hint">They are not shown here on purpose: what you type must come from the other person’s mouth.</p>
      </div>
      <Button type="submit" small tone="main" disabled={meet.isPending || spoken.trim().split(/\s+/).length < 12}>
        They are the same
      </Button>
      {meet.error && <Trouble error={meet.error} />}
    </form>
  )
}

function Manage({ peer }: { readonly peer: PeerRow }) {
  const at = `/peers/${encodeURIComponent(peer.name)}`
  const clear = useAct<{ clearance: Tlp }>(() => `${at}/clearance`)
  const part = useAct<{ why: string }>(() => `${at}/revocation`)
  const [why, setWhy] = useState('')
  const field = useId()
  return (
    <details className="peer-manage">
      <summary>Change or part</summary>
      <div className="circle-form">
        <Clearance value={peer.clearance} disabled={clear.isPending} change={(clearance) => clear.mutate({ clearance })} />
        <form
          className="circle-form"
          onSubmit={(event) => {
            event.preventDefault()
            part.mutate({ why })
          }}
        >
          <div className="field">
            <label htmlFor={`${field}w`}>Part from it, because</label>
            <input id={`${field}w`} className="input" data-small value={why} onChange={(event) => setWhy(event.target.value)} />
            <p className="field-hint">Its token ends at once; nothing is sent or read any more. A new acquaintance begins with a new invitation.</p>
          </div>
          <Button type="submit" small tone="act" disabled={part.isPending || why.trim().length < 3}>
            Part for good
          </Button>
        </form>
        {(clear.error ?? part.error) && <Trouble error={clear.error ?? part.error} />}
      </div>
    </details>
  )
}
