import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { typingFacts } from './facts.ts'
import { measureTyping } from './measure.ts'
import type { TypingContext, TypingSample } from './measure.ts'
import { readPopulation } from './population.ts'
import shipped from './population.json' with { type: 'json' }
import { templateOf } from './template.ts'

const population = readPopulation(shipped)
const off: TypingContext = { population, identity: false, earlier: null, accounts: [] }
const letters = 'the quick review took longer than expected and the team moved on '

function typed(keys: number, dwell: (k: number) => number, pace: (k: number) => number): TypingSample {
  let at = 1000
  const strokes = Array.from({ length: keys }, (_, k) => {
    const character = letters[k % letters.length]!
    at += pace(k)
    return { key: character === ' ' ? 'Space' : `Key${character.toUpperCase()}`, down: at, up: at + dwell(k) }
  })
  return { strokes, inputs: strokes.map((stroke) => ({ at: stroke.down + 1, type: 'insertText', length: 1 })) }
}
const uneven = (k: number): number => ((k * 7919) % 97) / 97
const person = (keys: number): TypingSample =>
  typed(
    keys,
    (k) => 80 + 60 * uneven(k),
    (k) => 120 + 200 * uneven(k + 5),
  )

test('facts keep to their schema', () => {
  const { facts } = measureTyping(person(500), { ...off, identity: true })
  typingFacts.parse(facts)
  assert.equal(facts.keys, 500)
})

test('a driven browser presses keys more evenly than hands', () => {
  const driven = measureTyping(
    typed(
      120,
      (k) => 80 + uneven(k),
      (k) => 82 + uneven(k),
    ),
    off,
  ).facts.machine
  assert.ok(driven.dwellSdMs! < 4 && driven.paceSdMs! < 15)
  const hands = measureTyping(person(120), off).facts.machine
  assert.ok(hands.dwellSdMs! > 7 && hands.paceSdMs! > 25)
})

test('text without keys is told from typed and from pasted text', () => {
  const filled = measureTyping({ strokes: [], inputs: [{ at: 5, type: 'insertText', length: 200 }] }, off).facts.machine
  assert.equal(filled.insertedWithoutKeysShare, 1)
  assert.equal(measureTyping(person(120), off).facts.machine.insertedWithoutKeysShare, 0)
  const pasted = measureTyping({ strokes: [], inputs: [{ at: 5, type: 'insertFromPaste', length: 200 }] }, off).facts
    .machine
  assert.deepEqual([pasted.pastedShare, pasted.insertedWithoutKeysShare], [1, 0])
})

test('without consent no hands are compared, and the reason is given', () => {
  const { facts, unavailable } = measureTyping(person(2000), off)
  assert.deepEqual([facts.hands, facts.several, facts.accounts], [null, null, null])
  assert.match(unavailable['hands']!, /consent/)
})

test('too few keys are "not enough", a coarse timer is "too coarse"', () => {
  const earlier = { template: templateOf([person(600).strokes]), evidence: 'ev_1' }
  const context = { ...off, identity: true, earlier }
  assert.match(measureTyping(person(100), context).unavailable['hands']!, /not enough/)
  const coarse = person(600)
  const hundredths = {
    ...coarse,
    strokes: coarse.strokes.map((stroke) => ({
      key: stroke.key,
      down: 100 * Math.round(stroke.down / 100),
      up: 100 * Math.round((stroke.up + 60) / 100),
    })),
  }
  const steps = {
    ...hundredths,
    strokes: hundredths.strokes.map((stroke, k) => ({ ...stroke, up: stroke.down + 100 * (k % 3) })),
  }
  assert.match(measureTyping(steps, context).unavailable['hands']!, /too coarse/)
  const enough = measureTyping(person(600), context).facts.hands!
  assert.equal(enough.strength, 'strong')
  assert.ok(enough.decibans > 0)
})

test('broken clocks and hostile payloads give "unknown", never an exception', () => {
  const stroke = fc.record({ key: fc.string(), down: fc.double(), up: fc.double() })
  const input = fc.record({ at: fc.double(), type: fc.string(), length: fc.double() })
  fc.assert(
    fc.property(fc.array(stroke), fc.array(input), (strokes, inputs) => {
      typingFacts.parse(measureTyping({ strokes, inputs }, { ...off, identity: true }).facts)
    }),
  )
  const backwards = person(300)
  const { facts, unavailable } = measureTyping(
    { ...backwards, strokes: backwards.strokes.toReversed() },
    { ...off, identity: true },
  )
  assert.match(unavailable['keys']!, /clock ran backwards/)
  assert.equal(facts.machine.dwellSdMs, null)
})

test('a payload of a million keys is bounded', () => {
  const strokes = Array.from({ length: 200_000 }, (_, k) => ({ key: 'a', down: 100 * k, up: 100 * k + 50 }))
  assert.equal(measureTyping({ strokes, inputs: [] }, off).facts.keys, 50_000)
})
