import { z } from 'zod'
import { normal, type Random } from '../../src/core/random.ts'
import { faceTrack, type FaceTrack, type TrackFrame } from '../../src/measure/challenge/track.ts'

const file = z.object({
  track: faceTrack,
  label: z.enum(['still', 'loop', 'through', 'other']).optional(),
  truth: z.object({
    occlusions: z
      .array(z.object({ fromMs: z.number(), toMs: z.number() }))
      .nullable()
      .default(null),
    offsetMs: z.number().nullable().default(null),
  }),
})

export interface Case {
  readonly label: 'genuine' | 'still' | 'loop' | 'through' | 'other'
  readonly track: FaceTrack
  readonly truth: {
    readonly occlusions: readonly { fromMs: number; toMs: number }[] | null
    readonly offsetMs: number | null
  }
}

export function readCase(json: unknown, kind: 'genuine' | 'manipulated'): Case {
  const read = file.parse(json)
  return { label: kind === 'genuine' ? 'genuine' : (read.label ?? 'other'), track: read.track, truth: read.truth }
}

const FPS = 12
const SECONDS = 48
type Span = { fromMs: number; toMs: number }

/** As many tracks of each label: warm-up, three hands before the face, a profile turn, speech all along. */
export function makeCases(random: Random, each: number): Case[] {
  return (['genuine', 'still', 'loop', 'through'] as const).flatMap((label) =>
    Array.from({ length: each }, () => makeCase(label, random)),
  )
}

function makeCase(label: 'genuine' | 'still' | 'loop' | 'through', random: Random): Case {
  const hands = [8, 16, 26].map((second) => {
    const fromMs = (second + 2 * random.next()) * 1000
    return { fromMs, toMs: fromMs + 500 + 2000 * random.next() }
  })
  const offsetMs = Math.round(-400 + 800 * random.next())
  const speech = syllables(random)
  const level = 0.7 + 0.2 * random.next()
  const noise = 0.02 + 0.05 * random.next()
  const walk = wander(random)
  const frames = Array.from({ length: FPS * SECONDS }, (_, i): TrackFrame => {
    const atMs = Math.max(0, (1000 * (i + 0.25 * normal(random))) / FPS)
    const playedMs = label === 'loop' ? (Math.round((atMs * FPS) / 1000) % (FPS * 7)) * (1000 / FPS) : atMs
    return frameAt({ atMs, playedMs, label, hands, offsetMs, speech, level, noise, walk, random })
  }).sort((a, b) => a.atMs - b.atMs)
  const windows = [
    { card: 'warm-up', expects: 'rest' as const, fromMs: 0, toMs: 6000 },
    ...hands.map(({ fromMs, toMs }) => ({
      card: 'hand-across',
      expects: 'occlusion' as const,
      fromMs: Math.max(0, fromMs - 800),
      toMs: toMs + 800,
    })),
    { card: 'profile', expects: 'profile' as const, fromMs: 34_000, toMs: 40_000 },
  ]
  const alive = label === 'genuine'
  return {
    label,
    track: { frames, windows },
    truth: { occlusions: alive ? hands : null, offsetMs: alive ? offsetMs : null },
  }
}

interface Scene {
  atMs: number
  playedMs: number
  label: 'genuine' | 'still' | 'loop' | 'through'
  hands: readonly Span[]
  offsetMs: number
  speech: (ms: number) => number
  level: number
  noise: number
  walk: (ms: number) => number
  random: Random
}

function frameAt({ atMs, playedMs, label, hands, offsetMs, speech, level, noise, walk, random }: Scene): TrackFrame {
  const covered =
    label !== 'loop' && label !== 'still' && hands.some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs)
  const still = label === 'still'
  const yaw = still
    ? 0
    : 4 * walk(playedMs) +
      (label !== 'loop' && playedMs > 35_000 && playedMs < 39_000
        ? 75 * Math.sin((Math.PI * (playedMs - 35_000)) / 4000)
        : 0)
  const turned = Math.abs(yaw) > 45 ? 0.6 : 1
  const box =
    covered && label === 'genuine'
      ? level * (0.4 + 0.08 * normal(random))
      : level * turned * (1 + noise * normal(random))
  // The detector blinks now and then: one frame with a poor score is no hand.
  const blink = random.next() < 0.01 ? 0.5 : 1
  const tremble = (scale: number): number => scale * normal(random)
  const jitter = label === 'loop' ? 0.0002 : 0.0008
  const x = 0.5 + 0.03 * walk(playedMs + 5000) + (still ? 0.01 * Math.sin(atMs / 900) : 0)
  const mouth = still
    ? 0.05 + tremble(0.001)
    : Math.max(0, 0.03 + 0.22 * speech(playedMs) + tremble(label === 'loop' ? 0.001 : 0.015))
  const squeeze = Math.cos((yaw * Math.PI) / 180)
  const shape = [
    [-0.06, 0],
    [0.06, 0],
    [0, 0.05],
    [0, 0.11 + (still ? 0 : 0.15 * mouth)],
    [-0.07, 0.06],
    [0.07, 0.06],
  ] as const
  return {
    atMs,
    box: Math.max(0, Math.min(1, box * blink)),
    yaw: Math.max(-120, Math.min(120, yaw)),
    mouth,
    points: shape.map(([dx, dy]) => [x + dx * Math.max(0.2, squeeze) + tremble(jitter), 0.4 + dy + tremble(jitter)]),
    hand: covered ? 0.5 + 0.3 * random.next() : 0,
    energy: Math.max(0, speech(atMs - offsetMs) ** 2 + 0.02 * Math.abs(normal(random))),
  }
}

/** Loudness of speech: syllables of 120 to 320 ms with pauses, 0 to 1. */
function syllables(random: Random): (ms: number) => number {
  const marks: { at: number; length: number; height: number }[] = []
  for (let at = -2000; at < (SECONDS + 2) * 1000;) {
    const length = 120 + 200 * random.next()
    if (random.next() < 0.75) marks.push({ at, length, height: 0.3 + 0.7 * random.next() })
    at += length + (random.next() < 0.12 ? 300 + 700 * random.next() : 20)
  }
  return (ms) => {
    const one = marks.find(({ at, length }) => ms >= at && ms < at + length)
    return one === undefined ? 0 : one.height * Math.sin((Math.PI * (ms - one.at)) / one.length)
  }
}

/** A slow, never repeating movement of about unit size. */
function wander(random: Random): (ms: number) => number {
  const waves = Array.from({ length: 7 }, () => ({ period: 900 + 9000 * random.next(), phase: 7 * random.next() }))
  return (ms) => waves.reduce((sum, { period, phase }) => sum + Math.sin((2 * Math.PI * ms) / period + phase), 0) / 2.6
}
