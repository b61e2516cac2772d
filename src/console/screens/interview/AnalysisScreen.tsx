import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Analysis } from '../../../http/rooms/interview/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { analysisQuery } from './calls.ts'
import { delayAnswer, seconds } from './delay-words.ts'
import { GapChart } from './GapChart.tsx'
import { MarkStrip } from './MarkStrip.tsx'
import { TurnScore } from './TurnScore.tsx'
import './analysis.css'

/** "Did the answers come later than the line explains?" */
export function AnalysisScreen() {
  const { evidence } = useParams({ from: '/shell/interview/read/$evidence' })
  const may = useCan('readCall')
  const { data, error, refetch } = useQuery({ ...analysisQuery(evidence), enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the reading of calls" />
  if (error && problemOf(error).status === 404) return <NotFound />
  return (
    <Page
      place="Call, read"
      long
      above={data && <p className="lettering received">{[data.candidate, data.name].filter(Boolean).join(' · ')}</p>}
      title={data ? delayAnswer(data) : 'A call'}
      aside={
        data && (
          <a className="button not-printed" href={`/api/interview/evidence/${encodeURIComponent(evidence)}/gaps.csv`} download>
            Gaps as a table (CSV)
          </a>
        )
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the call" lines={8} />}
      {data && <Read call={data} />}
    </Page>
  )
}

function Read({ call }: { readonly call: Analysis }) {
  return (
    <div className="analysis">
      <section aria-labelledby="gaps-title">
        <h2 id="gaps-title">Gaps, against people on direct lines</h2>
        {call.answers.length > 0 ? <GapChart call={call} /> : <Hatched>No answer was timed, so there is nothing to set against others.</Hatched>}
        <Explained call={call} />
      </section>
      <section aria-labelledby="turns-title">
        <h2 id="turns-title">Who spoke when, and the line under it</h2>
        {call.turns.length > 0 ? <TurnScore call={call} /> : <Hatched>The record holds no turns.</Hatched>}
      </section>
      <section aria-labelledby="marks-title">
        <h2 id="marks-title">Cards and notes</h2>
        <MarkStrip call={call} />
      </section>
    </div>
  )
}

function Explained({ call }: { readonly call: Analysis }) {
  const reasons = Object.entries(call.whyNot).filter(([path]) => /^call\.turns/.test(path))
  return (
    <div className="analysis-words">
      {call.zeroThink && (
        <p>
          A quarter of the short answers came within <strong className="figure">{seconds(call.zeroThink.lowerQuartileMs)}</strong>, the quickest within{' '}
          <strong className="figure">{seconds(call.zeroThink.floorMs)}</strong>, each known to ± {seconds(call.zeroThink.uncertaintyMs)}.
        </p>
      )}
      <p className="soft">
        {call.lineMeasured ? 'What the line took was measured and is taken off.' : 'The line was not measured: 230 ms were taken off, give or take 90. A recording hears only long delays.'} People on a video call need about a second for a yes or
        no. This hears a voice that is translated on its way; a voice changer adds too little.
      </p>
      <details>
        <summary>What also makes answers late</summary>
        <ul>
          <li>An interpreter or a speech aid; mark the call so, and nothing is concluded.</li>
          <li>A stammer, a hearing aid, an unfamiliar language, a cold.</li>
          <li>A headset or a room system that delays outside what is measured.</li>
        </ul>
        <p>A second call with eight short questions and the two probes, or a meeting in person, would clear it.</p>
      </details>
      {reasons.length > 0 && (
        <Hatched>
          <p>Not assessed:</p>
          <ul>
            {reasons.map(([path, why]) => (
              <li key={path}>{why}</li>
            ))}
          </ul>
        </Hatched>
      )}
      {call.notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </div>
  )
}
