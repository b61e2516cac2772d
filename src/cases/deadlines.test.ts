import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caseStates } from '../core/case.ts'
import { deadlinesOf, type Timed } from './deadlines.ts'
import { menuOf } from './menu.ts'
import { readCaseSettings } from './settings.ts'

const settings = readCaseSettings({})
const hour = 3_600_000
const fresh: Timed = { state: 'evidence', verifications: [], decision: null, noticeAt: null, waitingSince: 0, assignee: null }

test('a check that held is to be closed within the clearing time; a late one says so', () => {
  const events = [{ at: 10, type: 'check', data: { check: 'live-id', outcome: 'verified' } }]
  const [due] = deadlinesOf({ ...fresh, state: 'verified', verifications: ['verified'] }, events, settings, 10 + 49 * hour)
  assert.deepEqual(due, { what: 'clearing', whose: 'us', due: 10 + 48 * hour, overdue: true })
})

test('a person has at least a fortnight to contest, whatever is set', () => {
  assert.equal(readCaseSettings({ contestDays: 3 }).contestDays, 14)
  const [due] = deadlinesOf({ ...fresh, state: 'notice', noticeAt: 5 }, [], { ...settings, contestDays: 21 }, 6)
  assert.equal(due?.due, 5 + 21 * 24 * hour)
})

test('a taken case waits for nobody; nothing is due on a closed one', () => {
  assert.deepEqual(deadlinesOf({ ...fresh, assignee: 'ada' }, [], settings, 1), [])
  assert.deepEqual(deadlinesOf({ ...fresh, state: 'closed' }, [], settings, 1), [])
})

test('overdue is a matter of time alone: once late, always late', () => {
  fc.assert(
    fc.property(fc.constantFrom(...caseStates), fc.nat(1e12), fc.nat(1e12), (state, a, b) => {
      const at = (now: number) => deadlinesOf({ ...fresh, state, noticeAt: 0 }, [{ at: 0, type: 'check', data: { outcome: null } }, { at: 0, type: 'move', data: { to: state } }], settings, now)
      const [early, late] = [at(Math.min(a, b)), at(Math.max(a, b))]
      assert.ok(early.every((one, i) => !one.overdue || late[i]?.overdue === true))
    }),
  )
})

const challenge = (id: string, minutes: number) => ({ id, title: `Check ${id}`, for: ['apply' as const], minutes, instructions: 'Do it like this.', alternative: 'Or like this.' })

test('the menu is the same for everybody in a band: findings order it and nothing more', () => {
  const all = [challenge('a', 5), challenge('b', 20), challenge('c', 60)]
  const finding = fc.record({ rule: fc.string(), decibans: fc.double({ min: -5, max: 12, noNaN: true }), clears: fc.subarray(['a', 'b', 'c']) })
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 6 }), fc.array(finding, { maxLength: 6 }), (one, other) => {
      const ids = (findings: typeof one) => menuOf(all, 'apply', 'challenge', findings).map(({ id }) => id).sort()
      assert.deepEqual(ids(one), ids(other))
    }),
  )
  assert.deepEqual(menuOf(all, 'apply', 'look', []).map(({ id }) => id), ['a', 'b'])
  assert.deepEqual(menuOf(all, 'apply', 'routine', []), [])
})
