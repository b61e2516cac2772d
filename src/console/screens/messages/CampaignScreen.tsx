import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { CampaignPage } from '../../../http/rooms/messages/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, date, moment, startSentence, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { CampaignTimeline } from './CampaignTimeline.tsx'
import { Response } from './Response.tsx'
import { campaignQuery, sayWord } from './queries.ts'
import './campaigns.css'

const standings = { confirmed: 'Attempt', held: 'Held by rules', open: 'Open', harmless: 'Harmless' } as const

/** "What do these messages have in common?" */
export function CampaignScreen() {
  const { id } = useParams({ from: '/shell/messages/campaigns/$id' })
  const may = useCan('seeCounts')
  const mayDecide = useCan('decide')
  const { data, error, refetch } = useQuery({ ...campaignQuery(id), enabled: may })
  const word = useMutation({
    mutationFn: ({ attempt, only }: { attempt: boolean | null; only?: string }) => sayWord(id, attempt, only),
    onSuccess: async (_, { attempt }) => {
      announce(attempt === null ? 'Your word is taken back.' : attempt ? 'Confirmed as attempts.' : 'Taken out as harmless.')
      await queries.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  const status = error ? problemOf(error).status : 0
  if (!may || status === 403) return <Forbidden what="this campaign" />
  if (status === 404) return <NotFound />
  if (data === undefined)
    return (
      <Page title="Campaign" place="Campaign">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="the campaign" />}
      </Page>
    )
  const confirmed = data.confirmed === data.attempts
  return (
    <Page
      title={answer(data)}
      place="Campaign"
      above={<Link to="/messages">Messages</Link>}
      aside={
        mayDecide && (
          <Button tone={confirmed ? 'plain' : 'main'} disabled={word.isPending} onClick={() => word.mutate({ attempt: confirmed ? null : true })}>
            {confirmed ? 'Take "attempt" back' : 'These are attempts'}
          </Button>
        )
      }
    >
      {word.error && <Trouble error={word.error} />}
      <CampaignTimeline members={data.members} />
      <div className="campaign">
        <section className="campaign-block" data-wide="">
          <h2>Messages</h2>
          <div className="campaign-frame" tabIndex={0} role="region" aria-label="Messages of this campaign">
            <table>
              <thead>
                <tr className="lettering">
                  <th scope="col">When</th>
                  <th scope="col">Message</th>
                  <th scope="col">As</th>
                  <th scope="col">Over</th>
                  <th scope="col">Reports</th>
                  <th scope="col">Stands as</th>
                  {mayDecide && <th scope="col">Not one of them?</th>}
                </tr>
              </thead>
              <tbody>
                {data.members.map((member) => (
                  <tr key={member.subject}>
                    <td>{moment(member.at)}</td>
                    <td className="received">
                      {member.case === null ? member.label : <Link to="/cases/$id" params={{ id: member.case }}>{member.label}</Link>}
                    </td>
                    <td>{member.persona}</td>
                    <td>{member.platform}</td>
                    <td className="figure">{wholeNumber(member.reports)}</td>
                    <td>{standings[member.standing]}</td>
                    {mayDecide && (
                      <td>
                        <Button small tone="quiet" aria-label={`${member.label} is harmless`} onClick={() => word.mutate({ attempt: false, only: member.subject })}>
                          Harmless
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <Shared data={data} />
        <section className="campaign-block">
          <h2>Whom they wrote to</h2>
          <table>
            <tbody>
              {data.byTeam.map((team) => (
                <tr key={team.name}>
                  <th scope="row">{startSentence(team.name)}</th>
                  <td className="figure">{wholeNumber(team.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2>What marks them</h2>
          <ul>
            {data.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
        <Response id={id} domains={data.domains} />
      </div>
    </Page>
  )
}

function Shared({ data }: { readonly data: CampaignPage }) {
  return (
    <section className="campaign-block">
      <h2>What they share</h2>
      {data.nearText && <p>The text is nearly the same with other names in it.</p>}
      <div className="campaign-frame" tabIndex={0} role="region" aria-label="Artefacts">
        <table>
          <tbody>
            {data.artefacts.map((one) => (
              <tr key={`${one.type} ${one.shown}`}>
                <th scope="row">{one.type}</th>
                <td className="received">
                  <code>{one.shown}</code>
                </td>
                <td className="figure">{one.members > 1 ? `in ${wholeNumber(one.members)}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function answer(data: CampaignPage): string {
  const messages = startSentence(countInWords(data.attempts, 'message'))
  const who = data.attempts === 1 ? `${messages} that shares nothing with another yet` : `${messages} from one hand`
  const when = data.attempts === 1 ? `, ${date(data.first)}` : `, ${date(data.first)} to ${date(data.last)}`
  return `${who}${when}.`
}
