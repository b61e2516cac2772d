import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { post } from '../../api/client.ts'
import { listen } from '../../api/live.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'

/** Loads the made-up company through the real doors, and shows how far it is. */
export function DemoButton() {
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const load = useMutation({ mutationFn: () => post('/api/demo') })
  useEffect(
    () =>
      listen((name, data) => {
        if (name !== 'demo.progress' || !('done' in data)) return
        setProgress(data)
        if (data.done < data.total) return
        announce('The demo company is in.')
        void queries.invalidateQueries({ queryKey: ['queue'] })
      }),
    [],
  )
  if (load.error) return <Trouble error={load.error} again={() => load.mutate()} />
  if (progress !== null || load.isPending || load.isSuccess) {
    return (
      <div className="queue-demo">
        <span className="lettering">
          {progress === null ? 'The demo company is coming in…' : `${progress.done} of ${progress.total} records read`}
        </span>
        <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-label="Loading the demo company" />
      </div>
    )
  }
  return <Button onClick={() => load.mutate()}>Load the demo company</Button>
}
