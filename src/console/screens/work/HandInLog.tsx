import { useId, useState } from 'react'
import type { ActivityReceipt } from '../../../http/rooms/work/contract.ts'
import { postLines } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { count } from '../../words/numbers.ts'
import { useWorkAction } from './actions.ts'

/** A log by hand: a first import, or a source nobody connected. */
export function HandInLog() {
  return (
    <details className="work-add">
      <summary>Hand in a log</summary>
      <LogForm />
    </details>
  )
}

function LogForm() {
  const [file, setFile] = useState<File | null>(null)
  const field = useId()
  const send = useWorkAction(
    (log: File) => postLines<ActivityReceipt>('/api/work/activity?backfill=yes', log),
    (receipt) => `${count(receipt.added, 'fact')} taken in.`,
  )
  return (
    <form
      className="work-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== null) send.mutate(file)
      }}
    >
      <div className="field">
        <label htmlFor={field}>A log by hand: JSON lines of any known source, or git log</label>
        <input
          id={field}
          className="input"
          type="file"
          accept=".jsonl,.json,.log,.txt"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </div>
      <Button type="submit" disabled={file === null || send.isPending}>
        {send.isPending ? 'Reading…' : 'Hand it in'}
      </Button>
      {send.data && <p role="status">{receiptWords(send.data)}</p>}
      {send.error && <Trouble error={send.error} />}
    </form>
  )
}

function receiptWords({ added, events, strangers, explainers, refused }: ActivityReceipt): string {
  const lost = Object.entries(refused).map(([why, n]) => `${count(n, 'line')} left out: ${why}`)
  return (
    [
      `${count(added, 'fact')} new of ${count(events, 'fact')}`,
      ...(explainers > 0 ? [count(explainers, 'explanation')] : []),
      ...(strangers > 0 ? [`${count(strangers, 'fact')} of people who are not entered left out`] : []),
      ...lost,
    ].join('; ') + '.'
  )
}
