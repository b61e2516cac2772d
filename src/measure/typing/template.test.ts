import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { featureCount } from './features.ts'
import type { Keystroke } from './keystrokes.ts'
import { mergeTemplates, readTemplate, storeTemplate, templateOf } from './template.ts'

const strokes = fc
  .array(
    fc.record({
      key: fc.constantFrom('a', 'KeyE', 'Space', 'shift', 'F5'),
      pause: fc.integer({ min: 0, max: 900 }),
      dwell: fc.integer({ min: 1, max: 400 }),
    }),
    { minLength: 2, maxLength: 60 },
  )
  .map((list): Keystroke[] => {
    let at = 0
    return list.map(({ key, pause, dwell }) => ({ key, down: (at += pause), up: at + dwell }))
  })

const near = (a: Float64Array, b: Float64Array): void =>
  a.forEach((value, f) => assert.ok(Math.abs(value - b[f]!) < 1e-9 * (1 + Math.abs(value)), `feature ${f}`))

test('templates added are the template of both', () => {
  fc.assert(
    fc.property(strokes, strokes, (one, two) => {
      const both = templateOf([one, two])
      const added = mergeTemplates([templateOf([one]), templateOf([two])])
      near(added.count, both.count)
      near(added.mean, both.mean)
      near(added.squares, both.squares)
    }),
  )
})

test('the clock on which times lie does not matter', () => {
  fc.assert(
    fc.property(strokes, fc.integer({ min: 0, max: 1_000_000 }), (list, later) => {
      const moved = list.map((stroke) => ({ key: stroke.key, down: stroke.down + later, up: stroke.up + later }))
      near(templateOf([moved]).mean, templateOf([list]).mean)
    }),
  )
})

test('a template survives being stored, and a damaged one is refused', () => {
  const template = templateOf([
    [
      { key: 'a', down: 0, up: 80 },
      { key: 'b', down: 150, up: 260 },
    ],
  ])
  const stored = storeTemplate(template)
  near(readTemplate(JSON.parse(JSON.stringify(stored)))!.mean, Float64Array.from(stored.mean))
  assert.equal(readTemplate({ ...stored, mean: stored.mean.slice(1) }), null)
  assert.equal(readTemplate({ ...stored, count: stored.count.map(() => -1) }), null)
  assert.equal(stored.count.length, featureCount)
})

test('neither text nor the order of keys is kept', () => {
  const type = (keys: string): Keystroke[] => [...keys].map((key, k) => ({ key, down: 200 * k, up: 200 * k + 90 }))
  const one = storeTemplate(templateOf([type('tonest')]))
  assert.ok(!JSON.stringify(one).includes('tonest'))
})
