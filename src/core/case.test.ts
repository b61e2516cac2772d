import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caseStates, contestDays, decideCase, moveCase, openMoves, type CaseRecord, type CaseState } from './case.ts'
import { SallyportError } from './errors.ts'

const day = 86_400_000
const fresh: CaseRecord = { state: 'intake', verifications: [], decision: null, noticeAt: null }
const refused = (error: unknown): boolean => error instanceof SallyportError && error.code === 'SP_CASE_MOVE'
const walk = (...states: CaseState[]): CaseRecord => states.reduce((record, state) => moveCase(record, state, 0), fresh)

test('there is no edge from a score to a decision: every way there passes a verification outcome', () => {
  const verification = new Set<CaseState>(['verified', 'declined-with-reason', 'failed'])
  const reached = new Set<CaseState>(['intake'])
  for (const state of reached) for (const next of openMoves(state)) if (!verification.has(next)) reached.add(next)
  assert.ok(!reached.has('decision') && !reached.has('notice'))
})

test('an adverse decision needs a failed or declined verification, a named person and a reason', () => {
  const verified = walk('evidence', 'step-up-offered', 'verified', 'decision')
  assert.throws(() => decideCase(verified, { outcome: 'not-proceed', by: 'Ada', reason: 'documents' }), refused)
  const failed = walk('evidence', 'step-up-offered', 'failed', 'decision')
  assert.throws(() => decideCase(failed, { outcome: 'not-proceed', by: ' ', reason: 'documents' }), refused)
  assert.throws(() => decideCase(failed, { outcome: 'not-proceed', by: 'Ada', reason: '' }), refused)
  assert.equal(decideCase(failed, { outcome: 'not-proceed', by: 'Ada', reason: 'documents' }).decision?.outcome, 'not-proceed')
  assert.throws(() => decideCase(walk('evidence'), { outcome: 'proceed', by: 'Ada', reason: 'fine' }), refused)
})

test('an adverse decision closes only after notice and the contest window', () => {
  const decided = decideCase(walk('evidence', 'step-up-offered', 'failed', 'decision'), { outcome: 'not-proceed', by: 'Ada', reason: 'documents' })
  assert.throws(() => moveCase(decided, 'closed', 0), refused)
  const noticed = moveCase(decided, 'notice', 5)
  assert.throws(() => moveCase(noticed, 'closed', 5 + contestDays * day - 1), refused)
  assert.equal(moveCase(noticed, 'closed', 5 + contestDays * day).state, 'closed')
  assert.equal(moveCase(noticed, 'contest', 6).state, 'contest')
})

test('whatever is tried, in any order, nobody is turned away without verification, notice and time', () => {
  const tried = fc.array(fc.record({ to: fc.constantFrom(...caseStates), decide: fc.boolean(), wait: fc.integer({ min: 0, max: 20 }) }), { maxLength: 40 })
  fc.assert(
    fc.property(tried, (steps) => {
      let record = fresh
      let now = 0
      for (const { to, decide, wait } of steps) {
        now += wait * day
        try {
          record = decide ? decideCase(record, { outcome: 'not-proceed', by: 'Ada', reason: 'r' }) : moveCase(record, to, now)
        } catch (error) {
          if (!refused(error)) throw error
        }
        if (record.decision?.outcome !== 'not-proceed') continue
        const last = record.verifications.at(-1)
        assert.ok(last === 'failed' || last === 'declined-with-reason')
        if (record.state === 'closed') assert.ok(record.noticeAt !== null && now - record.noticeAt >= contestDays * day)
      }
    }),
    { numRuns: 500 },
  )
})
