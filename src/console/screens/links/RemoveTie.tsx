import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { GraphEdge, GraphNode } from '../../../http/rooms/links/contract.ts'
import { post } from '../../api/client.ts'
import { caseQuery, queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { sharedWords } from '../../words/shared.ts'

/** A person says that a tie means nothing, with a reason; it stays out, also when the records are judged anew. */
export function RemoveTie({ focus, other, thing }: { readonly focus: string; readonly other: GraphNode; readonly thing: GraphEdge['things'][number] }) {
  const may = useCan('removeLink')
  const [reason, setReason] = useState<string | null>(null)
  const remove = useMutation({
    mutationFn: (why: string) => post('/api/links/removals', { case: focus, other: other.case, type: thing.type, reason: why }),
    onSuccess: async () => {
      await queries.invalidateQueries(caseQuery(focus))
      announce('Taken out. It can be put back in the list of ties that were taken out.')
    },
  })
  if (!may) return null
  if (reason === null) {
    return (
      <Button small tone="quiet" className="not-printed" aria-label={`Take out: ${sharedWords(thing.type, thing.shown)}`} onClick={() => setReason('')}>
        Take out
      </Button>
    )
  }
  return (
    <form
      className="edge-removal"
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutate(reason)
      }}
    >
      <input className="input" data-small aria-label="Why it does not tie them" placeholder="Why it does not tie them: a couple, a shared office…" required autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button type="submit" small disabled={reason.trim() === '' || remove.isPending}>
        Take out
      </Button>
      <Button small tone="quiet" onClick={() => setReason(null)}>
        Keep
      </Button>
      {remove.error && <Trouble error={remove.error} />}
    </form>
  )
}
