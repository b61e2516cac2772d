import { useNavigate } from '@tanstack/react-router'
import type { CaseFile } from '../../../http/contract.ts'
import type { AdvisoryFile } from '../../../http/rooms/circle/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { useAct } from './queries.ts'

/** From a caught package or lure to a draft in one click. Of people nothing is taken along. */
export function TellPeers({ file }: { readonly file: CaseFile }) {
  const may = useCan('writeAdvisory')
  const go = useNavigate()
  const draft = useAct<{ case: string }, AdvisoryFile>(() => '/cases')
  if (!may || (file.door !== 'packages' && file.door !== 'messages')) return null
  return (
    <>
      <Button
        small
        disabled={draft.isPending}
        onClick={() => draft.mutate({ case: file.id }, { onSuccess: ({ id }) => void go({ to: '/circle/advisories/$id', params: { id }, search: {} }) })}
      >
        Tell peers
      </Button>
      {draft.error && <Trouble error={draft.error} />}
    </>
  )
}
