import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { AdvisoryFile } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords } from '../../words/numbers.ts'
import { CircleNav } from './CircleNav.tsx'
import { Editor } from './Editor.tsx'
import { Fate } from './Fate.tsx'
import { Reading } from './Reading.tsx'
import { advisoryQuery, useAct } from './queries.ts'
import './circle.css'

/** "May this leave, to whom, and what came of it?" */
export function AdvisoryScreen() {
  const { id } = useParams({ from: '/shell/circle/advisories/$id' })
  return id === 'new' ? <NewAdvisory /> : <Advisory key={id} id={id} />
}

function NewAdvisory() {
  return (
    <Page title="Write what peers should know." place="Circle" above={<CircleNav />}>
      <Editor id={null} start={null} />
    </Page>
  )
}

function Advisory({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(advisoryQuery(id))
  const mayWrite = useCan('writeAdvisory')
  const [revising, setRevising] = useState(false)
  const editing = data !== undefined && mayWrite && (data.state === 'draft' || revising)
  return (
    <Page
      title={data ? answer(data) : 'An advisory'}
      place="Circle"
      above={<CircleNav />}
      long
      aside={data && <Acts file={data} revise={() => setRevising(true)} revising={revising} />}
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the advisory" lines={10} />}
      {data && (editing ? <Editor id={id} start={data} saved={() => setRevising(false)} /> : <Reading file={data} />)}
      {data && data.revision > 0 && <Fate file={data} />}
    </Page>
  )
}

function Acts({ file, revise, revising }: { readonly file: AdvisoryFile; readonly revise: () => void; readonly revising: boolean }) {
  const mayWrite = useCan('writeAdvisory')
  const mayApprove = useCan('approveAdvisory')
  const at = (what: string) => () => `/advisories/${file.id}/${what}`
  const submit = useAct<null>(at('submission'))
  const back = useAct<null>(at('return'))
  const approve = useAct<null>(at('approval'))
  const revoke = useAct<null>(at('revocation'))
  const [sure, setSure] = useState(false)
  const failed = submit.error ?? back.error ?? approve.error ?? revoke.error
  return (
    <div className="circle-acts">
      {mayWrite && file.state === 'draft' && (
        <Button tone="main" disabled={submit.isPending} onClick={() => submit.mutate(null, { onSuccess: () => announce('It waits for a second person.') })}>
          Hand it to a second person
        </Button>
      )}
      {file.state === 'submitted' && mayApprove && (
        <Button tone="act" disabled={!file.mayApprove || approve.isPending} onClick={() => approve.mutate(null, { onSuccess: () => announce('It is sent.') })}>
          Approve and send
        </Button>
      )}
      {mayWrite && file.state === 'submitted' && (
        <Button disabled={back.isPending} onClick={() => back.mutate(null)}>
          Back to draft
        </Button>
      )}
      {mayWrite && file.state === 'sent' && !revising && <Button onClick={revise}>Revise</Button>}
      {mayWrite && file.revision > 0 && file.state !== 'revoked' && !sure && <Button onClick={() => setSure(true)}>Take it back…</Button>}
      {sure && (
        <span className="circle-sure" role="group" aria-label="Take it back">
          <span>Wherever it went, and for good?</span>
          <Button tone="act" small disabled={revoke.isPending} onClick={() => revoke.mutate(null, { onSuccess: () => setSure(false) })}>
            Take it back
          </Button>
          <Button small onClick={() => setSure(false)}>
            No
          </Button>
        </span>
      )}
      {file.state === 'submitted' && mayApprove && !file.mayApprove && <p className="soft">You wrote on it: somebody else approves.</p>}
      {failed && <Trouble error={failed} />}
    </div>
  )
}

function answer(file: AdvisoryFile): string {
  const open = file.preview.filter((row) => row.objects > 0).length
  const all = file.preview.length
  if (file.state === 'revoked') return 'This advisory was taken back wherever it went.'
  if (file.state === 'sent') {
    const sightings = file.feedback.filter((one) => one.kind === 'sighting').length
    return sightings === 0 ? 'This advisory is out; nobody has reported a sighting yet.' : `Peers found it: ${countInWords(sightings, 'sighting')} came back.`
  }
  const reach = all === 0 ? 'there is nobody to tell yet' : `${countInWords(open, 'recipient')} of ${all} would see it`
  return file.state === 'submitted' ? `A second person decides whether this leaves; ${reach}.` : `A draft: ${reach}.`
}
