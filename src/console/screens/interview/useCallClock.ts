import { useEffect, useMemo, useState } from 'react'
import type { Call } from '../../../http/rooms/interview/contract.ts'

/** Now, in milliseconds since the call began by the server's clock; ticks every second. */
export function useCallClock(call: Call): number {
  // The monotonic clock of this page against what the server said when it answered.
  const began = useMemo(() => performance.now() - call.now, [call])
  const [now, setNow] = useState(call.now)
  useEffect(() => {
    const tick = (): void => setNow(performance.now() - began)
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [began])
  return now
}
