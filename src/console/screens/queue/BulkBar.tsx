import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { QueueRow } from '../../../http/contract.ts'
import { post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan, useMe } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { useSelection } from './selection.tsx'

interface Done {
  readonly said: string
  readonly back: readonly string[]
  readonly to: string | null
}

/** How long an act on many can be taken back. */
const undoMs = 12_000

/**
 * One act on all the cases that are picked: taking them, or handing them back. Nothing else is offered for many at once:
 * a check, a letter or a decision is about one person.
 */
export function BulkBar({ rows }: { readonly rows: readonly QueueRow[] }) {
  const me = useMe()
  const may = useCan('assign')
  const { chosen, clear } = useSelection()
  const [done, setDone] = useState<Done | null>(null)
  const assign = useMutation({
    mutationFn: async ({ ids, user }: { ids: readonly string[]; user: string | null }) => {
      for (const id of ids) await post(`/api/cases/${encodeURIComponent(id)}/assignee`, { user })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['queue'] }),
  })
  useEffect(() => {
    if (done === null) return
    const timer = setTimeout(() => setDone(null), undoMs)
    return () => clearTimeout(timer)
  }, [done])
  if (!may || (chosen.size === 0 && done === null)) return null
  const picked = rows.filter((row) => chosen.has(row.case))
  const mine = (row: QueueRow): boolean => row.assignee === me.id || row.assignee === me.name
  const run = (ids: readonly string[], user: string | null, said: string): void =>
    assign.mutate({ ids, user }, {
      onSuccess: () => {
        setDone({ said, back: ids, to: user === null ? me.id : null })
        announce(said)
        clear()
      },
    })
  const free = picked.filter((row) => row.assignee === null).map((row) => row.case)
  const own = picked.filter(mine).map((row) => row.case)
  return (
    <div className="bulk not-printed" role="region" aria-label="Picked cases">
      {done === null ? (
        <>
          <strong>{startSentence(countInWords(picked.length, 'case'))} picked</strong>
          {free.length > 0 && (
            <Button small tone="main" disabled={assign.isPending} onClick={() => run(free, me.id, `${startSentence(countInWords(free.length, 'case'))} taken.`)}>
              Take {countInWords(free.length, 'case')}
            </Button>
          )}
          {own.length > 0 && (
            <Button small disabled={assign.isPending} onClick={() => run(own, null, `${startSentence(countInWords(own.length, 'case'))} handed back.`)}>
              Hand back {countInWords(own.length, 'case')}
            </Button>
          )}
          <Button small tone="quiet" onClick={clear}>
            Pick none
          </Button>
        </>
      ) : (
        <>
          <span>{done.said}</span>
          <Button small disabled={assign.isPending} onClick={() => assign.mutate({ ids: done.back, user: done.to }, { onSuccess: () => setDone(null) })}>
            Undo
          </Button>
        </>
      )}
      {assign.error && <Trouble error={assign.error} />}
    </div>
  )
}
