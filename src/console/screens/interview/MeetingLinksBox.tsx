import { useMutation } from '@tanstack/react-query'
import type { Call, MeetingLinks } from '../../../http/rooms/interview/contract.ts'
import { post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { callQuery } from './calls.ts'

/** Our own room instead of another meeting program: two links, each of which opens once. */
export function MeetingLinksBox({ call }: { readonly call: Call }) {
  const make = useMutation({
    mutationFn: (seat: 'both') => post<MeetingLinks>(`/api/interview/calls/${encodeURIComponent(call.id)}/meeting`, { seat }),
    onSuccess: () => void queries.invalidateQueries(callQuery(call.id)),
  })
  const links = make.data
  const copy = (link: string): void => void navigator.clipboard.writeText(link).then(() => announce('Copied.'))
  return (
    <section className="call-end" aria-labelledby="meeting-title">
      <h2 id="meeting-title">Our own room</h2>
      {call.meeting === null ? (
        <p className="soft">Held here instead of in another program, the answers time themselves and the line is taken off. Sound and picture go from browser to browser; nothing is recorded.</p>
      ) : (
        <p>The room has heard {call.meeting.turns} turns and timed {call.meeting.timed} short answers.</p>
      )}
      {links?.candidate != null && (
        <div className="call-link-row">
          <p className="received call-link">{links.candidate}</p>
          <Button small onClick={() => copy(links.candidate ?? '')}>
            Copy for the candidate
          </Button>
        </div>
      )}
      {links?.interviewer != null && (
        <a className="button" data-tone="main" href={links.interviewer} target="_blank" rel="noreferrer">
          Open my seat in a new window
        </a>
      )}
      {links !== undefined && <p className="lettering">Each link opens once, within a day. A new one ends the seat of the old.</p>}
      <Button small={call.meeting !== null} disabled={make.isPending} onClick={() => make.mutate('both')}>
        {call.meeting === null ? 'Make the two links' : 'Make new links'}
      </Button>
      {make.error && <Trouble error={make.error} />}
    </section>
  )
}
