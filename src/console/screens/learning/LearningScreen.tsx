import { useQuery } from '@tanstack/react-query'
import type { Learning } from '../../../http/rooms/learning/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { learningQuery } from '../../api/story.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence, wholeNumber } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { ImpactView } from './ImpactView.tsx'
import { Proposals } from './Proposals.tsx'
import { ReliabilityPlot } from './ReliabilityPlot.tsx'
import { RuleRecords } from './RuleRecords.tsx'
import './learning.css'

/** "Do our rules do what they claim, and to everybody alike?" */
export function LearningScreen() {
  const may = useCan('seeLearning')
  const { data, error, refetch } = useQuery({ ...learningQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="how the rules did" />
  return (
    <Page title={data === undefined ? 'Calibration' : answer(data)} place="Calibration">
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the settled cases" />}
      {data !== undefined && (
        <>
          <section className="learning-section" aria-labelledby="reliability-title">
            <h2 id="reliability-title">Claimed against what came of it</h2>
            {!data.reliability.trusted && (
              <Hatched>
                <p>
                  {wholeNumber(data.reliability.bad)} settled bad cases so far. Below a hundred no total is to be read as a probability: trust the order of the queue, not the number.
                </p>
              </Hatched>
            )}
            <ReliabilityPlot reliability={data.reliability} />
          </section>
          <ImpactView />
          <RuleRecords rules={data.rules} />
          <Proposals proposals={data.proposals} />
        </>
      )}
    </Page>
  )
}

function answer({ reliability, rules }: Learning): string {
  const settled = reliability.bad + reliability.good
  if (settled === 0) return 'No case is settled yet: there is nothing to learn from.'
  const drifting = rules.filter(({ drift }) => drift?.significant === true).length
  const wrong = rules.filter(({ measured, stated }) => measured !== null && (stated < measured.low || stated > measured.high)).length
  if (wrong > 0) return `${startSentence(countInWords(wrong, 'rule'))} ${wrong === 1 ? 'weighs' : 'weigh'} what ${wholeNumber(settled)} settled cases contradict.`
  if (drifting > 0) return `${startSentence(countInWords(drifting, 'rule'))} ${drifting === 1 ? 'speaks' : 'speak'} otherwise than before.`
  return `${wholeNumber(settled)} settled cases contradict no rule${reliability.trusted ? '' : ', and are too few to say more'}.`
}
