import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../core/random.ts'
import { drawCards, type Burns } from './draw.ts'
import { cards, mayAskRegimeQuestion, stages } from './kit.ts'

test('every card has an alternative, every stage is drawn in full, the hand first', () => {
  for (const { alternative } of cards) assert.ok(alternative.length > 10)
  for (const stage of stages) {
    const { drawn } = drawCards(stage.id, {}, seededRandom(1))
    assert.equal(
      drawn.length,
      Object.values(stage.cards).reduce((sum, count) => sum + count, 0),
    )
    assert.equal(drawn[0]?.card, 'hand-across')
    assert.ok(drawn.every(({ read }) => !read.includes('{')))
  }
})

test('no phrase comes twice in 50 calls, and cards are burnt evenly', () => {
  let burns: Burns = {}
  const random = seededRandom(7)
  for (let round = 0; round < 50; round++) burns = drawCards('technical', burns, random).burns
  for (const [key, times] of Object.entries(burns))
    if (/whisper .|fresh-phrase .|clap-talking .|cup-mouth ./.test(key)) assert.equal(times, 1, key)
  const face = cards
    .filter(({ channel, id }) => channel === 'face' && id !== 'hand-across')
    .map(({ id }) => burns[id] ?? 0)
  assert.ok(Math.max(...face) - Math.min(...face) <= 1)
})

test('another seed draws another order', () => {
  const order = (seed: number): string =>
    drawCards('offer', {}, seededRandom(seed))
      .drawn.map(({ card }) => card)
      .join()
  assert.ok(new Set(Array.from({ length: 20 }, (_, seed) => order(seed))).size > 15)
})

test('the regime question is off unless it is turned on where it is allowed', () => {
  assert.equal(mayAskRegimeQuestion(false, 'US-TX'), false)
  assert.equal(mayAskRegimeQuestion(true, null), false)
  assert.equal(mayAskRegimeQuestion(true, 'EU-DE'), false)
  assert.equal(mayAskRegimeQuestion(true, 'US-TX'), true)
})
