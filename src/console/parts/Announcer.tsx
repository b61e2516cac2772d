import { useEffect, useState } from 'react'

const heard = new Set<(text: string) => void>()

/** Says something to those who listen to the page rather than see it. */
export function announce(text: string): void {
  for (const listener of heard) listener(text)
}

/** The page's one live region. */
export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    heard.add(setText)
    return () => void heard.delete(setText)
  }, [])
  return (
    <div className="for-ears" role="status" aria-live="polite">
      {text}
    </div>
  )
}
