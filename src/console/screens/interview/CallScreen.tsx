import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Call } from '../../../http/rooms/interview/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCan } from '../../session/session.tsx'
import { Forbidden } from '../stop/Forbidden.tsx'
import { NotFound } from '../stop/NotFound.tsx'
import { CardSheet } from './CardSheet.tsx'
import { callQuery, useCallAct } from './calls.ts'
import { HandInCall } from './HandInCall.tsx'
import { LineSheet } from './LineSheet.tsx'
import { Notes } from './Notes.tsx'
import { Passage } from './Passage.tsx'
import { RegimeSheet } from './RegimeSheet.tsx'
import { MeetingLinksBox } from './MeetingLinksBox.tsx'
import { answerOf, clock, stepsOf, type Step } from './steps.ts'
import { useCallClock, type CallClock } from './useCallClock.ts'
import '../../parts/field.css'
import './interview.css'
import './call.css'

/** "What do I say or do now?" The page beside a call. */
export function CallScreen() {
  const { id } = useParams({ from: '/shell/interview/$id' })
  const { key, as } = useSearch({ from: '/shell/interview/$id' })
  const may = useCan('runCall')
  const join = useCallAct(id, 'join')
  const { mutate } = join
  useEffect(() => {
    if (key !== undefined) mutate({ key, as: as === 'first' ? 'first' : 'second' })
  }, [key, as, mutate])
  const { data: call, error, refetch } = useQuery({ ...callQuery(id), enabled: may && (key === undefined || join.isSuccess) })
  if (!may) return <Forbidden what="the interview room" />
  const failed = join.error ?? error
  if (failed && problemOf(failed).status === 404) return <NotFound />
  return call === undefined ? (
    <Page place="Call" title="The call">
      {failed ? <Trouble error={failed} again={() => void refetch()} /> : <Waiting what="the call" lines={6} />}
    </Page>
  ) : (
    <Running call={call} />
  )
}

function Running({ call }: { readonly call: Call }) {
  const steps = stepsOf(call)
  const go = useNavigate({ from: '/interview/$id' })
  const search = useSearch({ from: '/shell/interview/$id' })
  const at = Math.max(0, steps.findIndex((one) => one.id === search.step))
  const step = steps[at]
  const time = useCallClock(call)
  const to = (next: number): void => {
    const wanted = steps[Math.min(steps.length - 1, Math.max(0, next))]
    if (wanted !== undefined) void go({ search: { step: wanted.id }, replace: true })
  }
  const open = call.evidence === null
  // A new step is read from its sheet on, and the next key must not press the button that brought it.
  const sheet = useRef<HTMLDivElement>(null)
  const shown = useRef(step?.id)
  useEffect(() => {
    if (shown.current !== step?.id) sheet.current?.focus()
    shown.current = step?.id
  }, [step?.id])
  // The room times the answers by itself; it has to know which question was asked.
  const { mutate: openStep } = useCallAct(call.id, 'steps')
  const inRoom = open && !call.second && call.meeting !== null
  const stepId = step?.id
  useEffect(() => {
    if (inRoom && stepId !== undefined) openStep({ step: stepId })
  }, [inRoom, stepId, openStep])
  useKeys({ ArrowRight: () => to(at + 1), ArrowLeft: () => to(at - 1), ...(step?.kind === 'line' && step.line.question === null ? { Enter: () => to(at + 1) } : {}) })
  return (
    <Page
      place={`Call with ${call.label}`}
      above={
        <p className="lettering call-above">
          <span className="figure call-clock">{clock(time.now)}</span>
          <span className="received">{call.label}</span>
          {call.second && <span>You are the second pair of eyes: mark what you see, the first marks stay hidden.</span>}
        </p>
      }
      title={answerOf(step, call)}
      long
    >
      <div className="call">
        <div className="call-sheet">
          <Passage steps={steps} at={at} call={call} onPart={(n) => to(n)} />
          <div className="call-step" id="step" tabIndex={-1} ref={sheet}>
            {step !== undefined && <Sheet call={call} step={step} time={time} next={() => to(at + 1)} />}
          </div>
          <div className="call-turn">
            <Button onClick={() => to(at - 1)} disabled={at === 0} aria-keyshortcuts="ArrowLeft">
              <kbd>←</kbd> Back
            </Button>
            <span className="lettering figure">
              {at + 1} of {steps.length}
            </span>
            <Button onClick={() => to(at + 1)} disabled={at === steps.length - 1} aria-keyshortcuts="ArrowRight">
              Next <kbd>→</kbd>
            </Button>
          </div>
        </div>
        <div className="call-side">
          {open ? <Notes call={call} /> : <HandedIn call={call} />}
          {open && !call.second && <MeetingLinksBox call={call} />}
          {open && !call.second && <HandInCall call={call} />}
        </div>
      </div>
    </Page>
  )
}

function Sheet({ call, step, time, next }: { readonly call: Call; readonly step: Step; readonly time: CallClock; readonly next: () => void }) {
  if (step.kind === 'card') return <CardSheet key={step.id} call={call} card={step.card} n={step.n} next={next} />
  if (step.kind === 'regime') return <RegimeSheet call={call} read={step.read} />
  if (step.kind === 'knowledge')
    return (
      <section className="sheet" aria-label="To read out">
        <p className="sheet-read">{step.read}</p>
        <p className="sheet-aside">{step.fine}</p>
      </section>
    )
  return <LineSheet key={step.id} call={call} line={step.line} time={time} next={next} />
}

function HandedIn({ call }: { readonly call: Call }) {
  const mayRead = useCan('readCall')
  return (
    <section className="call-end">
      <h2>Handed in</h2>
      <p>Your marks, notes and times are evidence now. Nothing of them changes any more, and no picture or sound was kept.</p>
      {mayRead && call.evidence !== null && (
        <p>
          <Link className="button" data-tone="main" to="/interview/read/$evidence" params={{ evidence: call.evidence }}>
            Read the call
          </Link>
        </p>
      )}
      {call.case !== null && (
        <p>
          <Link to="/cases/$id" params={{ id: call.case }} search={{}}>
            Open the case
          </Link>
        </p>
      )}
    </section>
  )
}
