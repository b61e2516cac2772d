import { median, type TrackFrame } from './track.ts'

/**
 * Movement of a frame's points against the neighbours' mean, over the distance of the eyes: what trembles, not what
 * turns. The mean of the two neighbours takes out even motion.
 */
export function jitters(frames: readonly TrackFrame[]): number[] {
  return frames.slice(1, -1).flatMap((frame, i) => {
    const before = frames[i] as TrackFrame
    const after = frames[i + 2] as TrackFrame
    const eyes = eyeDistance(frame)
    if (eyes === null || before.points.length !== frame.points.length || after.points.length !== frame.points.length)
      return []
    return [
      median(
        frame.points.map(([x, y], p) => Math.hypot(x - mean(before, after, p, 0), y - mean(before, after, p, 1))),
      ) / eyes,
    ]
  })
}

function mean(before: TrackFrame, after: TrackFrame, point: number, axis: 0 | 1): number {
  return ((before.points[point]?.[axis] ?? 0) + (after.points[point]?.[axis] ?? 0)) / 2
}

export function eyeDistance({ points: [left, right] }: TrackFrame): number | null {
  if (left === undefined || right === undefined) return null
  const distance = Math.hypot(left[0] - right[0], left[1] - right[1])
  return distance > 0 ? distance : null
}

/**
 * How much the face changes shape: standard deviation of point positions relative to the eyes, and of the lips. A photo
 * that is moved about changes place, not shape; smoothing over five frames takes out the trembling of the mesh itself.
 */
export function shapeChange(frames: readonly TrackFrame[]): number {
  const shapes = frames.flatMap((frame) => {
    const eyes = eyeDistance(frame)
    const [left, right] = frame.points
    if (eyes === null || left === undefined || right === undefined) return []
    const cx = (left[0] + right[0]) / 2
    const cy = (left[1] + right[1]) / 2
    return [[...frame.points.slice(2).map(([x, y]) => Math.hypot(x - cx, y - cy) / eyes), (frame.mouth ?? 0) * 2]]
  })
  const width = shapes[0]?.length ?? 0
  const spreads = Array.from({ length: width }, (_, i) => deviation(smoothed(shapes.map((shape) => shape[i] ?? 0))))
  return spreads.length === 0 ? 0 : Math.max(...spreads)
}

function deviation(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length)
}

/**
 * Period after which the whole movement repeats, ms; null when it does not. A living face does not return through the
 * same positions for seconds: the best lag must explain 90 % of the variance of lips, yaw and place. Each is smoothed over five
 * frames, because a camera's clock and a player's do not tick together.
 */
export function loopPeriod(frames: readonly TrackFrame[]): number | null {
  const first = frames[0]
  const last = frames.at(-1)
  if (first === undefined || last === undefined || frames.length < 60) return null
  const step = (last.atMs - first.atMs) / (frames.length - 1)
  const series = [
    frames.map(({ mouth }) => mouth ?? 0),
    frames.map(({ yaw }) => yaw ?? 0),
    frames.map(({ points }) => points[0]?.[0] ?? 0),
  ].map(smoothed)
  let best = { lag: 0, share: 0.9 }
  for (let lag = Math.ceil(1000 / step); lag <= frames.length * 0.6; lag++) {
    const share = Math.min(...series.map((values) => repeated(values, lag)))
    if (share > best.share) best = { lag, share }
  }
  return best.lag === 0 ? null : Math.round(best.lag * step)
}

function smoothed(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const part = values.slice(Math.max(0, i - 2), i + 3)
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}

function repeated(values: readonly number[], lag: number): number {
  const differences = values.slice(lag).map((value, i) => value - (values[i] as number))
  const spread = deviation(values)
  return spread === 0 ? 0 : 1 - deviation(differences) ** 2 / (2 * spread ** 2)
}
