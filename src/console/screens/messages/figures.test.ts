import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atLeast, perDay, perDayRange } from './figures.ts'

test('a share is never rounded up', () => {
  assert.equal(atLeast(0.9499), '94 %')
  assert.equal(atLeast(0), '0 %')
})

test('a rate has as many figures as it deserves, and its interval', () => {
  assert.equal(perDay(1.44), '1.4 a day')
  assert.equal(perDayRange({ value: 0.2, low: 0.054, high: 12.4 }), '0.20 (0.05 to 12)')
})
