import type { Seat } from './meetings.ts'

export interface Letter {
  readonly n: number
  readonly message: unknown
}

interface Box {
  letters: Letter[]
  next: number
  seenAt: number
  waiting: (() => void) | null
}

/** How many letters wait for somebody who is away. */
const MOST = 200
/** A meeting nobody asks about is forgotten; both ends say hello again. */
const FORGET_MS = 6 * 3_600_000

/**
 * What the two ends of a meeting tell each other while they connect. In memory: after a restart both say hello again.
 * Each end asks and waits, so that a changed network or a sleeping laptop needs no handshake of its own.
 */
export function mailboxes(now: () => number) {
  const boxes = new Map<string, Box>()
  const boxOf = (meeting: string, seat: Seat): Box => {
    const key = `${meeting}/${seat}`
    const box = boxes.get(key) ?? { letters: [], next: 1, seenAt: 0, waiting: null }
    boxes.set(key, box)
    return box
  }
  const forget = (): void => {
    for (const [key, box] of boxes) if (box.waiting === null && box.seenAt > 0 && now() - box.seenAt > FORGET_MS) boxes.delete(key)
  }

  return {
    put(meeting: string, to: Seat, message: unknown): void {
      forget()
      const box = boxOf(meeting, to)
      box.letters = [...box.letters, { n: box.next++, message }].slice(-MOST)
      box.waiting?.()
    },
    /** Letters after the given number, at once or when the first comes; empty when `waitMs` has passed. */
    async take(meeting: string, seat: Seat, after: number, waitMs: number, gone: AbortSignal): Promise<readonly Letter[]> {
      const box = boxOf(meeting, seat)
      box.seenAt = now()
      // A second tab on the same seat sends the first one home.
      box.waiting?.()
      const fresh = (): Letter[] => box.letters.filter(({ n }) => n > after || after >= box.next)
      if (fresh().length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs)
          const done = (): void => {
            clearTimeout(timer)
            resolve()
          }
          box.waiting = done
          gone.addEventListener('abort', done, { once: true })
        })
        box.waiting = null
      }
      box.seenAt = now()
      box.letters = box.letters.filter(({ n }) => n > after || after >= box.next)
      return box.letters
    },
    /** How long ago the other end asked last; null: never. */
    away(meeting: string, seat: Seat): number | null {
      const box = boxes.get(`${meeting}/${seat}`)
      return box === undefined || box.seenAt === 0 ? null : box.waiting === null ? now() - box.seenAt : 0
    },
  }
}
