import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { caseStates } from '../../../core/case.ts'
import { postures } from '../../../core/posture.ts'
import type { QueueRow } from '../../../http/contract.ts'
import { answer, sectionOf } from './answer.ts'

const row = (part: Partial<QueueRow>): QueueRow => ({
  case: 'c',
  subject: 's',
  label: 'Jordan',
  door: 'apply',
  posture: 'routine',
  verdict: null,
  why: '',
  state: 'evidence',
  waitingSince: 0,
  assignee: null,
  evidence: 1,
  linked: 0,
  ...part,
})

describe('the sections of the queue', () => {
  it('put a case where its next step is ours into "now"', () => {
    assert.equal(sectionOf(row({ posture: 'challenge' })), 'now')
    assert.equal(sectionOf(row({ posture: 'look', verdict: 'block', door: 'messages' })), 'now')
    for (const state of ['decision', 'failed', 'declined-with-reason', 'contest'] as const)
      assert.equal(sectionOf(row({ state })), 'now')
  })

  it('leave a case whose check is out with the other side, however grave it looks', () => {
    assert.equal(sectionOf(row({ posture: 'escalate', state: 'step-up-offered' })), 'others')
  })

  it('never press a closed case on anybody', () => {
    for (const posture of postures) assert.equal(sectionOf(row({ posture, state: 'closed' })), 'closed')
  })

  it('have a place for every state and posture', () => {
    for (const state of caseStates) for (const posture of postures) assert.ok(sectionOf(row({ state, posture })))
  })
})

describe('the first line of the queue', () => {
  it('says what needs a person, and how long it has waited', () => {
    const rows = [
      row({ posture: 'challenge', waitingSince: 0 }),
      row({ posture: 'escalate', waitingSince: 86_400_000 }),
      row({}),
    ]
    assert.equal(answer(rows, 3, 3 * 86_400_000, false), 'Two cases need a person now. The oldest has waited 3 days.')
    assert.equal(
      answer(rows.slice(1, 2), 1, 3 * 86_400_000, false),
      'One case needs a person now. It has waited 48 hours.'.replace('48 hours', '2 days'),
    )
  })

  it('says so when nothing does', () => {
    assert.equal(answer([row({})], 12, 0, false), 'Nothing needs a person now; twelve cases are in the house.')
  })
})
