import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { containment, sharedSpans } from './containment.ts'
import { shinglesOf, wordsOf } from './shingles.ts'
import { passageRows } from './sketch.ts'

const even = (): number => 1
const plain = (text: string): number[] => shinglesOf(text).map(({ shingle }) => shingle)
const words = fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 5, maxLength: 60 })
const passage =
  'Reduced settlement time of the clearing service from forty minutes to under nine by sharding the ledger'

test('a lifted passage is contained wholly, whatever stands around it', () => {
  const other = `${passage} and much else that only the other person wrote about their years in shipping`
  assert.equal(containment(plain(passage), new Set(plain(other)), even), 1)
  assert.ok(containment(plain(other), new Set(plain(passage)), even) < 0.65)
})

test('case, accents, dashes and list signs do not hide a copy', () => {
  assert.deepEqual(plain('• Réduced the Cost — of FIVE services'), plain('reduced the cost of five services'))
  assert.deepEqual(
    wordsOf('naïve 2.3x').map(({ text }) => text),
    ['naive', '2', '3x'],
  )
})

test('what everybody writes weighs nothing', () => {
  const boilerplate = new Set(plain('responsible for the design and development of'))
  const rarity = (shingle: number): number => (boilerplate.has(shingle) ? 0 : 10)
  assert.equal(containment(plain('responsible for the design and development of'), boilerplate, rarity), 0)
})

test('the passages are pointed at', () => {
  const text = `In Lyon I ${passage.toLowerCase()} as the only engineer`
  const [span, ...more] = sharedSpans(shinglesOf(text), new Set(plain(passage)))
  assert.deepEqual(more, [])
  assert.equal(text.slice(span?.start, span?.end), passage.toLowerCase())
})

test('an empty text contains nothing', () => {
  assert.equal(containment([], new Set([1]), even), 0)
  assert.equal(
    containment([1], new Set(), () => 0),
    0,
  )
})

test('laws: itself wholly; foreign text never raises it; order of the other does not matter', () => {
  fc.assert(
    fc.property(words, (list) => containment(plain(list.join(' ')), new Set(plain(list.join(' '))), even) === 1),
  )
  fc.assert(
    fc.property(words, words, (mine, foreign) => {
      const text = plain(mine.join(' '))
      const other = new Set(plain(foreign.join(' ')))
      const before = containment(text, other, even)
      const padded = [...text, ...plain(Array.from({ length: 12 }, (_, i) => `zzz${i}`).join(' '))]
      return containment(padded, other, even) <= before + 1e-12 && before >= 0 && before <= 1
    }),
  )
})

test('a passage keeps a row of its sketch when a word of it is changed', () => {
  const rows = new Set(passageRows([passage]))
  const list = passage.split(' ')
  const kept = list.filter((_, i) =>
    passageRows([list.map((word, j) => (i === j ? 'altered' : word)).join(' ')]).some((row) => rows.has(row)),
  )
  assert.ok(kept.length >= list.length - 1, `${kept.length} of ${list.length}`)
  assert.deepEqual(passageRows(['too short to tell']), [])
})
