import { useEffect, useRef } from 'react'

const setting = 'sallyport.single-keys'

/** What the key beside the space bar is called here. */
export const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** Single-letter keys can be switched off (WCAG 2.1.4): a voice user's dictation must not move cases. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(setting) !== 'off'
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(setting, on ? 'on' : 'off')
}

/** Keys → what they do. Not while someone types, not inside a dialog, not with a modifier; a button keeps its own. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const action = current.current[event.key]
      if (action === undefined || event.defaultPrevented || !singleKeysOn()) return
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isPressing(event)) return
      event.preventDefault()
      action(event)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/** Enter and Space belong to the button or link that has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === ' ') && target instanceof HTMLElement && target.matches('button, a, summary')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.matches('input, textarea, select, [contenteditable]') ||
    target.closest('[role=dialog], [role=menu]') !== null
  )
}
