import { median, type TrackFrame } from './track.ts'

export interface Offset {
  /** How much later the voice comes than the lips, ms; negative: the voice is first. */
  readonly offsetMs: number
  /** Later windows minus earlier ones. */
  readonly driftMs: number
  readonly windows: number
}

const REACH_MS = 600
const GRID_MS = 20
const WINDOW_MS = 9000

/**
 * Offset between lips and voice by normalised cross-correlation of mouth opening and loudness in windows of nine
 * seconds. A window counts when its peak is at least .35; null when none does.
 *
 * @see ITU-R BT.1359 on what people notice (45 ms early, 125 ms late)
 */
export function audioVideoOffset(frames: readonly TrackFrame[]): Offset | null {
  const usable = frames.filter(
    (frame): frame is TrackFrame & { mouth: number; energy: number } => frame.mouth !== null && frame.energy !== null,
  )
  const [first] = usable
  const last = usable.at(-1)
  if (first === undefined || last === undefined) return null
  const offsets: number[] = []
  for (let from = first.atMs; from + WINDOW_MS <= last.atMs; from += WINDOW_MS / 2) {
    const part = usable.filter(({ atMs }) => atMs >= from && atMs <= from + WINDOW_MS)
    if (part.length < 60) continue
    const offset = peak(
      grid(part, ({ mouth }) => mouth),
      grid(part, ({ energy }) => Math.sqrt(energy)),
    )
    if (offset !== null) offsets.push(offset)
  }
  if (offsets.length === 0) return null
  const third = Math.max(1, Math.floor(offsets.length / 3))
  const driftMs = offsets.length < 3 ? 0 : median(offsets.slice(-third)) - median(offsets.slice(0, third))
  return { offsetMs: Math.round(median(offsets)), driftMs: Math.round(driftMs), windows: offsets.length }
}

/** Linear interpolation onto an even grid. */
function grid<F extends TrackFrame>(frames: readonly F[], value: (frame: F) => number): number[] {
  const out: number[] = []
  let i = 0
  const end = (frames.at(-1) as F).atMs
  for (let at = (frames[0] as F).atMs; at <= end; at += GRID_MS) {
    while (i + 2 < frames.length && (frames[i + 1] as F).atMs < at) i++
    const a = frames[i] as F
    const b = frames[i + 1] as F
    const part = b.atMs === a.atMs ? 0 : (at - a.atMs) / (b.atMs - a.atMs)
    out.push(value(a) * (1 - part) + value(b) * part)
  }
  return out
}

function peak(mouth: readonly number[], voice: readonly number[]): number | null {
  const reach = REACH_MS / GRID_MS
  const heights = Array.from({ length: 2 * reach + 1 }, (_, i) => correlation(mouth, voice, i - reach))
  let best = 0
  for (const [i, height] of heights.entries()) if (height > (heights[best] as number)) best = i
  const middle = heights[best] as number
  if (middle < 0.35 || best === 0 || best === heights.length - 1) return null
  const left = heights[best - 1] as number
  const right = heights[best + 1] as number
  const bend = left - 2 * middle + right
  return (best - reach + (bend === 0 ? 0 : (0.5 * (left - right)) / bend)) * GRID_MS
}

/** Pearson correlation of mouth[t] with voice[t + lag]. */
function correlation(mouth: readonly number[], voice: readonly number[], lag: number): number {
  const from = Math.max(0, -lag)
  const to = Math.min(mouth.length, voice.length - lag)
  const n = to - from
  let m = 0
  let v = 0
  let mm = 0
  let vv = 0
  let mv = 0
  for (let i = from; i < to; i++) {
    const a = mouth[i] as number
    const b = voice[i + lag] as number
    m += a
    v += b
    mm += a * a
    vv += b * b
    mv += a * b
  }
  return (mv - (m * v) / n) / Math.sqrt((mm - (m * m) / n) * (vv - (v * v) / n) + 1e-18)
}
