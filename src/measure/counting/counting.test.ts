import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../../core/random.ts'
import { cusum, limitFor, poisson, runLength } from './cusum.ts'
import { coverage, incompleteGamma, poissonRate, weekdayFactors } from './rate.ts'
import { betaInterval, captureRecapture, correctedRate } from './unreported.ts'

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)

test('thirty days of thirty say at least 88.6 %, sixty of sixty at least 94 %', () => {
  near(coverage(Array.from({ length: 30 }, () => 1)).low, 0.886, 0.001)
  near(coverage(Array.from({ length: 60 }, () => 2)).low, 0.94, 0.001)
})

test('exact Poisson intervals agree with the published table (Garwood 1936)', () => {
  near(poissonRate(0, 1).high, 3.689, 0.001)
  near(poissonRate(5, 1).low, 1.6235, 0.001)
  near(poissonRate(5, 1).high, 11.668, 0.001)
  near(poissonRate(100, 10).low, 8.136, 0.001)
  near(incompleteGamma(3, 3), 0.5768, 0.0001)
})

test('an interval holds its estimate and narrows with exposure', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 50 }), (count, exposure) => {
      const once = poissonRate(count, exposure)
      const tenfold = poissonRate(count * 10, exposure * 10)
      return (
        once.low <= once.value && once.value <= once.high && tenfold.high - tenfold.low <= once.high - once.low + 1e-9
      )
    }),
  )
})

test('the CUSUM limit keeps to one false alarm a year, and the alarm names the day it began', () => {
  const limit = limitFor(1, 3)
  assert.ok(runLength(1, 1, 3, limit) >= 365)
  assert.ok(runLength(3, 1, 3, limit) < 5)
  const [alarm] = cusum([1, 0, 2, 1, 1, 0, 4, 5, 3, 4], 1, 3, limit)
  assert.deepEqual([alarm?.since, (alarm?.day ?? 0) >= 6], [6, true])
  assert.deepEqual(
    cusum(
      Array.from({ length: 50 }, () => 1),
      1,
      3,
      limit,
    ),
    [],
  )
})

test('Poisson counts have the mean they were asked for', () => {
  const random = seededRandom(3)
  const draws = Array.from({ length: 20_000 }, () => poisson(40, random))
  near(draws.reduce((sum, draw) => sum + draw, 0) / draws.length, 40, 0.3)
})

test('what two channels saw bounds what both missed', () => {
  const estimate = captureRecapture(40, 50, 20)
  near(estimate.value, 98.6, 0.5)
  assert.ok(estimate.low >= 70 && estimate.high > estimate.value)
  assert.deepEqual(captureRecapture(10, 10, 10), { value: 10, low: 10, high: 10 })
  const corrected = correctedRate(30, 30, 20, 10)
  assert.ok(corrected.low < 2 && corrected.high > 2)
  near(betaInterval(11, 11, 0.95).low, 0.298, 0.002)
})

test('weekday factors are 1 without a difference', () => {
  const flat = weekdayFactors(Array.from({ length: 28 }, (_, day) => ({ weekday: day % 7, count: 2 })))
  for (const factor of flat) near(factor, 1, 1e-9)
})
