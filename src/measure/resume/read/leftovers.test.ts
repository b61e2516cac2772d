import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInvisible, readLeftovers } from './leftovers.ts'

test('blanks of a template are found, square brackets in prose are not', () => {
  const of = (text: string): number => readLeftovers(text).placeholders.length
  assert.equal(of('Engineer at [Company Name]'), 1)
  assert.equal(of('Lorem ipsum dolor'), 1)
  assert.equal(of('raised sales by XX%'), 1)
  assert.equal(of('wrote [1] and arrays like a[i], {x}'), 0)
  assert.equal(of('Company: Acme; City: Oslo'), 0)
})

test('words of a text generator are found, writing about one is not', () => {
  const of = (text: string): number => readLeftovers(text).assistant.length
  assert.equal(of("Certainly! Here's a polished version of your summary"), 1)
  assert.equal(of('Built an AI assistant for support staff'), 0)
})

test('characters without width are counted, soft hyphens and joiners of scripts are not', () => {
  assert.equal(readInvisible('a\u200bb\u2060c\u202e').length, 3)
  assert.equal(readInvisible('co\u00adop \u0915\u094d\u200d').length, 0)
})
