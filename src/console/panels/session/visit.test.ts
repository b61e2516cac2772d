import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionFacts } from '../../fixtures/checkin.ts'
import { offsetsOf } from './offsets.ts'
import { pathAnswer, remarks, visitOf } from './visit.ts'

test('facts of another shape are no visit; half of one is drawn by halves', () => {
  for (const facts of [null, 7, {}, { path: { relay: 'rented' } }, { typing: { pasted: 3 } }]) assert.equal(visitOf(facts), null)
  const half = visitOf({ path: { probes: 16, hiddenLegMs: null }, typing: { pasted: 3 } })
  assert.equal(half?.typing, null)
  assert.equal(pathAnswer(half!), 'How the connection runs was not seen.')
})

test('the first line says what was measured, never what it means', () => {
  assert.equal(pathAnswer(visitOf(sessionFacts)!), 'A leg of about 161 ms lies behind the end of the connection.')
})

test('what stands out comes with what else it may mean; what is unknown says so', () => {
  const all = remarks(visitOf(sessionFacts)!)
  assert.deepEqual(all.filter(({ also }) => also !== '').map(({ name }) => name), ['System', 'Worker'])
  const bare = remarks(visitOf({ device: { ...sessionFacts.device, gpu: null } })!)
  assert.equal(bare.find(({ name }) => name === 'Graphics')?.value, 'not known')
})

test('a place is drawn as the clocks it keeps', () => {
  const july = Date.UTC(2026, 6, 1)
  assert.deepEqual(offsetsOf('Asia/Tokyo', july), [9, 9])
  const [from, to] = offsetsOf('US', july) ?? [0, 0]
  assert.ok(from <= -10 && to >= -4)
  assert.equal(offsetsOf('Nowhere/Atall', july), null)
})
