import { handsOf, together } from './compare.ts'
import type { Hands } from './compare.ts'
import type { Keystroke, Run } from './keystrokes.ts'
import type { Population } from './population.ts'
import { templateOf } from './template.ts'

/** A stretch of an account's typing that is judged as a whole. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly keys: number
  readonly hands: Hands
}

/** Keys in a window: enough to compare, short enough to see a change within an hour's work. */
export const windowKeys = 250

/** More windows than this would make the division slow; longer typing gets longer windows instead. */
export const mostWindows = 40

/** Cuts runs into windows of about 250 keys, in order of time; a rest of fewer than half joins the last one. */
export function windowsOf(runs: readonly Run[], population: Population, least = windowKeys): Window[] {
  const size = Math.max(least, Math.ceil(runs.reduce((sum, run) => sum + run.length, 0) / mostWindows))
  const pieces: Keystroke[][][] = []
  let piece: Keystroke[][] = []
  let held = 0
  for (const run of runs) {
    for (let from = 0; from < run.length;) {
      const part = run.slice(from, from + size - held)
      piece.push(part)
      held += part.length
      from += part.length
      if (held === size) {
        pieces.push(piece)
        piece = []
        held = 0
      }
    }
  }
  if (held >= size / 2 || pieces.length === 0) {
    if (held > 0) pieces.push(piece)
  } else pieces[pieces.length - 1]!.push(...piece)
  return pieces.map((parts) => {
    const strokes = parts.flat()
    return {
      from: strokes[0]!.down,
      to: strokes[strokes.length - 1]!.up,
      keys: strokes.length,
      hands: handsOf(templateOf(parts), population),
    }
  })
}

/** Whether several hands typed an account's windows. Evidence as natural logarithm, uncalibrated. */
export interface Several {
  /**
   * Evidence for two hands that take turns, over one hand and over one change from one hand to another. Another
   * keyboard or another day also looks like other hands, but does not come and go every quarter of an hour.
   */
  readonly takingTurns: number
  /** Evidence for one change of hands (or of keyboard) over none. */
  readonly handOver: number
  /** Which of the two typed each window, in the best division with turns; the first window is 0. */
  readonly assignment: readonly number[]
  /** The window before which the one change would lie. */
  readonly handOverAt: number
}

/** Fewer windows cannot show turns. */
export const leastWindows = 4

/**
 * Divides windows between two hands. Exact for up to ten windows, by moves beyond: the evidence of a group depends on
 * sums only.
 *
 * @param windows in order of time
 * @returns null with fewer than four windows
 * @see Brümmer & de Villiers 2010, "The speaker partitioning problem"
 */
export function severalHands(windows: readonly Hands[]): Several | null {
  const count = windows.length
  if (count < leastWindows) return null
  const all = together(windows)
  const evidence = (side: readonly boolean[]): number => {
    const first = together(windows.filter((_, w) => !side[w]))
    const second = together(windows.filter((_, w) => side[w]))
    return first.alone + second.alone - all.alone
  }
  let handOver = Number.NEGATIVE_INFINITY
  let handOverAt = 1
  for (let at = 1; at < count; at++) {
    const gain = evidence(windows.map((_, w) => w >= at))
    if (gain > handOver) {
      handOver = gain
      handOverAt = at
    }
  }
  const turns = count <= 10 ? bestOfAll(count, evidence) : bestByMoves(count, evidence)
  return {
    takingTurns: turns.gain - Math.max(0, handOver),
    handOver,
    assignment: turns.side.map((second) => (second === turns.side[0] ? 0 : 1)),
    handOverAt,
  }
}

interface Division {
  readonly gain: number
  readonly side: readonly boolean[]
}

/** Turns mean that hands change at more than half of the windows' borders. */
function takesTurns(side: readonly boolean[]): boolean {
  let changes = 0
  for (let w = 1; w < side.length; w++) if (side[w] !== side[w - 1]) changes++
  return changes > side.length / 2
}

/** Every division into two with enough turns: at most 511. */
function bestOfAll(count: number, evidence: (side: readonly boolean[]) => number): Division {
  let best: Division = { gain: Number.NEGATIVE_INFINITY, side: [] }
  for (let code = 1; code < 2 ** (count - 1); code++) {
    const side = Array.from({ length: count }, (_, w) => ((code >> w) & 1) === 1)
    if (!takesTurns(side)) continue
    const gain = evidence(side)
    if (gain > best.gain) best = { gain, side }
  }
  return best
}

/** From strict alternation, windows change sides as long as that helps and turns remain. */
function bestByMoves(count: number, evidence: (side: readonly boolean[]) => number): Division {
  let side = Array.from({ length: count }, (_, w) => w % 2 === 1)
  let gain = evidence(side)
  for (let moved = true, rounds = 0; moved && rounds < 8; rounds++) {
    moved = false
    for (let w = 0; w < count; w++) {
      const tried = side.with(w, !side[w])
      if (!takesTurns(tried)) continue
      const there = evidence(tried)
      if (there > gain) {
        gain = there
        side = tried
        moved = true
      }
    }
  }
  return { gain, side }
}
