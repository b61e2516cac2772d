import { Link } from '@tanstack/react-router'
import type { CaseFile } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { useCan, useMe } from '../../session/session.tsx'
import { TellPeers } from '../circle/TellPeers.tsx'
import { useCaseAction } from './actions.ts'

/** Back, who has it, paper. */
export function CaseTools({ file }: { readonly file: CaseFile }) {
  const me = useMe()
  const may = useCan('assign')
  const mayCall = useCan('runCall')
  const assign = useCaseAction(file.id, 'assignee')
  const mine = file.assignee === me.id || file.assignee === me.name
  return (
    <div className="case-tools not-printed">
      <Link className="button" data-small data-tone="quiet" to="/" search={{}}>
        Queue
      </Link>
      {may && (
        <Button small disabled={assign.isPending} onClick={() => assign.mutate({ user: mine ? null : me.id })}>
          {mine ? 'Hand it back' : file.assignee === null ? 'Take it' : 'Take it over'}
        </Button>
      )}
      {mayCall && (file.door === 'apply' || file.door === 'interview') && (
        <Link className="button" data-small to="/interview" search={{ case: file.id }}>
          Run a call
        </Link>
      )}
      <TellPeers file={file} />
      <Button small onClick={() => print()}>
        Print
      </Button>
    </div>
  )
}
