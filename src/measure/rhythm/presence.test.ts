import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { activeHalfHours } from './half-hours.ts'
import { clockFace, emptiest, harmonic, quietArc, relativeAmplitude } from './clock-face.ts'
import { activeOf, emptyPresence, hourOfWeek, mark, overlap } from './presence.ts'
import { featuresOfAll, presenceFeatures } from './presence-features.ts'

const DAY = 19_000
const moments = fc.array(fc.integer({ min: DAY * 86_400, max: (DAY + 30) * 86_400 - 1 }), {
  minLength: 1,
  maxLength: 200,
})

function filled(seconds: readonly number[]) {
  const presence = emptyPresence(2, 30, DAY)
  for (const second of seconds) mark(presence, 1, second)
  return presence
}

test('a bitmap gives back exactly the active half hours, whatever the order and however often they came', () => {
  fc.assert(
    fc.property(moments, (seconds) => {
      const presence = filled([...seconds, ...seconds.toReversed()])
      assert.deepEqual([...activeOf(presence, 1)], [...activeHalfHours(seconds)])
      assert.equal(activeOf(presence, 0).length, 0)
    }),
  )
})

test('moments outside the days kept are refused, also before 1970 and after 2106', () => {
  const presence = emptyPresence(1, 30, DAY)
  for (const second of [0, -5, 4_294_967_296, DAY * 86_400 - 1, (DAY + 30) * 86_400])
    assert.equal(mark(presence, 0, second), false)
  assert.equal(mark(presence, 1, DAY * 86_400), false)
})

test('features in one pass agree with the plain statistics of the same activity', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: -24, max: 28 }), (seconds, offset) => {
      const presence = filled(seconds)
      const row = featuresOfAll(presence, Int8Array.of(0, offset)).subarray(presenceFeatures.length)
      const face = clockFace(activeOf(presence, 1), offset)
      const close = (name: (typeof presenceFeatures)[number], expected: number): void =>
        assert.ok(
          Math.abs(row[presenceFeatures.indexOf(name)]! - expected) < 1e-4,
          `${name}: ${row[presenceFeatures.indexOf(name)]} is not ${expected}`,
        )
      close('emptiestSixHours', emptiest(face, 6).share)
      close('quietArcHours', quietArc(face, 0.05).hours)
      close('relativeAmplitude', relativeAmplitude(face))
      close('meanLength', harmonic(face, 1).length)
    }),
  )
})

test('people without activity have no features, which is not the same as zero', () => {
  const row = featuresOfAll(filled([DAY * 86_400]), Int8Array.of(0, 0)).subarray(0, presenceFeatures.length)
  assert.ok(row.every(Number.isNaN))
})

test('no feature says how much somebody does', () => {
  const once = [9, 10, 11].map((hour) => DAY * 86_400 + hour * 3600)
  const busy = once.flatMap((second) => Array.from({ length: 60 }, (_, n) => second + n * 20))
  assert.deepEqual(featuresOfAll(filled(busy), Int8Array.of(0, 0)), featuresOfAll(filled(once), Int8Array.of(0, 0)))
})

test('overlap of two lanes counts the half hours both were active in', () => {
  const a = filled([DAY * 86_400, DAY * 86_400 + 1800, DAY * 86_400 + 90_000])
  const b = filled([DAY * 86_400 + 10, DAY * 86_400 + 90_100])
  assert.equal(overlap(a, b, 1), 2)
  assert.equal(overlap(a, b, 0), 0)
})

test('hour of the week counts each active half hour of everybody once', () => {
  fc.assert(
    fc.property(moments, (seconds) =>
      assert.equal(
        hourOfWeek(filled(seconds)).reduce((sum, n) => sum + n, 0),
        activeHalfHours(seconds).length,
      ),
    ),
  )
})
