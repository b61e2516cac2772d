import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingKind } from './sections.ts'

test('headings are known through case, decoration and letter-spacing', () => {
  for (const text of [
    'Experience',
    'WORK EXPERIENCE',
    'Professional Experience:',
    '— employment history —',
    'E X P E R I E N C E',
  ])
    assert.equal(headingKind(text), 'experience', text)
  assert.equal(headingKind('Technical Skills & Tools'), 'skills')
  assert.equal(headingKind('Tools & Technologies'), 'skills')
  assert.equal(headingKind('EDUCATION'), 'education')
})

test('sentences that begin with such a word are no headings', () => {
  for (const text of [
    'Experience with distributed systems and databases',
    'Education is what remains',
    'Skills in Rust',
    '',
  ])
    assert.equal(headingKind(text), null, text)
})
