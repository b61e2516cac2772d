import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readText } from '../../../doors/messages/parsers/text.ts'
import { measureMessage } from '../measure.ts'
import { messageFeatures, tableSize, wordFeatures } from './features.ts'
import { classesOf } from './classes.ts'
import { sentences, stem } from './tokens.ts'

const wording = (text: string): { score: number; places: { text: string }[] } => measureMessage(readText(text)).facts.wording
const kind = (): string => 'unknown'

test('an ask that no single phrase holds still reads like a lure, and the sentences that say so are named', () => {
  const lure = wording(
    'Hello, we are in the room already. Your side is silent. The page offers a component for the sound, take it and come back, the partners must leave soon. https://rooms-call.live/j/88',
  )
  const honest = wording('Hello, we are in the room already. Your side is silent, I call you by phone. https://zoom.us/j/88120011223')
  assert.ok(lure.score > 1, String(lure.score))
  assert.ok(honest.score < 0, String(honest.score))
  assert.ok(lure.places.some(({ text }) => /component/.test(text)))
})

test('how well somebody writes a language is no signal: courtesy and slips change nothing', () => {
  const plain = 'The exercise is at the link, take two weeks, a container is fine.'
  for (const manner of ['sir', 'kindly', 'pls', 'ur', 'u', 'dear', 'thx']) {
    const [marked] = sentences(`${manner} ${plain}`, kind)
    const [without] = sentences(plain, kind)
    assert.deepEqual(new Set(wordFeatures(marked?.tokens ?? [])), new Set(wordFeatures(without?.tokens ?? [])), manner)
  }
})

test('names, addresses and numbers are not words: they leave no trace', () => {
  const tokens = sentences('Write mia@own.example or @mia_own, 881 200 EUR, see https://a.example/x?u=mia', kind)[0]?.tokens ?? []
  assert.deepEqual(tokens.filter((token) => /mia|881|example/.test(token)), [])
  assert.ok(tokens.includes('~unknown') && tokens.includes('~handle') && tokens.includes('~sum'))
})

test('who says when is no part of what is said', () => {
  const said = (line: string): readonly string[] => sentences(line, kind)[0]?.tokens ?? []
  assert.deepEqual(said('[14:02] install it'), said('install it'))
  assert.deepEqual(said('12/06/26, 14:02 - install it').slice(-2), said('install it'))
})

test('a denied word is another word', () => {
  const features = (text: string): Set<string> => new Set(wordFeatures(sentences(text, kind)[0]?.tokens ?? []))
  assert.ok(features('nothing to install here').has(`n:${stem('install')}`))
  assert.ok(features('nothing to install here').has('k:not-get'))
  assert.ok(!features('please install it').has(`n:${stem('install')}`))
})

test('a word stands for the same in other languages, also where words have no spaces between them', () => {
  assert.deepEqual(classesOf('escritorio'), [])
  assert.ok(classesOf('gehalt').includes('salary'))
  assert.ok(classesOf('请下载会议客户端').includes('get'))
  assert.ok(classesOf('请下载会议客户端').includes('meeting'))
})

test('any text gives sorted feature numbers in the table, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const { facts } = measureMessage(readText(text))
      const found = messageFeatures(sentences(text, kind), facts)
      assert.deepEqual(messageFeatures(sentences(text, kind), facts), found)
      assert.deepEqual([...found].sort((a, b) => a - b), [...found])
      assert.ok(found.every((one) => one >= 0 && one < tableSize))
      assert.ok(Number.isFinite(facts.wording.score))
    }),
    { numRuns: 60 },
  )
})
