import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AdvisoryRow } from '../../../http/rooms/circle/contract.ts'
import { Page } from '../../parts/Page.tsx'
import { Since } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { CircleNav } from './CircleNav.tsx'
import { Marking } from './Marking.tsx'
import { advisoriesQuery } from './queries.ts'
import { useRowKeys } from './use-row-keys.ts'
import { stateWords } from './words.ts'
import './circle.css'
import './rows.css'

/** "What have we told peers, and what waits to be told?" */
export function AdvisoriesScreen() {
  const may = useCan('seeAdvisories')
  const mayWrite = useCan('writeAdvisory')
  const { data, error, refetch } = useQuery({ ...advisoriesQuery, enabled: may })
  useRowKeys()
  if (!may) return <Forbidden what="the circle" />
  return (
    <Page
      title={data ? answer(data) : 'Our advisories'}
      place="Circle"
      above={<CircleNav />}
      aside={
        mayWrite && (
          <Link className="button" data-tone="main" to="/circle/advisories/$id" params={{ id: 'new' }} search={{}}>
            Write an advisory
          </Link>
        )
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="our advisories" lines={8} />}
      {data?.length === 0 && <p>A caught package becomes an advisory in one click, from its case. Applicants and employees are never in one.</p>}
      {data && data.length > 0 && (
        <ol className="circle-rows">
          {data.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ol>
      )}
    </Page>
  )
}

function Row({ row }: { readonly row: AdvisoryRow }) {
  return (
    <li className="circle-row" data-due={row.state === 'submitted' || row.deliveries.failed > 0 || undefined} data-quiet={row.state === 'revoked' || undefined}>
      <span className="circle-row-head">
        <Link className="circle-row-link received" to="/circle/advisories/$id" params={{ id: row.id }} search={{}} data-row={row.id}>
          {row.title}
        </Link>
        <span className="lettering">
          <span className="received">{row.author}</span> · {count(row.artefacts, 'value')}
          {row.rules > 0 && ` · ${count(row.rules, 'rule')}`}
        </span>
      </span>
      <span className="circle-row-why">{fate(row)}</span>
      <span className="circle-row-side">
        <Marking tlp={row.tlp} small />
        <span className="lettering">{stateWords[row.state]}</span>
      </span>
      <span className="circle-row-when">
        <Since at={row.modifiedAt} />
      </span>
    </li>
  )
}

function fate({ state, deliveries, sightings, revision }: AdvisoryRow): string {
  if (revision === 0) return state === 'submitted' ? 'A second person reads it and sends it.' : 'Nobody outside has seen it.'
  const parts = [`Delivered to ${countInWords(deliveries.sent, 'recipient')}`]
  if (deliveries.waiting > 0) parts.push(`${countInWords(deliveries.waiting, 'is', 'are')} tried again`)
  if (deliveries.failed > 0) parts.push(`${countInWords(deliveries.failed, 'was', 'were')} given up`)
  if (deliveries.withheld > 0) parts.push(`held back from ${countInWords(deliveries.withheld, 'recipient')}`)
  return `${parts.join(', ')}. ${sightings === 0 ? 'Nobody has reported a sighting.' : `${startSentence(countInWords(sightings, 'sighting'))} came back.`}`
}

function answer(rows: readonly AdvisoryRow[]): string {
  const waiting = rows.filter((row) => row.state === 'submitted').length
  const seen = rows.filter((row) => row.sightings > 0).length
  if (rows.length === 0) return 'We have told peers nothing yet.'
  if (waiting > 0) return `${startSentence(countInWords(waiting, 'advisory waits', 'advisories wait'))} for a second person.`
  return seen > 0 ? `Peers have found something of ${countInWords(seen, 'advisory', 'advisories')} of ours.` : `${startSentence(countInWords(rows.length, 'advisory', 'advisories'))} of ours; no peer has reported a sighting.`
}
