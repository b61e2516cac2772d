import { actionsOf, type Actor } from '../guard/policy/policy.ts'
import type { Happenings as Events } from '../jobs/announce.ts'

export type EventName = keyof Events
export type Listener = (name: EventName, data: unknown) => void

/** Tells open consoles what happened. Per organisation; whoever is not listening misses it and loads afresh. */
export interface EventHub {
  publish<N extends EventName>(org: string, name: N, data: Events[N]): void
  subscribe(org: string, listener: Listener): () => void
}

export function eventHub(): EventHub {
  const listeners = new Map<string, Set<Listener>>()
  return {
    publish(org, name, data) {
      for (const listener of listeners.get(org) ?? []) listener(name, data)
    },
    subscribe(org, listener) {
      const group = listeners.get(org) ?? new Set()
      listeners.set(org, group.add(listener))
      return () => void group.delete(listener)
    },
  }
}

/** What a person hears of the house: files and cases only when they may see the queue. */
export function mayHear(actor: Actor): (name: string) => boolean {
  const seesQueue = actionsOf(actor).includes('queue.read')
  return (name) => seesQueue || !/^(case|evidence)\./.test(name)
}
