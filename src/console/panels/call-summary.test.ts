import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callSummary } from './call-summary.ts'

test('a call is told in sentences; what was not asked is not mentioned', () => {
  const facts = {
    basis: { source: 'tapped', turns: 20 },
    turns: { zeroThink: { answers: 9, lowerQuartileMs: 612.4 } },
    challenges: { face: { asked: 3, done: 2, artefacts: 1, refused: 0, notPossible: 0 }, voice: { asked: 0 }, knowledge: null },
  }
  const [turns, answers, face, ...rest] = callSummary(facts) ?? []
  assert.match(turns ?? '', /timed by key/)
  assert.match(answers ?? '', /within 612 ms/)
  assert.equal(face, 'Face cards: 2 done, 1 broke.')
  assert.deepEqual(rest, [])
})

test('facts of something else are no call', () => {
  for (const other of [null, 7, {}, { basis: {} }, []]) assert.equal(callSummary(other), null)
})
