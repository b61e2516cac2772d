import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bytes, countInWords, decibans, oneIn, span, spanInWords } from './numbers.ts'
import { sharedWords } from './shared.ts'
import { assigneeWord, timelineWords } from './words.ts'

describe('numbers in words', () => {
  it('says durations in one unit', () => {
    assert.equal(span(20_000), 'under 1 min')
    assert.equal(span(90 * 60_000), '2 h')
    assert.equal(span(47 * 3_600_000), '47 h')
    assert.equal(spanInWords(3 * 86_400_000), '3 days')
    assert.equal(spanInWords(3_600_000), '1 hour')
  })

  it('writes small numbers as words', () => {
    assert.equal(countInWords(0, 'case'), 'no cases')
    assert.equal(countInWords(1, 'case'), 'one case')
    assert.equal(countInWords(1204, 'case'), '1,204 cases')
  })

  it('signs decibans, and never writes minus zero', () => {
    assert.equal(decibans(6.24), '+6.2')
    assert.equal(decibans(-6.5), '−6.5')
    fc.assert(fc.property(fc.double({ min: -0.04, max: 0.04, noNaN: true }), (value) => decibans(value) === '0.0'))
  })

  it('says shares and sizes', () => {
    assert.equal(oneIn(1 / 343), '1 in 343')
    assert.equal(oneIn(0), 'none')
    assert.equal(bytes(397 * 1024), '397 KB')
  })
})

describe('what two records share', () => {
  it('is named with its value', () => {
    assert.equal(sharedWords('phone', '+12025550147'), 'the telephone number +12025550147')
    assert.equal(sharedWords('file-id', 'rsid-root:00A47C31'), 'an inner mark of the file (00A47C31)')
  })

  it('is left alone when it is words already, or of a kind nobody has named yet', () => {
    assert.equal(sharedWords('phone', 'the phone number +1 ··'), 'the phone number +1 ··')
    assert.equal(sharedWords('comet', 'x'), 'x')
  })
})

describe('codes of the server', () => {
  it('are said in words', () => {
    assert.equal(timelineWords('Moved to step-up-offered'), 'Now: Check offered')
    assert.equal(timelineWords('Rules judged it: look — again'), 'The rules say: Worth a look — again')
    assert.equal(timelineWords('Moved to the moon'), 'Moved to the moon')
  })

  it('do not show ids for people', () => {
    const me = { id: '01a20962-63a2-7028-b26d-b1f0d89860bd', name: 'Kim' }
    assert.equal(assigneeWord(me.id, me), 'with you')
    assert.equal(assigneeWord('01a20962-63a2-7028-b26d-000000000000', me), 'somebody has it')
    assert.equal(assigneeWord('Mira Holm', me), 'with Mira Holm')
  })
})
