import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import '../../parts/field.css'
import { Answer } from './Answer.tsx'
import { askAgain, sendReport, type Given } from './queries.ts'
import './report.css'

const platforms = [
  ['telegram', 'Telegram'],
  ['linkedin', 'LinkedIn'],
  ['whatsapp', 'WhatsApp'],
  ['mail', 'Mail'],
  ['x', 'X'],
  ['slack', 'Slack'],
  ['discord', 'Discord'],
] as const

/** "Is this real?" One box, one button, an answer within a minute. */
export function ReportScreen() {
  const [given, setGiven] = useState<Given>(fromAddress)
  const send = useMutation({ mutationFn: sendReport, onSuccess: ({ answer }) => answer !== null && announce(answer.subject) })
  const evidence = send.data?.evidence ?? null
  const waiting = send.data !== undefined && send.data.answer === null && evidence !== null
  const later = useQuery({
    queryKey: ['messages', 'report', evidence],
    queryFn: () => askAgain(evidence as string),
    enabled: waiting,
    refetchInterval: ({ state }) => (state.data?.answer == null && state.dataUpdateCount < 9 ? 2_000 : false),
  })
  const answer = send.data?.answer ?? later.data?.answer ?? null
  const change = (part: Partial<Given>): void => setGiven((before) => ({ ...before, ...part }))
  const again = (): void => {
    send.reset()
    setGiven(nothing)
  }
  if (answer !== null) return <Answer answer={answer} again={again} />
  if (send.isPending || waiting) return <Reading lost={waiting && !later.isFetching && (later.error !== null || (later.dataUpdatedAt > 0 && later.failureCount > 0))} />
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send.mutate(given)
  }
  return (
    <Page title="Did this reach you? Paste it here." place="Report a message">
      <form className="report" onSubmit={submit}>
        {send.error && <Trouble error={send.error} />}
        <div className="field">
          <label htmlFor="report-text">The message, or the whole conversation</label>
          <textarea
            id="report-text"
            className="input report-text"
            rows={9}
            value={given.text}
            aria-describedby="report-hint"
            onChange={(event) => change({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send.mutate(given)
            }}
          />
          <p id="report-hint" className="field-hint">
            As it is, with its links. Nothing in it is opened. Do not answer it and do not join the call until you have read what we say.
          </p>
        </div>
        <div className="report-beside">
          <div className="field">
            <label htmlFor="report-link">Or only a link</label>
            <input id="report-link" className="input" inputMode="url" autoComplete="off" spellCheck={false} value={given.link} onChange={(event) => change({ link: event.target.value })} />
          </div>
          <div className="field">
            <label htmlFor="report-file">Or a file</label>
            <input id="report-file" className="input" type="file" accept=".eml,.msg,.mbox,.ics,.txt,.png,.jpg,.jpeg" aria-describedby="report-file-hint" onChange={(event) => change({ file: event.target.files?.[0] ?? null })} />
            <p id="report-file-hint" className="field-hint">A mail, an invitation, a screenshot. A project they sent you: drop it on any page.</p>
          </div>
        </div>
        <fieldset className="report-where">
          <legend>Where did it reach you?</legend>
          {platforms.map(([value, name]) => (
            <label key={value} className="report-choice">
              <input type="radio" name="platform" value={value} checked={given.platform === value} onChange={() => change({ platform: value })} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <p className="report-foot">
          <Button tone="main" type="submit" disabled={given.text.trim() === '' && given.link.trim() === '' && given.file === null}>
            Report it
          </Button>
          <span className="soft">Nobody is blamed for reporting, and nobody for having clicked.</span>
        </p>
      </form>
    </Page>
  )
}

/** While the rules read. */
function Reading({ lost }: { readonly lost: boolean }) {
  return (
    <Page title={lost ? 'Received. A colleague will look at it.' : 'We are reading it…'} place="Report a message">
      <p className="lead" role="status">
        {lost
          ? 'The answer takes longer than usual. You can leave this page; it is not lost. Please do not open anything in the message until you hear from us.'
          : 'It is kept. The answer comes here within a minute.'}
      </p>
    </Page>
  )
}

const nothing: Given = { text: '', link: '', platform: '', file: null, channel: 'console' }

/** What the browser button brought along stands behind `#`: it is sent to no server before somebody presses "Report it". */
function fromAddress(): Given {
  const brought = new URLSearchParams(location.hash.slice(1))
  const platform = brought.get('platform') ?? ''
  return {
    ...nothing,
    text: brought.get('text') ?? '',
    link: brought.get('link') ?? '',
    platform: platforms.some(([value]) => value === platform) ? platform : '',
    channel: brought.has('link') ? 'extension' : 'console',
  }
}
