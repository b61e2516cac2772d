import { useMutation } from '@tanstack/react-query'
import type { LinkGraph, RemovedTie } from '../../../http/rooms/links/contract.ts'
import { post } from '../../api/client.ts'
import { caseQuery, queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { date } from '../../words/numbers.ts'

/** Ties that people took out of the graph, and the way to put them back. */
export function RemovedTies({ graph }: { readonly graph: LinkGraph }) {
  if (graph.removed.length === 0) return null
  return (
    <section aria-labelledby="links-removed">
      <h2 id="links-removed">Taken out by people</h2>
      <ul className="links-removed">
        {graph.removed.map((tie) => (
          <Removed key={tie.other + tie.type} focus={graph.focus} tie={tie} />
        ))}
      </ul>
    </section>
  )
}

function Removed({ focus, tie }: { readonly focus: string; readonly tie: RemovedTie }) {
  const may = useCan('removeLink')
  const restore = useMutation({
    mutationFn: () => post('/api/links/restorations', { case: focus, other: tie.other, type: tie.type }),
    onSuccess: async () => {
      await queries.invalidateQueries(caseQuery(focus))
      announce('Put back. Both records are judged anew.')
    },
  })
  return (
    <li>
      <p>
        <span className="lettering">{tie.type.replaceAll('-', ' ')}</span> with <span className="received">{tie.label}</span>: <span className="received">{tie.reason}</span>
      </p>
      <p className="lettering received">
        {tie.by}, {date(tie.at)}
      </p>
      {may && (
        <Button small tone="quiet" disabled={restore.isPending} onClick={() => restore.mutate()}>
          Put it back
        </Button>
      )}
      {restore.error && <Trouble error={restore.error} />}
    </li>
  )
}
