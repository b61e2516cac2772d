import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignRow, CampaignsPage } from '../../../http/rooms/messages/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, date, startSentence, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { Span } from './Span.tsx'
import { campaignsQuery } from './queries.ts'
import './campaigns.css'

const DAY = 86_400_000

/** "Who writes to us?" Attempts joined by what they share. */
export function CampaignsScreen() {
  const may = useCan('seeCounts')
  const { data, error, isPending, refetch, dataUpdatedAt } = useQuery({ ...campaignsQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the campaigns" />
  const now = dataUpdatedAt
  return (
    <Page
      title={data ? answer(data) : 'Messages'}
      place="Messages"
      aside={
        <>
          <Link className="button" to="/messages/counts">
            How often?
          </Link>
          <Link className="button" to="/report">
            Report one
          </Link>
        </>
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {isPending && may && <Waiting what="the campaigns" />}
      {data && data.campaigns.length === 0 && (
        <p className="lead">
          Nothing that was reported in the last 180 days looks like an attempt. That may mean that nobody writes, or that nobody reports: an exercise tells which.
        </p>
      )}
      {data && data.campaigns.length > 0 && (
        <ol className="campaigns">
          {data.campaigns.map((row) => (
            <li key={row.id}>
              <Link className="campaign-row" to="/messages/campaigns/$id" params={{ id: row.id }}>
                <span className="campaign-name received">{row.title}</span>
                <span className="campaign-sum figure">{wholeNumber(row.attempts)}</span>
                <span className="campaign-about">{about(row)}</span>
                <Span first={row.first} last={row.last} from={now - 180 * DAY} to={now} count={row.attempts} />
              </Link>
            </li>
          ))}
        </ol>
      )}
      {data && data.open > 0 && (
        <p className="soft">
          {startSentence(countInWords(data.open, 'other report'))} of this time {data.open === 1 ? 'does' : 'do'} not look like an attempt to the rules. <Link to="/" search={{ door: 'messages' }}>See them in the queue</Link>
        </p>
      )}
    </Page>
  )
}

function answer({ campaigns }: CampaignsPage): string {
  if (campaigns.length === 0) return 'No campaign is known.'
  const attempts = campaigns.reduce((sum, row) => sum + row.attempts, 0)
  const unsaid = campaigns.filter((row) => row.confirmed === 0).length
  const groups = startSentence(countInWords(campaigns.length, 'campaign'))
  const head = `${groups} wrote to us ${attempts === 1 ? 'once' : `${wholeNumber(attempts)} times`} in half a year`
  return unsaid === 0 ? `${head}.` : `${head}; ${unsaid === campaigns.length ? 'none is' : `${countInWords(unsaid, 'of them is', 'of them are')} not`} confirmed${unsaid === campaigns.length ? ' yet' : ''}.`
}

function about(row: CampaignRow): string {
  const to = row.teams.length === 0 ? '' : ` · to ${row.teams.join(', ')}`
  return `${row.personas.join(', ')} · ${row.platforms.join(', ')}${to} · ${count(row.reports, 'report')} · last ${date(row.last)}${row.confirmed === 0 ? ' · not confirmed' : ''}`
}
