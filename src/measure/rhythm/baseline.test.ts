import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { likeColleagues, SMALLEST_CROWD } from './baseline.ts'

const crowd = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: SMALLEST_CROWD, maxLength: 200 })

test('fewer than eight colleagues are no baseline, and colleagues without a value do not count', () => {
  assert.equal(likeColleagues(1, [0, 0, 0, 0, 0, 0, 0]), null)
  assert.equal(likeColleagues(1, [...Array.from({ length: 7 }, () => 0), Number.NaN]), null)
  assert.equal(likeColleagues(Number.NaN, Array.from({ length: 20 }, () => 0)), null)
})

test('"one in N" in steps a person can read, and never rarer than the crowd is large', () => {
  assert.deepEqual(likeColleagues(5, Array.from({ length: 19 }, () => 0)), { oneIn: 20, colleagues: 19 })
  assert.deepEqual(likeColleagues(5, Array.from({ length: 19 }, (_, n) => (n < 9 ? 6 : 0))), { oneIn: 2, colleagues: 19 })
  fc.assert(fc.property(crowd, fc.double({ min: -60, max: 60, noNaN: true }), (others, value) => assert.ok((likeColleagues(value, others)?.oneIn ?? 0) <= others.length + 1)))
})

test('the order of colleagues does not matter, and a more unusual account is never called more usual', () => {
  fc.assert(
    fc.property(crowd, fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }), (others, value, more) => {
      assert.deepEqual(likeColleagues(value, others), likeColleagues(value, others.toReversed()))
      assert.ok((likeColleagues(value + more, others)?.oneIn ?? 0) >= (likeColleagues(value, others)?.oneIn ?? 0))
    }),
  )
})
