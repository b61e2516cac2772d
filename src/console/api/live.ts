import type { Events } from '../../http/contract.ts'
import { queries } from './queries.ts'

type Names = keyof Events
type Listener = (name: Names, data: Events[Names]) => void

const names: readonly Names[] = [
  'evidence.received',
  'evidence.measured',
  'evidence.failed',
  'case.judged',
  'circle.changed',
  'demo.progress',
]

const listeners = new Set<Listener>()
let refresh: ReturnType<typeof setTimeout> | undefined

/** Calls `listener` for each event until the returned function is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Follows the server's events. Lists and cases on screen are asked for anew, at most twice a second, because a folder
 * of two hundred files makes a thousand events.
 *
 * @param connected called when the line opens or breaks; the browser reconnects by itself
 * @returns closes the line
 */
export function follow(connected: (open: boolean) => void): () => void {
  const source = new EventSource('/api/events')
  source.addEventListener('open', () => connected(true))
  source.addEventListener('error', () => connected(false))
  for (const name of names) {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      const data = JSON.parse(event.data) as Events[Names]
      for (const listener of listeners) listener(name, data)
      refresh ??= setTimeout(() => {
        refresh = undefined
        void queries.invalidateQueries({ queryKey: ['queue'] })
        void queries.invalidateQueries({ queryKey: ['case'] })
        void queries.invalidateQueries({ queryKey: ['circle'] })
      }, 500)
    })
  }
  return () => source.close()
}
