import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from './clock.ts'
import { idMaker, idTime, isId } from './ids.ts'
import { normal, seededRandom, shuffle } from './random.ts'

test('ids are UUIDv7: version and variant bits, and the time they were made', () => {
  const make = idMaker(fixedClock(1_763_900_000_123), seededRandom(1))
  const id = make()
  assert.ok(isId(id))
  assert.equal(id[14], '7')
  assert.match(id[19] as string, /[89ab]/)
  assert.equal(idTime(id), 1_763_900_000_123)
})

test('ids made in one millisecond, or while the clock runs back, keep their order and never repeat', () => {
  const clock = fixedClock(1_763_900_000_000)
  const make = idMaker(clock, seededRandom(2))
  const ids = Array.from({ length: 20_000 }, (_, i) => {
    if (i === 9_000) clock.advance(-5_000)
    return make()
  })
  assert.deepEqual([...ids].sort(), ids)
  assert.equal(new Set(ids).size, ids.length)
})

test('a seed gives the same stream, and the stream is fair enough to simulate with', () => {
  const a = seededRandom(7)
  const b = seededRandom(7)
  assert.deepEqual(Array.from({ length: 10 }, () => a.next()), Array.from({ length: 10 }, () => b.next()))
  const draws = Array.from({ length: 50_000 }, () => normal(a))
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length
  assert.ok(Math.abs(mean) < 0.02 && Math.abs(variance - 1) < 0.03)
  assert.deepEqual(shuffle(seededRandom(3), [1, 2, 3, 4, 5]).sort(), [1, 2, 3, 4, 5])
})
