import assert from 'node:assert/strict'
import test from 'node:test'
import { normal, seededRandom } from '../../core/random.ts'
import { speechSegments } from './speech.ts'

const rate = 16_000
function channel(parts: readonly (readonly [from: number, to: number])[], seconds: number): Float32Array {
  const random = seededRandom(5)
  return Float32Array.from({ length: seconds * rate }, (_, s) => {
    const at = s / rate
    const speaking = parts.some(([from, to]) => at >= from && at < to)
    return 0.002 * normal(random) + (speaking ? 0.2 * Math.sin(2 * Math.PI * 220 * at) : 0)
  })
}

test('turns are found to within 20 ms, and short pauses do not split them', () => {
  const segments = speechSegments(
    channel(
      [
        [1, 2],
        [2.2, 3],
        [5, 6.5],
      ],
      8,
    ),
    rate,
  )
  assert.equal(segments.length, 2)
  const expected = [1000, 3000, 5000, 6500]
  segments
    .flatMap(({ startMs, endMs }) => [startMs, endMs])
    .forEach((ms, k) => assert.ok(Math.abs(ms - expected[k]!) <= 20, `${ms}`))
})

test('silence, noise and broken samples hold no speech', () => {
  assert.deepEqual(speechSegments(new Float32Array(rate), rate), [])
  assert.deepEqual(speechSegments(channel([], 4), rate), [])
  assert.deepEqual(speechSegments(new Float32Array(0), rate), [])
  assert.deepEqual(speechSegments(new Float32Array(rate).fill(Number.NaN), rate), [])
})

test('a click is not speech', () => {
  const samples = channel([], 3)
  for (let k = 0; k < 300; k++) samples[rate + k] = 0.5
  assert.deepEqual(speechSegments(samples, rate), [])
})
