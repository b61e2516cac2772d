import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Call, NetworkSample, Turn } from './call.ts'
import { turnsFacts } from './facts.ts'
import { measureTurns } from './measure.ts'

/** Questions every ten seconds, answered after the given times (ms), over a line of the given delay. */
function call(responses: readonly number[], line = 0, question: Turn['question'] = 'zero-think'): Call {
  const turns = responses.flatMap((response, k): Turn[] => {
    const at = 10_000 * k
    return [
      { speaker: 'interviewer', startMs: at, endMs: at + 2000, question },
      {
        speaker: 'candidate',
        startMs: at + 2000 + response + line,
        endMs: at + 3000 + response + line,
        question: null,
      },
    ]
  })
  const network: NetworkSample[] = responses.map((_, k) => ({
    atMs: 10_000 * k,
    rttMs: line / 2,
    playoutMs: line / 4,
    remotePlayoutMs: line / 4,
  }))
  return { source: 'room', turns, network }
}
const usual = [420, 610, 380, 900, 550, 2100, 480, 700, 350, 640]
const later = (ms: number): number[] => usual.map((gap) => gap + ms)

test('facts keep to their schema', () => {
  turnsFacts.parse(measureTurns(call(usual, 120)).facts)
})

test('a slow line alone is taken off: 300 ms more of network change nothing', () => {
  const near = measureTurns(call(usual, 40)).facts
  const far = measureTurns(call(usual, 600)).facts
  assert.equal(far.zeroThink!.lowerQuartileMs, near.zeroThink!.lowerQuartileMs)
  assert.ok(far.delay!.decibans < 0)
})

test('a constant delay of 1.5 s is heard and sized; the usual answers are not', () => {
  const delayed = measureTurns(call(later(1500), 200)).facts
  assert.ok(delayed.delay!.decibans > 6)
  assert.ok(delayed.delay!.lowMs <= 1500 && delayed.delay!.highMs >= 1500)
  assert.ok(measureTurns(call(usual, 200)).facts.delay!.decibans < 0)
})

test('a later time shift of the whole recording moves nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_600_000 }), (by) => {
      const one = call(usual, 100)
      const moved = {
        ...one,
        turns: one.turns.map((turn) => ({ ...turn, startMs: turn.startMs + by, endMs: turn.endMs + by })),
        network: one.network.map((sample) => ({ ...sample, atMs: sample.atMs + by })),
      }
      assert.deepEqual(measureTurns(moved).facts.delay, measureTurns(one).facts.delay)
    }),
    { numRuns: 10 },
  )
})

test('more delay never lowers the estimate', () => {
  const sizes = [0, 600, 1200, 1800, 2400].map((ms) => measureTurns(call(later(ms))).facts.delay!.decibans)
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
  )
})

test('seven answers are too few, and an accommodation concludes nothing', () => {
  assert.match(measureTurns(call(later(2000).slice(0, 7))).unavailable['delay']!, /7 zero-think answers/)
  const interpreted = measureTurns({ ...call(later(2500)), accommodated: true })
  assert.equal(interpreted.facts.delay, null)
  assert.match(interpreted.unavailable['delay']!, /interpreter/)
})

test('sounds of listening are not answers, and probes are read net of the line', () => {
  const turns: Turn[] = [
    { speaker: 'interviewer', startMs: 0, endMs: 40_000, question: 'easy' },
    { speaker: 'candidate', startMs: 12_000, endMs: 12_300, question: null },
    { speaker: 'candidate', startMs: 40_700, endMs: 60_000, question: null },
    { speaker: 'interviewer', startMs: 55_000, endMs: 58_000, question: 'interrupt' },
    { speaker: 'interviewer', startMs: 70_000, endMs: 76_000, question: 'shadow' },
    { speaker: 'candidate', startMs: 71_000, endMs: 77_000, question: null },
  ]
  const network = [{ atMs: 60_000, rttMs: 100, playoutMs: 50, remotePlayoutMs: 50 }]
  const { facts } = measureTurns({ source: 'room', turns, network })
  assert.equal(facts.lively!.backChannels, 1)
  assert.equal(facts.probes.interruptStopMs, 4800)
  assert.equal(facts.probes.shadowLagMs, 800)
})

test('broken times give reasons, never an exception', () => {
  const turn = fc.record({
    speaker: fc.constantFrom('interviewer' as const, 'candidate' as const),
    startMs: fc.double(),
    endMs: fc.double(),
    question: fc.constantFrom('zero-think' as const, 'hard' as const, 'interrupt' as const, null),
  })
  const sample = fc.record({
    atMs: fc.double(),
    rttMs: fc.double(),
    playoutMs: fc.option(fc.double()),
    remotePlayoutMs: fc.option(fc.double()),
  })
  fc.assert(
    fc.property(fc.array(turn), fc.array(sample), (turns, network) => {
      turnsFacts.parse(measureTurns({ source: 'tracks', turns, network }).facts)
    }),
  )
  const broken = call(usual)
  const { unavailable } = measureTurns({ ...broken, turns: broken.turns.map((one) => ({ ...one, endMs: Number.NaN })) })
  assert.match(unavailable['turns']!, /cannot be right/)
})
