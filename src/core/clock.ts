/** Where a part of the program gets the time from. Passed in, so that a replay gives the same answer. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved: for tests, simulations and replays. */
export function fixedClock(start: number): Clock & { advance(milliseconds: number): void } {
  let at = start
  return {
    now: () => at,
    advance(milliseconds) {
      at += milliseconds
    },
  }
}
