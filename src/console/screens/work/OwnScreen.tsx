import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { OwnRecord } from '../../../http/rooms/work/contract.ts'
import { post } from '../../api/client.ts'
import { Actogram } from '../../panels/Actogram.tsx'
import { Button } from '../../parts/Button.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { count, date } from '../../words/numbers.ts'
import { useWorkAction } from './actions.ts'
import { ownQuery } from './queries.ts'
import { ZoneDial } from './ZoneDial.tsx'
import { utc } from './words.ts'
import './work.css'

const day = 86_400_000

/** "What does the company hold about me?": everything, in words anybody can read. */
export function OwnScreen() {
  const { data, error, refetch } = useQuery(ownQuery)
  if (data === undefined) {
    return (
      <Page title={error ? 'What is held about you could not be fetched.' : 'What is held about you'} place="About you">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="what is held about you" />}
      </Page>
    )
  }
  return (
    <Page title={answer(data)} place="About you">
      <Told own={data} />
      {data.known && (
        <>
          <Held own={data} />
          {data.facts !== null && (
            <div className="work-record">
              <section className="work-section" aria-labelledby="own-days">
                <h2 id="own-days">When your accounts were active</h2>
                <Actogram facts={data.facts} />
              </section>
              {data.facts.zone !== null && (
                <section className="work-section" aria-labelledby="own-clock">
                  <h2 id="own-clock">Which clock that looks like</h2>
                  <ZoneDial zone={data.facts.zone} claim={data.facts.claim} />
                </section>
              )}
            </div>
          )}
          <Explain own={data} />
          <section className="work-section" aria-labelledby="own-opened">
            <h2 id="own-opened">Who looked</h2>
            {data.openings.length === 0 ? (
              <p className="soft">
                Your record was not opened. While two people look at one, it is not shown here; afterwards it is.
              </p>
            ) : (
              <ul>
                {data.openings.map((one) => (
                  <li key={one.askedAt}>
                    {date(one.askedAt)}:{' '}
                    {one.agreed
                      ? `two people opened your record${one.opens === 'name' ? ', with your name' : ' under a pseudonym'}`
                      : 'somebody asked to, and nobody agreed'}
                    .
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </Page>
  )
}

function Told({ own: { notice, known } }: { readonly own: OwnRecord }) {
  const acknowledge = useWorkAction(
    (version: number) => post('/api/work/own/acknowledgement', { version }),
    () => 'Noted.',
  )
  return (
    <section className="work-section" aria-labelledby="own-notice">
      <h2 id="own-notice">What you were told</h2>
      {notice.version === 0 ? (
        <p className="soft">No notice was published, so nothing is taken in.</p>
      ) : (
        <blockquote className="work-notice received">{notice.text}</blockquote>
      )}
      {known && notice.version > 0 && notice.acknowledgedAt === null && (
        <p>
          <Button tone="main" disabled={acknowledge.isPending} onClick={() => acknowledge.mutate(notice.version)}>
            I have read it
          </Button>
        </p>
      )}
      {notice.acknowledgedAt !== null && (
        <p className="soft">
          You said on {date(notice.acknowledgedAt)} that you have read it. That is no consent, and none is asked for.
        </p>
      )}
      {acknowledge.error && <Trouble error={acknowledge.error} />}
    </section>
  )
}

function Held({ own }: { readonly own: OwnRecord }) {
  return (
    <section className="work-section" aria-labelledby="own-held">
      <h2 id="own-held">What is held</h2>
      <table className="work-table">
        <tbody>
          <Row name="Names sources know you by">{own.names.join(', ')}</Row>
          <Row name="Zone you said you work in">{own.zone ?? 'nobody has said'}</Row>
          {own.sources.map(({ source, fromDay, toDay }) => (
            <Row key={source} name={`Single facts from ${source}`}>
              {date(fromDay * day)} to {date(toDay * day)}
            </Row>
          ))}
          <Row name="Half hours of days">{count(own.bitmapDays, 'day')}</Row>
          <Row name="Kept for">
            single facts {own.kept.rawDays} days, half hours {Math.round(own.kept.bitmapDays / 30.4)} months
          </Row>
          {own.facts?.zone && <Row name="Clock it looks like">{utc(own.facts.zone.bestOffsetMinutes)}</Row>}
        </tbody>
      </table>
      <p>
        <a className="button" href="/api/work/own/facts" download>
          Download every single fact
        </a>
      </p>
      {own.facts === null && (
        <Hatched>
          <p>Nothing was measured of it yet.</p>
        </Hatched>
      )}
    </section>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="received">{children}</td>
    </tr>
  )
}

const kinds = [
  ['leave', 'Away'],
  ['travel', 'Travelling'],
  ['on-call', 'On call'],
] as const

function Explain({ own }: { readonly own: OwnRecord }) {
  const [kind, setKind] = useState<(typeof kinds)[number][0]>('travel')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const field = useId()
  const explain = useWorkAction(
    (body: object) => post('/api/work/own/explanations', body),
    () => 'Thank you. Your hours are measured anew.',
  )
  const start = Date.parse(`${from}T00:00:00Z`)
  const end = Date.parse(`${to}T00:00:00Z`) + day
  return (
    <section className="work-section" aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`}>Explain your hours</h2>
      <p className="soft">Times you name are left out of what is measured. Nobody asks for a reason.</p>
      <form
        className="work-form"
        data-row
        onSubmit={(event) => {
          event.preventDefault()
          explain.mutate({ kind, from: start, to: end })
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-kind`}>What</label>
          <select
            id={`${field}-kind`}
            className="input"
            value={kind}
            onChange={(event) => setKind(event.target.value as typeof kind)}
          >
            {kinds.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}-from`}>First day</label>
          <input
            id={`${field}-from`}
            className="input"
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${field}-to`}>Last day</label>
          <input
            id={`${field}-to`}
            className="input"
            type="date"
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <Button type="submit" tone="main" disabled={!(end > start) || explain.isPending}>
          Enter it
        </Button>
      </form>
      {explain.error && <Trouble error={explain.error} />}
      {own.explanations.length > 0 && (
        <ul>
          {own.explanations.map((one) => (
            <li key={`${one.kind}${one.from}`}>
              {kinds.find(([value]) => value === one.kind)?.[1] ?? one.kind}: {date(one.from)} to {date(one.to - 1)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function answer(own: OwnRecord): string {
  if (!own.known) return 'Nothing is held about you.'
  return `We hold in which half hours of ${count(own.bitmapDays, 'day')} your accounts were active, and nothing of what you did.`
}
