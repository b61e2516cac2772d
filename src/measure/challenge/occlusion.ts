import { median, type TrackFrame } from './track.ts'

export interface Occlusion {
  readonly fromMs: number
  readonly toMs: number
}

/** Own measurement: the detector's score falls from .81 to .33 under a hand. Enter and leave between the two. */
const ENTER = 0.62
const LEAVE = 0.75
const SHORTEST_MS = 180
const LONGEST_GAP_MS = 250

/**
 * Stretches in which something stands before the face: the detector's score against its own level at rest, smoothed
 * over three frames, with hysteresis. A turned head lowers the score too and is left out.
 *
 * @param level median score of the warm-up
 */
export function findOcclusions(frames: readonly TrackFrame[], level: number): Occlusion[] {
  const found: Occlusion[] = []
  let fromMs: number | null = null
  let lastMs = 0
  const close = (): void => {
    const before = found.at(-1)
    if (fromMs !== null && lastMs - fromMs >= SHORTEST_MS) {
      if (before !== undefined && fromMs - before.toMs <= LONGEST_GAP_MS)
        found[found.length - 1] = { fromMs: before.fromMs, toMs: lastMs }
      else found.push({ fromMs, toMs: lastMs })
    }
    fromMs = null
  }
  for (const [i, frame] of frames.entries()) {
    const score = median(frames.slice(Math.max(0, i - 1), i + 2).map(({ box }) => box))
    const turned = frame.yaw !== null && Math.abs(frame.yaw) > 45
    if (turned || score > LEAVE * level) close()
    else if (fromMs === null && score < ENTER * level) fromMs = frame.atMs
    if (fromMs !== null) lastMs = frame.atMs
  }
  close()
  return found
}

/** Longest time without a break in which a hand covers the face and the detector sees it as if there were none, ms. */
export function shownThrough(frames: readonly TrackFrame[], level: number): { ms: number; atMs: number } {
  let longest = { ms: 0, atMs: 0 }
  let fromMs: number | null = null
  for (const { atMs, hand, box } of frames) {
    if (hand === null || hand < 0.35 || box < 0.9 * level) fromMs = null
    else {
      fromMs ??= atMs
      if (atMs - fromMs > longest.ms) longest = { ms: atMs - fromMs, atMs: fromMs }
    }
  }
  return longest
}
