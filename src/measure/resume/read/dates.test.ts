import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateRanges } from './dates.ts'

const read = (text: string): unknown[] => dateRanges(text).map(({ from, to, precision }) => [from, to, precision])
const month = (year: number, number: number): number => year * 12 + number - 1

test('the ways in which résumés write a span of time', () => {
  const march2019 = month(2019, 3)
  const may2021 = month(2021, 5)
  for (const text of [
    'Mar 2019 – May 2021',
    'March 2019 - May 2021',
    '03/2019 – 05/2021',
    '2019-03 to 2021-05',
    'Mar. 2019 — May. 2021',
    "Mar '19 – May '21",
    '2019-03-01 – 2021-05-31',
    'Mar 2019–May 2021',
    'from Mar 2019 until May 2021',
  ]) {
    assert.deepEqual(read(text), [[march2019, may2021, 'month']], text)
  }
})

test('what lasts has no end, and years alone say so', () => {
  assert.deepEqual(read('Jan 2020 – Present'), [[month(2020, 1), null, 'month']])
  assert.deepEqual(read('since 06/2022'), [[month(2022, 6), null, 'month']])
  assert.deepEqual(read('2017 - 2019'), [[month(2017, 1), month(2019, 12), 'year']])
})

test('what is no span of time', () => {
  for (const text of [
    '2019',
    'May 2021',
    'room 2019-2',
    'grew from 2 to 5',
    'call +1 415 555 0100',
    '2021 – 2019',
    '1200 - 1400 users',
  ])
    assert.deepEqual(read(text), [], text)
})

test('two spans on a line keep their order and offsets', () => {
  const text = 'A 2015 – 2016, B 2018 – 2019'
  assert.deepEqual(
    dateRanges(text).map(({ start, end }) => text.slice(start, end)),
    ['2015 – 2016', '2018 – 2019'],
  )
})
