import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { LayoutCluster } from '../../../http/rooms/apply/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { date, exact, moment } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { LayoutTimeline } from './LayoutTimeline.tsx'
import { prevalenceWords, weightWords } from './prevalence.ts'
import { layoutQuery } from './queries.ts'
import './compare.css'
import './layouts.css'

/** "How common is this layout, and who uses it?" */
export function LayoutScreen() {
  const may = useCan('seeLinks')
  const { id } = useParams({ from: '/shell/layouts/$id' })
  const { data, error, refetch } = useQuery({ ...layoutQuery(id), enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the layouts of résumés" />
  if (error) {
    return (
      <Page title="This layout cannot be shown." place="Layout">
        <Trouble error={error} again={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Layout" place="Layout">
        <Waiting what="the layout" />
      </Page>
    )
  }
  const first = data.members.findLast((member) => member.case !== null)
  return (
    <Page title={prevalenceWords(data)} place="Layout" above={<Link to="/layouts">All layouts</Link>}>
      <p className="lead">Its weight: {weightWords(data)}. Alone it never ties anybody.</p>
      <LayoutTimeline members={data.members} firstAt={data.firstAt} />
      <div className="layout-parts">
        <section className="compare-part">
          <h2>Who uses it</h2>
          <ol className="layout-members">
            {data.members.map((member) => (
              <li key={`${member.case} ${member.since}`}>
                {member.case === null ? (
                  <span className="received">{member.label}</span>
                ) : (
                  <Link className="received" to="/cases/$id" params={{ id: member.case }} search={{}}>
                    {member.label}
                  </Link>
                )}
                <span className="lettering">
                  {date(member.since)}
                  {member.cleared ? ' · cleared' : ''}
                </span>
                {first?.case && member.case && first.case !== member.case && (
                  <Link to="/compare/$a/$b" params={{ a: first.case, b: member.case }} aria-label={`Side by side: ${first.label} and ${member.label}`}>
                    Side by side
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </section>
        <History history={data.history} />
      </div>
    </Page>
  )
}

function History({ history }: { readonly history: LayoutCluster['history'] }) {
  return (
    <section className="compare-part">
      <h2>How the group came to be</h2>
      <ol className="layout-history">
        {history.toReversed().map((event, index) => (
          <li key={index}>
            <time dateTime={new Date(event.at).toISOString()} title={exact(event.at)} className="lettering">
              {moment(event.at)}
            </time>{' '}
            {sentence(event)}
          </li>
        ))}
      </ol>
    </section>
  )
}

function sentence({ type, label, margin }: LayoutCluster['history'][number]): string {
  const sure = margin > 6 ? 'clearly' : margin > 2 ? 'well' : 'just'
  switch (type) {
    case 'born':
      return `${label ?? 'Somebody'} was the first with it.`
    case 'joined':
      return `${label ?? 'Somebody'} came to it: ${sure} above the threshold.`
    case 'merged':
      return 'Another group was joined to this one: their members are alike on the whole.'
    case 'split':
      return 'Some of its members became a group of their own: together they did not hold.'
  }
}
