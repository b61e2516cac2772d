import { useSyncExternalStore } from 'react'

/** An on/off state that any part of the console may turn, such as whether a dialog is open. */
export interface Switch {
  readonly turn: (on: boolean) => void
  readonly use: () => boolean
}

export function createSwitch(): Switch {
  let on = false
  const watchers = new Set<() => void>()
  const watch = (watcher: () => void): (() => void) => {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  }
  return {
    turn: (next) => {
      on = next
      for (const watcher of watchers) watcher()
    },
    use: () => useSyncExternalStore(watch, () => on),
  }
}
