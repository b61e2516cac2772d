import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commonWords } from './common-words.ts'

const cut = (text: string, spans: readonly (readonly [number, number])[]): string[] => spans.map(([from, to]) => text.slice(from, to))

test('the words two sentences share are stretches of either', () => {
  const [a, b] = ['Reduced gas of the vault by 37 %', 'We reduced the gas of our vault by 37 percent']
  const { a: mine, b: theirs } = commonWords(a, b)
  assert.deepEqual(cut(a, mine), ['Reduced gas of', 'vault by 37'])
  assert.deepEqual(cut(b, theirs), ['reduced', 'gas of', 'vault by 37'])
})

test('a sentence shares all of itself; nothing is shared with nothing', () => {
  assert.deepEqual(commonWords('one two', 'one two').a, [[0, 7]])
  assert.deepEqual(commonWords('one two', '').a, [])
})

test('both sides hold the same words in the same order', () => {
  const words = fc.array(fc.constantFrom('gas', 'vault', 'cut', 'by', '9'), { maxLength: 12 }).map((list) => list.join(' '))
  fc.assert(
    fc.property(words, words, (a, b) => {
      const found = commonWords(a, b)
      const said = (text: string, spans: typeof found.a): string => cut(text, spans).join(' ')
      assert.equal(said(a, found.a), said(b, found.b))
    }),
  )
})
