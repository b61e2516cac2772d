import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysOf, dueOf, retentionClasses, type Clocked } from './retention.ts'

const items = fc.array(fc.record({ subject: fc.constantFrom('a', 'b', 'c', 'd'), evidence: fc.option(fc.uuid()), startedAt: fc.option(fc.integer({ min: 0, max: 1e12 })) }), { maxLength: 30 })
const days = fc.integer({ min: 1, max: 3_650 })
const now = fc.integer({ min: 0, max: 2e12 })

test('what is under a hold is never due; what has not started never is', () => {
  fc.assert(
    fc.property(items, days, now, fc.subarray(['a', 'b', 'c', 'd']), (all, limit, at, held) => {
      for (const due of dueOf(all, limit, new Set(held), at)) assert.ok(!held.includes(due.subject) && due.startedAt !== null)
    }),
  )
})

test('longer clocks and more holds never make more due; time never makes less', () => {
  const has = (some: readonly Clocked[], more: readonly Clocked[]) => some.every((one) => more.includes(one))
  fc.assert(
    fc.property(items, days, days, now, now, fc.subarray(['a', 'b']), (all, d1, d2, t1, t2, held) => {
      const none = new Set<string>()
      assert.ok(has(dueOf(all, Math.max(d1, d2), none, t1), dueOf(all, Math.min(d1, d2), none, t1)))
      assert.ok(has(dueOf(all, d1, new Set(held), t1), dueOf(all, d1, none, t1)))
      assert.ok(has(dueOf(all, d1, none, Math.min(t1, t2)), dueOf(all, d1, none, Math.max(t1, t2))))
    }),
  )
})

test('a clock that is set wrongly falls back to its default, never to forever', () => {
  const [first] = retentionClasses
  assert.ok(first)
  assert.equal(daysOf(first, { [first.id]: 30 }), 30)
  assert.equal(daysOf(first, { [first.id]: 0 }), first.days)
  assert.equal(daysOf(first, 'nonsense'), first.days)
})
