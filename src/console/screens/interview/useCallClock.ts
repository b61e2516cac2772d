import { useEffect, useState } from 'react'
import type { Call } from '../../../http/rooms/interview/contract.ts'

export interface CallClock {
  /** Milliseconds since the call began, as of the last second. */
  readonly now: number
  /** The same for the moment of an event (`event.timeStamp`). */
  readonly at: (timeStamp: number) => number
}

/**
 * The call's clock: set once by the server's, then this page's own monotonic one, so that what lies between two keys
 * never depends on how quickly the server answered.
 */
export function useCallClock(call: Call): CallClock {
  const [began] = useState(() => performance.now() - call.now)
  const [now, setNow] = useState(call.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now() - began), 1000)
    return () => clearInterval(timer)
  }, [began])
  return { now, at: (timeStamp) => timeStamp - began }
}
