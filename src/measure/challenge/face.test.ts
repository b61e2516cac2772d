import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audioVideoOffset } from './audio-video.ts'
import { measureFace } from './face.ts'
import { loopPeriod, shapeChange } from './motion.ts'
import { findOcclusions, shownThrough } from './occlusion.ts'
import type { TrackFrame } from './track.ts'

const frame = (i: number, over: Partial<TrackFrame> = {}): TrackFrame => ({
  atMs: i * 80,
  box: 0.8,
  yaw: 0,
  mouth: 0.1,
  points: [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.5, 0.5],
  ],
  hand: 0,
  energy: 0.1,
  ...over,
})
const frames = (count: number, over: (i: number) => Partial<TrackFrame>): TrackFrame[] =>
  Array.from({ length: count }, (_, i) => frame(i, over(i)))
/** Never repeats: five waves whose periods have no common multiple. */
const living = (i: number): number =>
  [3.1, 4.7 * Math.SQRT2, 5.3 * Math.sqrt(3), 13.7, 21.3].reduce(
    (sum, slow, wave) => sum + Math.sin(i / slow + wave),
    0,
  )

test('a hand before the face is one event; one bad frame and a turned head are none', () => {
  assert.deepEqual(
    findOcclusions(
      frames(60, (i) => ({ box: i >= 20 && i < 30 ? 0.3 : 0.8 })),
      0.8,
    ),
    [{ fromMs: 1600, toMs: 2320 }],
  )
  assert.deepEqual(
    findOcclusions(
      frames(60, (i) => ({ box: i === 20 ? 0.1 : 0.8 })),
      0.8,
    ),
    [],
  )
  assert.deepEqual(
    findOcclusions(
      frames(60, (i) => (i >= 20 && i < 30 ? { box: 0.3, yaw: 70 } : {})),
      0.8,
    ),
    [],
  )
})

test('a face that is seen through a hand is timed', () => {
  assert.equal(
    shownThrough(
      frames(60, (i) => ({ hand: i >= 10 && i <= 20 ? 0.6 : 0 })),
      0.8,
    ).ms,
    800,
  )
  assert.equal(
    shownThrough(
      frames(60, (i) => (i >= 10 && i <= 20 ? { hand: 0.6, box: 0.3 } : {})),
      0.8,
    ).ms,
    0,
  )
})

test('a moved photo keeps its shape, a loop repeats, a living face does neither', () => {
  const moved = frames(200, (i) => ({
    points: [
      [0.4 + living(i) / 50, 0.4],
      [0.6 + living(i) / 50, 0.4],
      [0.5 + living(i) / 50, 0.5],
    ],
  }))
  assert.ok(shapeChange(moved) < 1e-6)
  const talking = (at: (i: number) => number) =>
    frames(400, (i) => ({
      mouth: 0.2 + 0.05 * living(at(i)),
      yaw: 5 * living(at(i) + 90),
      points: [
        [0.4 + living(at(i) + 7) / 50, 0.4],
        [0.6, 0.4],
        [0.5, 0.5],
      ],
    }))
  assert.equal(loopPeriod(talking((i) => i)), null)
  assert.equal(loopPeriod(talking((i) => i % 90)), 7200)
  assert.ok(shapeChange(talking((i) => i)) > 0.05)
})

test('the voice is so much later than the lips', () => {
  for (const late of [-320, -80, 0, 160, 400]) {
    const speech = (ms: number): number => Math.max(0, living(ms / 60))
    const found = audioVideoOffset(frames(300, (i) => ({ mouth: speech(i * 80), energy: speech(i * 80 - late) ** 2 })))
    assert.ok(found !== null && Math.abs(found.offsetMs - late) <= 40, `${late}: ${found?.offsetMs}`)
  }
  assert.equal(audioVideoOffset(frames(300, () => ({}))), null)
})

test('without a warm-up nothing is measured, and it says why', () => {
  const { facts, unavailable } = measureFace({ frames: frames(100, () => ({})), windows: [] })
  assert.equal(facts, null)
  assert.match(unavailable['call.face'] ?? '', /warm-up/)
})
