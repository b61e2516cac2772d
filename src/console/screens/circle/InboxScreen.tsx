import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import type { InboxRow } from '../../../http/rooms/circle/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, startSentence } from '../../words/numbers.ts'
import { CircleNav } from './CircleNav.tsx'
import { Marking } from './Marking.tsx'
import { inboxQuery } from './queries.ts'
import { useRowKeys } from './use-row-keys.ts'
import { signatureWords, wayWords } from './words.ts'
import './circle.css'
import './rows.css'

/** "Did a peer tell us of something that we have?" */
export function InboxScreen() {
  const may = useCan('seeAdvisories')
  const { data, error, refetch } = useQuery({ ...inboxQuery, enabled: may })
  useRowKeys()
  if (!may) return <Navigate to="/circle/peers" search={{}} replace />
  return (
    <Page title={data ? answer(data.items) : 'What peers sent'} place="Circle" above={<CircleNav />}>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="what peers sent" lines={8} />}
      {data?.items.length === 0 && (
        <p>
          Whatever a peer sends is verified, looked up in our records and lockfiles as it arrives, and stands here.{' '}
          <Link to="/circle/peers" search={{}}>
            See who the peers are
          </Link>
          .
        </p>
      )}
      {data && data.items.length > 0 && (
        <ol className="circle-rows">
          {data.items.map((row) => (
            <ReceivedRow key={row.id} row={row} />
          ))}
        </ol>
      )}
      {data && data.refusals.length > 0 && (
        <section className="circle-section" aria-labelledby="refused">
          <h2 id="refused">Not taken in</h2>
          <ul className="circle-plain">
            {data.refusals.map((one) => (
              <li key={`${one.peer}${one.at}${one.why}`}>
                <strong className="received">{one.peer}</strong> <span className="received">{one.why}</span>{' '}
                <span className="soft">
                  <Since at={one.at} /> ago
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function ReceivedRow({ row }: { readonly row: InboxRow }) {
  const hit = row.found.length > 0 && !row.revoked
  return (
    <li className="circle-row" data-due={hit || undefined} data-quiet={row.revoked || undefined}>
      <span className="circle-row-head">
        <Link className="circle-row-link received" to="/circle/received/$id" params={{ id: row.id }} search={{}} data-row={row.id}>
          {row.title}
        </Link>
        <span className="lettering">
          <span className="received">{row.peer}</span> · {row.ways.map((way) => wayWords[way]).join(', ')} · revision {row.revision}
        </span>
      </span>
      <span className="circle-row-why">
        {row.revoked ? 'Its author took it back.' : hit ? <Ours row={row} /> : `Nothing of ours: ${count(row.indicators, 'indicator')} looked up.`}
        {row.rules > 0 && !row.revoked && (
          <span className="soft">
            {' '}
            {startSentence(countInWords(row.rules, 'rule'))} came along{row.admitted > 0 ? ', in force here' : ', not in force'}.
          </span>
        )}
      </span>
      <span className="circle-row-side">
        <Marking tlp={row.tlp} small />
        {row.signature === 'valid' ? (
          <span className="lettering">{signatureWords.valid}</span>
        ) : (
          <Hatched>
            <span className="lettering">{signatureWords[row.signature]}</span>
          </Hatched>
        )}
      </span>
      <span className="circle-row-when">
        <span className="for-ears">received </span>
        <Since at={row.at} />
      </span>
    </li>
  )
}

function Ours({ row }: { readonly row: InboxRow }) {
  const [first] = row.found
  const places = new Set(row.found.flatMap((one) => one.where))
  return (
    <strong>
      We have <span className="received">{first?.value}</span>
      {row.found.length > 1 && ` and ${count(row.found.length - 1, 'other')}`}, in {[...places].slice(0, 2).join(' and ')}
      {places.size > 2 && ` and ${count(places.size - 2, 'other place')}`}.
    </strong>
  )
}

function answer(items: readonly InboxRow[]): string {
  const hits = items.filter((row) => row.found.length > 0 && !row.revoked)
  if (items.length === 0) return 'No peer has sent anything yet.'
  if (hits.length === 0) return `Nothing that peers told us of is among our own: ${countInWords(items.length, 'advisory', 'advisories')} looked up.`
  const [first] = hits
  if (hits.length === 1) return `${first?.peer} told us of something that we have.`
  return `${startSentence(countInWords(hits.length, 'advisory', 'advisories'))} of peers name something that we have.`
}
