import { useEffect, useState } from 'react'
import { exact, span } from '../words/numbers.ts'

/** How long ago, kept current; the exact time on hover and for machines. */
export function Since({ at }: { readonly at: number }) {
  const now = useNow()
  return (
    <time className="figure" dateTime={new Date(at).toISOString()} title={exact(at)}>
      {span(Math.max(0, now - at))}
    </time>
  )
}

/** The time, once a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
