import { z } from 'zod'

const ms = z.number().min(0).max(86_400_000)

/** One video frame as the face mesh saw it. Positions are shares of the picture's width; no picture is kept. */
export const trackFrame = z.strictObject({
  atMs: ms,
  /** Score of the face detector (not of the mesh, which goes on hallucinating under a hand); 0: no face found. */
  box: z.number().min(0).max(1),
  /** Turn of the head, degrees; null where the mesh was lost. */
  yaw: z.number().min(-120).max(120).nullable(),
  /** Opening of the lips over the height of the face. */
  mouth: z.number().min(0).max(2).nullable(),
  /** A few fixed points of the mesh, the two outer eye corners first. */
  points: z.array(z.tuple([z.number(), z.number()])).max(16),
  /** Share of the face that a detected hand covers; null while no hand detector runs. */
  hand: z.number().min(0).max(1).nullable(),
  /** Loudness of 300 to 3,000 Hz at that moment, any linear unit. */
  energy: z.number().min(0).nullable(),
})

export const trackWindow = z.strictObject({
  card: z.string().max(60),
  expects: z.enum(['rest', 'occlusion', 'profile', 'speech']),
  fromMs: ms,
  toMs: ms,
})

/** Landmarks of a call and the windows in which something was asked. The first `rest` window is the warm-up. */
export const faceTrack = z.strictObject({
  frames: z.array(trackFrame).max(120_000),
  windows: z.array(trackWindow).max(200),
})

export type TrackFrame = z.infer<typeof trackFrame>
export type TrackWindow = z.infer<typeof trackWindow>
export type FaceTrack = z.infer<typeof faceTrack>

/** Frames of a window, in order. */
export function framesIn(track: FaceTrack, window: TrackWindow): TrackFrame[] {
  return track.frames.filter(({ atMs }) => atMs >= window.fromMs && atMs <= window.toMs)
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
