import { useQuery } from '@tanstack/react-query'
import type { MatchingPage } from '../../../http/rooms/circle/contract.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, moment, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { Ask } from './Ask.tsx'
import { CircleNav } from './CircleNav.tsx'
import { Entries } from './Entries.tsx'
import { matchingQuery } from './queries.ts'
import { purposeWords } from './words.ts'
import './circle.css'

/** "Has a peer turned this person away?", asked without saying whom. */
export function QuestionsScreen() {
  const may = useCan('seeQuestions')
  const mayAsk = useCan('askPeers')
  const { data, error, refetch } = useQuery({ ...matchingQuery, enabled: may })
  if (!may) return <Forbidden what="private questions" />
  return (
    <Page title={data ? answer(data) : 'Private questions'} place="Circle" above={<CircleNav />}>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the logs" lines={8} />}
      {data?.alarms.map((alarm) => (
        <section key={`${alarm.peer}${alarm.at}`} className="circle-alarm" role="status">
          <strong className="received">{alarm.peer}</strong> {alarm.why}. <span className="soft">{moment(alarm.at)}. That is how guessing looks; call them.</span>
        </section>
      ))}
      {mayAsk && <Ask />}
      {data && <Entries entries={data.entries} />}
      {data && <Logs page={data} />}
    </Page>
  )
}

function Logs({ page }: { readonly page: MatchingPage }) {
  return (
    <div className="circle-halves">
      <section className="circle-section" aria-labelledby="asked">
        <h2 id="asked">What we asked</h2>
        <Lines
          lines={page.askings.map((one) => ({ ...one, who: `${one.by} asked ${one.peer}`, what: one.outcome === 'hit' ? 'a hit' : one.outcome === 'no-hit' ? 'no hit' : 'no answer, which is not "no hit"' }))}
        />
      </section>
      <section className="circle-section" aria-labelledby="answered">
        <h2 id="answered">What peers asked us</h2>
        <p className="soft">Whether it was a hit is not in it: this side never learns that. A peer may ask {page.quota} times a day.</p>
        <Lines lines={page.asked.map((one) => ({ ...one, who: `${one.peer} asked`, what: one.outcome === 'answered' ? `${one.tokens} blinded tokens answered` : one.outcome.replace('refused-', 'refused: ') }))} />
      </section>
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly { at: number; who: string; what: string; nonce: string; purpose: keyof typeof purposeWords }[] }) {
  if (lines.length === 0) return <p className="soft">Nothing yet.</p>
  return (
    <ul className="circle-plain">
      {lines.map((line) => (
        <li key={line.nonce}>
          <span className="lettering">{moment(line.at)}</span> <span className="received">{line.who}</span>: {line.what}.{' '}
          <span className="soft">
            {purposeWords[line.purpose]}, <code>{line.nonce.slice(0, 8)}</code>
          </span>
        </li>
      ))}
    </ul>
  )
}

function answer(page: MatchingPage): string {
  const open = page.entries.filter((one) => one.state === 'proposed').length
  if (page.alarms.length > 0) return `${page.alarms[0]?.peer} asks like somebody who guesses.`
  if (open > 0) return `${startSentence(countInWords(open, 'entry waits', 'entries wait'))} for a second person.`
  const published = page.entries.filter((one) => one.state === 'published').length
  return published === 0 ? 'Peers can ask us about nobody: there is no entry of ours.' : `Peers can ask us about ${countInWords(published, 'entry', 'entries')} of ours, without our learning whom they ask about.`
}
