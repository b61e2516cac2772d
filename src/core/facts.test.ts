import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rarityBits } from './artefact.ts'
import { errorCodes } from './error-codes.ts'
import { SallyportError } from './errors.ts'
import { factAt, whyMissing } from './facts.ts'

test('a fact is found by its path; inherited properties are no facts', () => {
  assert.equal(factAt({ resume: { file: { pages: 2 } } }, 'resume.file.pages'), 2)
  assert.equal(factAt({ resume: {} }, 'resume.constructor'), undefined)
  assert.equal(factAt({ resume: null }, 'resume.file'), undefined)
})

test('a missing fact is explained by the nearest reason', () => {
  const unavailable = { resume: 'the file could not be read', 'resume.text': 'the scan has no text layer' }
  assert.equal(whyMissing({}, unavailable, 'resume.text.words'), 'the scan has no text layer')
  assert.equal(whyMissing({}, unavailable, 'resume.file'), 'the file could not be read')
  assert.equal(whyMissing({}, {}, 'session.zone'), 'there is no check-in here')
  assert.equal(whyMissing({ resume: { polish: {} } }, {}, 'resume.polish.advertRun'), 'polish, advert run: not measured in the résumé')
  assert.equal(whyMissing({ session: { zone: 0 } }, {}, 'session.zone'), null)
})

test('what everybody carries is not rare', () => {
  assert.equal(rarityBits(1_000, 1_000) < 0.01, true)
  assert.ok(rarityBits(1, 1_023) === 10)
})

test('the error registry is sorted, and every code tells a person what to do', () => {
  const codes = Object.keys(errorCodes)
  assert.deepEqual(codes, [...codes].sort())
  for (const [code, { status, advice }] of Object.entries(errorCodes)) {
    assert.match(code, /^SP_[A-Z0-9_]+$/)
    assert.ok(status >= 400 && status < 600, code)
    assert.match(advice, /^[A-Z].*\.$/, code)
  }
  assert.match(new SallyportError('SP_SIGN_IN', 'The session has ended.').toText(), /^SP_SIGN_IN: The session has ended\.\nSign in again\. +docs\/errors\.md#sp_sign_in$/)
})
