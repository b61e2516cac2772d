import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atOnce, facesAround, runs } from './faces.ts'
import { peopleIn } from './roster.ts'
import { clockOf, odds, utc } from './words.ts'

test('odds are said as somebody says them', () => {
  assert.deepEqual([0, 18, 7, -7, 60, -60].map(odds), [
    'even',
    '63 to 1 for it',
    '5 to 1 for it',
    '5 to 1 against it',
    'more than 1,000 to 1 for it',
    'more than 1,000 to 1 against it',
  ])
  assert.deepEqual([0, 345, -480, -210].map(utc), ['UTC', 'UTC+5:45', 'UTC−8', 'UTC−3:30'])
  assert.deepEqual([0, 17, -1, 48].map(clockOf), ['00:00', '08:30', '23:30', '00:00'])
})

test('runs cover the numbers and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 })), (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b)
      const found = runs(sorted)
      assert.deepEqual(
        found.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)),
        sorted,
      )
      for (let i = 1; i < found.length; i++) assert.ok((found[i]?.[0] ?? 0) > (found[i - 1]?.[1] ?? 0))
    }),
  )
})

test('two lanes at once are told from two in turn', () => {
  assert.deepEqual(atOnce([{ halfHours: [1, 2, 3] }, { halfHours: [3, 4] }, { halfHours: [9] }]), [3])
})

test('faces before and after a change leave the week around it out', () => {
  const day = (date: string, half: number) => ({
    date,
    halfHours: Array.from({ length: 48 }, (_, i) => (i === half ? 1 : 0)),
  })
  const days = [
    day('2026-03-01', 20),
    day('2026-03-02', 20),
    day('2026-03-10', 30),
    day('2026-03-20', 40),
    day('2026-03-21', 48),
  ]
  const { before, after } = facesAround(
    { zone: 'UTC', second: null, days, marks: [] },
    Date.parse('2026-03-10T00:00:00Z'),
  )
  assert.deepEqual([before.days, before.share[20], after.days, after.share[40], before.share[30]], [2, 1, 1, 1, 0])
})

test('colleagues are read out of lines as somebody types them', () => {
  assert.deepEqual(
    peopleIn('kim@example.com, kim-gh, Europe/Lisbon\n\n ana@example.com \nbo; bo-gh\tAmerica/Argentina/Buenos_Aires')
      .people,
    [
      { names: ['kim@example.com', 'kim-gh'], zone: 'Europe/Lisbon' },
      { names: ['ana@example.com'], zone: null },
      { names: ['bo', 'bo-gh'], zone: 'America/Argentina/Buenos_Aires' },
    ],
  )
  assert.match(peopleIn('kim\nana, KIM').problem ?? '', /"kim" stands in two lines/)
  assert.deepEqual(peopleIn('').people, [])
})
