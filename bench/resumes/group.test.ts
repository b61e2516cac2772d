import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tabulate } from './evaluate.ts'
import { adjustedRand, averageLinkage } from './group.ts'
import { changeOf } from './read.ts'

test('two tight groups are found, and one chance likeness does not chain them', () => {
  const family = [0, 0, 0, 1, 1, 1]
  const scores = tabulate(6, (a, b) => (family[a] === family[b] ? 5 : a === 2 && b === 3 ? 4 : -5))
  assert.equal(adjustedRand(family.map(String), averageLinkage(scores, 0)), 1)
})

test('the adjusted Rand index is one for equal and about nought for unrelated groupings', () => {
  assert.equal(adjustedRand(['a', 'a', 'b', 'b'], [7, 7, 9, 9]), 1)
  assert.ok(adjustedRand(['a', 'a', 'b', 'b'], [0, 1, 0, 1]) <= 0)
})

test('a file name says what was changed', () => {
  assert.equal(changeOf('p00.pdf'), '')
  assert.equal(changeOf('p53.recolour+scale.pdf'), 'recolour+scale')
  assert.equal(changeOf('07-cairo.pdf'), 'cairo')
  assert.equal(changeOf('person12.docx'), '')
})
