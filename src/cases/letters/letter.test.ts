import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SallyportError } from '../../core/errors.ts'
import { letterFiles, publicLettersFolder } from '../../store/letters.ts'
import { fillLetter, gapsOf, letterKinds, readLetterPack } from './letter.ts'

const packs = letterFiles(publicLettersFolder).map(readLetterPack)
const known = new Set(['person', 'company', 'contact', 'date', 'checks', 'alternative', 'retention', 'reasons', 'evidence', 'contestBy', 'contestLink', 'audit', 'agreement'])
const values = Object.fromEntries([...known].map((name) => [name, `<${name}>`]))

test('every jurisdiction has every letter, with sources, and asks for nothing that a case cannot give', () => {
  assert.deepEqual(packs.map(({ jurisdiction }) => jurisdiction).sort(), ['EU', 'UK', 'US-CA', 'US-CO', 'US-IL', 'US-NYC'])
  for (const pack of packs) {
    for (const kind of letterKinds) {
      for (const gap of gapsOf(pack.letters[kind].body)) assert.ok(known.has(gap), `${pack.jurisdiction} ${kind}: ${gap}`)
      assert.doesNotMatch(fillLetter(pack, kind, values).text, /\{\{/)
    }
  }
})

test('whoever is turned away learns why, that a person decided, and where and until when to contest', () => {
  for (const pack of packs) {
    const gaps = gapsOf(pack.letters['adverse-decision'].body)
    for (const gap of ['reasons', 'evidence', 'contestLink', 'contestBy', 'contact']) assert.ok(gaps.includes(gap), `${pack.jurisdiction}: ${gap}`)
    assert.match(pack.letters['adverse-decision'].body, /person decided/)
  }
})

test('New York’s notice comes ten business days before', () => {
  assert.equal(fillLetter(packs.find(({ jurisdiction }) => jurisdiction === 'US-NYC') as (typeof packs)[number], 'notice', values).businessDaysBefore, 10)
})

test('a gap refuses the letter; what a person wrote is no template', () => {
  const pack = packs[0] as (typeof packs)[number]
  assert.throws(() => fillLetter(pack, 'notice', { ...values, contact: ' ' }), (error: unknown) => error instanceof SallyportError && error.code === 'SP_INPUT')
  assert.match(fillLetter(pack, 'notice', { ...values, person: '{{contact}}' }).text, /Dear \{\{contact\}\}/)
})
