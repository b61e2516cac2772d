import assert from 'node:assert/strict'
import test from 'node:test'
import { enrolFixed, fixedDistance } from './fixed.ts'
import type { FixedFeature } from './fixed.ts'
import { normal, seededRandom } from '../../core/random.ts'

const features: FixedFeature[] = ['hold', 'press-press', 'release-press', 'hold']
const random = seededRandom(7)
const row = (pace: number): Float64Array => {
  const hold = 0.09 * Math.exp(0.1 * normal(random))
  const press = pace * Math.exp(0.15 * normal(random))
  return Float64Array.of(hold, press, press - hold, 0.08 * Math.exp(0.1 * normal(random)))
}
const rows = Array.from({ length: 60 }, () => row(0.18))

test('an own repetition is nearer than somebody else’s', () => {
  const profile = enrolFixed(rows, features)!
  const own = Array.from({ length: 30 }, () => fixedDistance(profile, row(0.18)))
  const other = Array.from({ length: 30 }, () => fixedDistance(profile, row(0.3)))
  assert.ok(
    Math.max(...own.toSorted((a, b) => a - b).slice(0, 27)) < Math.min(...other.toSorted((a, b) => a - b).slice(3)),
  )
})

test('one hesitation costs no more than the cap', () => {
  const profile = enrolFixed(rows, features)!
  const usual = rows.at(-1)!
  const once = Float64Array.from(usual, (value, f) => (f === 1 ? value + 30 : value))
  const whole = 3.6
  assert.ok(fixedDistance(profile, once) - fixedDistance(profile, usual) <= (2.25 * 0.6 * 4) / whole + 1e-9)
})

test('too few or broken repetitions enrol nobody', () => {
  assert.equal(enrolFixed(rows.slice(0, 4), features), null)
  assert.equal(enrolFixed([...rows, Float64Array.of(Number.NaN, 1, 1, 1)], features), null)
  assert.ok(Number.isNaN(fixedDistance(enrolFixed(rows, features)!, [1, 2])))
  assert.ok(Number.isNaN(fixedDistance(enrolFixed(rows, features)!, [1, 2, Number.POSITIVE_INFINITY, 1])))
})
