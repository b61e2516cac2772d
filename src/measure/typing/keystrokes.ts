/** One key, pressed and released. Times in milliseconds on one clock; which clock does not matter. */
export interface Keystroke {
  /** `KeyboardEvent.code` (`KeyA`, `Space`, `ShiftLeft`) or a short name (`a`, `space`, `shift`). Never the text. */
  readonly key: string
  readonly down: number
  readonly up: number
}

/** A run of keystrokes on an unbroken clock, in the order they were pressed. */
export type Run = readonly Keystroke[]

/** What is left after cleaning, and what had to be left out. */
export interface Cleaned {
  readonly runs: readonly Run[]
  readonly kept: number
  /** Not a number, released before pressed, or held for more than ten seconds. */
  readonly broken: number
  /** Presses that lie before the one they follow. */
  readonly clockJumps: number
  /** Keys beyond the limit, not read. */
  readonly beyondLimit: number
  /** Why nothing can be said from these timings, or null. */
  readonly unusable: string | null
}

/** Some two hours of steady typing; a forged payload of megabytes costs no more than this. */
export const mostKeystrokes = 50_000

/** A release may be seen late (a key held while the window loses focus); ten seconds is no longer typing. */
const longestHold = 10_000

/** A pause this long ends a run: what happened on either side of it says nothing about a transition. */
const longestPause = 60_000

/** Above this share of broken or backward times the clock itself is not to be believed. */
const mostBroken = 0.05

/**
 * Puts timings as a browser sent them in order: leaves out what cannot be a keystroke, and begins a new run where the
 * clock jumped back or the typist paused for more than a minute.
 *
 * @param strokes in the order of arrival
 */
export function clean(strokes: readonly Keystroke[]): Cleaned {
  const runs: Keystroke[][] = []
  let run: Keystroke[] = []
  let broken = 0
  let clockJumps = 0
  const read = Math.min(strokes.length, mostKeystrokes)
  for (let k = 0; k < read; k++) {
    const stroke = strokes[k]!
    const hold = stroke.up - stroke.down
    if (!Number.isFinite(stroke.down) || !Number.isFinite(hold) || stroke.down < 0 || hold < 0 || hold > longestHold) {
      broken++
      continue
    }
    const gap = run.length === 0 ? 0 : stroke.down - run[run.length - 1]!.down
    if (gap < 0) clockJumps++
    if (gap < 0 || gap > longestPause) {
      runs.push(run)
      run = []
    }
    run.push(stroke)
  }
  if (run.length > 0) runs.push(run)
  const kept = read - broken
  const bad = broken + clockJumps
  const unusable =
    bad > 2 && bad > mostBroken * read
      ? `${bad} of ${read} key times cannot be right (not a number, negative, or the clock ran backwards)`
      : null
  return { runs, kept, broken, clockJumps, beyondLimit: strokes.length - read, unusable }
}
