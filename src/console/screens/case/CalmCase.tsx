import type { CaseFile } from '../../../http/contract.ts'
import { Page } from '../../parts/Page.tsx'
import { CheckinOfCase } from '../checkin/CheckinOfCase.tsx'
import { CaseAbove } from './CaseAbove.tsx'
import { CaseTools } from './CaseTools.tsx'
import { Comments } from './Comments.tsx'
import { DecisionBox, isDecisionDue } from './DecisionBox.tsx'
import { NextStep } from './NextStep.tsx'
import { Timeline } from './Timeline.tsx'
import { VoluntaryQuestions } from './papers/VoluntaryQuestions.tsx'
import { answerOf } from './unknown.ts'
import './case.css'
import './papers/papers.css'

/** What a recruiter or an interviewer needs: why, what to do next, and what happened. No weights, no marks. */
export function CalmCase({ file }: { readonly file: CaseFile }) {
  const answer = answerOf(file)
  const due = isDecisionDue(file)
  const idle =
    file.checks.length === 0 || (file.state !== 'step-up-offered' && !file.openMoves.includes('step-up-offered'))
  return (
    <Page
      title={<span className="received">{answer}</span>}
      place={file.label}
      long={answer.length > 90}
      above={<CaseAbove file={file} />}
      aside={<CaseTools file={file} />}
    >
      {due && <DecisionBox file={file} />}
      <NextStep file={file} />
      {idle && <p className="lead">There is nothing for you to do here now.</p>}
      <p className="soft">
        A remark here is no accusation. It only means that one more check is asked for, and the same check is asked of
        everybody in this situation.
      </p>
      <div className="calm-case">
        <Timeline file={file} />
        <div className="case-column">
          {!due && <DecisionBox file={file} />}
          <CheckinOfCase file={file} />
          <Comments file={file} />
          <VoluntaryQuestions file={file} />
        </div>
      </div>
    </Page>
  )
}
