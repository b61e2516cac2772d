import { useNavigate } from '@tanstack/react-router'
import type { CaseFile } from '../../../http/contract.ts'
import { Page } from '../../parts/Page.tsx'
import { useKeys } from '../../session/keys.ts'
import { CheckinOfCase } from '../checkin/CheckinOfCase.tsx'
import { CaseAbove } from './CaseAbove.tsx'
import { CaseTools } from './CaseTools.tsx'
import { Comments } from './Comments.tsx'
import { DecisionBox, isDecisionDue } from './DecisionBox.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { Exhibits } from './Exhibits.tsx'
import { Judgements } from './Judgements.tsx'
import { LedgerView } from './LedgerView.tsx'
import { Linked } from './Linked.tsx'
import { NextStep } from './NextStep.tsx'
import { usePrintOpen } from './print-open.ts'
import { CaseDues, CasePapers } from './papers/CasePapers.tsx'
import { PlaceDialog } from './PlaceDialog.tsx'
import { Timeline } from './Timeline.tsx'
import { answerOf } from './unknown.ts'
import './case.css'

/** Facts on the left, what happened in the middle, what it weighs on the right; the next step above all. */
export function FullCase({ file }: { readonly file: CaseFile }) {
  const go = useNavigate()
  const answer = answerOf(file)
  const due = isDecisionDue(file)
  usePrintOpen()
  useKeys({
    n: () => visit('next-step'),
    l: () => visit('ledger'),
    t: () => visit('timeline'),
    c: () => document.querySelector<HTMLElement>('#comment')?.focus(),
    u: () => void go({ to: '/', search: {} }),
  })
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
      <CaseDues file={file} />
      <div className="case">
        <Exhibits file={file} />
        <div className="case-column" data-column="facts">
          <EvidenceList file={file} />
        </div>
        <div className="case-column" data-column="events">
          <Linked file={file} />
          <CheckinOfCase file={file} />
          <Timeline file={file} />
          <Comments file={file} />
        </div>
        <div className="case-column" data-column="ledger">
          <LedgerView file={file} />
          {!due && <DecisionBox file={file} />}
          <Judgements file={file} />
        </div>
      </div>
      <CasePapers file={file} />
      <PlaceDialog file={file} />
    </Page>
  )
}

function visit(id: string): void {
  const section = document.getElementById(id)
  section?.scrollIntoView({ block: 'start' })
  section?.focus({ preventScroll: true })
}
