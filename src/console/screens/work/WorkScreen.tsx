import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { WatchedPerson, WorkOverview } from '../../../http/rooms/work/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { count, countInWords, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { HandInLog } from './HandInLog.tsx'
import { Requests } from './Requests.tsx'
import { workQuery } from './queries.ts'
import './work.css'

/** "Does any employee account need a person?" */
export function WorkScreen() {
  const may = useCan('seeWork')
  const maySources = useCan('seeSources')
  const { data, error, refetch } = useQuery({ ...workQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="employee accounts" />
  if (data === undefined) {
    return (
      <Page title={error ? 'The accounts could not be fetched.' : 'Employee accounts'} place="Work">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting what="the accounts" />}
      </Page>
    )
  }
  const asking = data.people.filter(({ posture }) => posture !== 'routine')
  const quiet = data.people.filter(({ posture }) => posture === 'routine')
  return (
    <Page
      title={answer(data, asking.length)}
      place="Work"
      aside={
        maySources && (
          <Link className="button" to="/work-sources">
            Sources and notice
          </Link>
        )
      }
    >
      {data.notice.version === 0 && (
        <Hatched>
          <p>
            Nothing is taken in yet: colleagues have not been told what is kept of them. An administrator publishes the
            notice, then starts a source.
          </p>
        </Hatched>
      )}
      {data.sources.failing > 0 && (
        <Hatched>
          <p>
            {startSentence(countInWords(data.sources.failing, 'source'))} cannot be read now. What happens meanwhile is
            unknown, and is not read as rest.
          </p>
        </Hatched>
      )}
      <Requests requests={data.requests} />
      <section className="work-section" aria-labelledby="work-asking">
        <h2 id="work-asking">
          {asking.length === 0 ? 'No account asks for a person' : 'Accounts that ask for a person'}
        </h2>
        <p className="soft">
          Names are not shown. A record opens when a second person agrees to your reason; whose it is, only when two
          kinds of evidence speak as well.
        </p>
        <ul className="work-accounts">
          {asking.map((one) => (
            <Account key={one.subject} person={one} />
          ))}
        </ul>
      </section>
      {quiet.length > 0 && (
        <details className="work-quiet">
          <summary>{count(quiet.length, 'account')} of which nothing asks for a person</summary>
          <ul className="work-pseudonyms">
            {quiet.map(({ subject, label, measured }) => (
              <li key={subject}>
                <Link to="/accounts/$id" params={{ id: subject }}>
                  {label}
                </Link>
                {!measured && <span className="soft"> not measured yet</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {data.notice.version > 0 && <HandInLog />}
      <p className="soft">
        Two people who work at the same hours leave one clock: sharing within one time zone cannot be seen in hours.
        Devices, networks and second factors show it.
      </p>
    </Page>
  )
}

function Account({ person }: { readonly person: WatchedPerson }) {
  return (
    <li className="work-account">
      <PostureMark posture={person.posture} />
      <div>
        <h3>
          <Link to="/accounts/$id" params={{ id: person.subject }}>
            {person.label}
          </Link>
        </h3>
        <p>{person.why}</p>
      </div>
      {person.case !== null && (
        <Link className="button" data-small to="/cases/$id" params={{ id: person.case }} search={{}}>
          Case
        </Link>
      )}
    </li>
  )
}

function answer(data: WorkOverview, asking: number): string {
  const waiting = data.requests.filter(({ state, own }) => state === 'waiting' && !own).length
  const accounts =
    asking === 0
      ? 'No employee account asks for a person'
      : `${startSentence(countInWords(asking, 'account'))} ${asking === 1 ? 'asks' : 'ask'} for a person`
  return waiting === 0
    ? `${accounts}.`
    : `${accounts}; ${countInWords(waiting, 'request')} ${waiting === 1 ? 'waits' : 'wait'} for a second one.`
}
