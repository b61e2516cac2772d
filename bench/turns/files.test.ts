import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { measureTurns } from '../../src/measure/turns/measure.ts'
import { readCalls } from './files.ts'

/** Ten zero-think questions, answered after 600 ms over a line of 120 ms, in the units and names of `write`. */
function read(write: (call: { turns: { speaker: string; start: number; end: number; kind?: string }[] }) => unknown) {
  const turns = Array.from({ length: 10 }, (_, k) => [
    { speaker: 'interviewer', start: 10 * k, end: 10 * k + 2, kind: 'zero_think' },
    { speaker: 'candidate', start: 10 * k + 2.72, end: 10 * k + 4 },
  ]).flat()
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-turns-'))
  writeFileSync(path.join(folder, 'one.json'), JSON.stringify(write({ turns })))
  return readCalls(folder)[0]!
}
const quartile = (one: ReturnType<typeof read>) => Math.round(measureTurns(one.call).facts.zeroThink!.lowerQuartileMs)
const network = { rtt_ms: 100, playout_ms: 10, remote_playout_ms: 10 }

test('seconds, milliseconds and their names are read alike', () => {
  assert.equal(quartile(read(({ turns }) => ({ label: 'direct', network, turns }))), 600)
  assert.equal(quartile(read(({ turns }) => ({ label: 'direct', network: [{ t: 0, rtt: 0.1, playout: 0.01, remotePlayout: 0.01 }], turns }))), 600)
  const inMs = read(({ turns }) => ({ label: 'processed', added_delay_ms: 1500, network: { rtt: 100, playout: 10 / 1000, remote_playout_ms: 10 }, turns: turns.map((turn) => ({ ...turn, start: 1000 * turn.start, end: 1000 * turn.end })) }))
  assert.equal(quartile(inMs), 600)
  assert.equal(inMs.addedMs, 1500)
})

test('a kind of question that stands on the answer belongs to the question', () => {
  const one = read(({ turns }) => ({ label: 'direct', network, turns: turns.map((turn) => (turn.speaker === 'candidate' ? { ...turn, question_kind: 'yes/no' } : { ...turn, kind: undefined })) }))
  assert.equal(quartile(one), 600)
})

test('what is usual goes by many names; everything else is unusual', () => {
  const kind = (profile: string) => read(({ turns }) => ({ label: 'direct', profile, network, turns })).kind
  assert.deepEqual(['normal', 'typical', 'slow', 'satellite'].map(kind), ['ordinary', 'ordinary', 'slow', 'satellite'])
})

test('a file without a label is refused by name', () => {
  assert.throws(() => read(({ turns }) => ({ turns })), /one\.json#0: label/)
})
