import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readText } from '../resume/extract/text.ts'
import type { ClaimFacts } from './facts.ts'
import { datesIn } from './dates.ts'
import { measureClaims } from './measure.ts'
import { mentionsIn, technologyCount } from './technologies.ts'

function claims(text: string, asOf: string): ClaimFacts {
  const document = readText(new TextEncoder().encode(text), { sha256: () => '', pixels: () => null })
  return measureClaims(document, { receivedAt: Date.parse(asOf) })
}

const month = (year: number, number: number): number => year * 12 + number - 1

test('reads the spans people write', () => {
  const spans = (text: string): unknown[] =>
    datesIn(text).spans.map(({ from, to }) => [from.lo, to === null ? null : to.hi])
  assert.deepEqual(spans('Jan 2019 – Present'), [[month(2019, 1), null]])
  assert.deepEqual(spans('01/2019-03/2021'), [[month(2019, 1), month(2021, 3)]])
  assert.deepEqual(spans('2019 to 2021'), [[month(2019, 1), month(2021, 12)]])
  assert.deepEqual(spans('since 2020'), [[month(2020, 1), null]])
  assert.deepEqual(spans('Q3 2019 - Q1 2021'), [[month(2019, 7), month(2021, 3)]])
  assert.deepEqual(spans('January – March 2019'), [[month(2019, 1), month(2019, 3)]])
  assert.deepEqual(spans('2014–16'), [[month(2014, 1), month(2016, 12)]])
  assert.deepEqual(spans('15 March 2019 to 1 April 2020'), [[month(2019, 3), month(2020, 4)]])
  assert.deepEqual(spans('March 2021 - March 2019'), [[month(2021, 3), month(2019, 3)]], 'impossible spans are kept')
  assert.deepEqual(spans('cut cost to $2019 for 2020 users'), [])
})

test('a span written from two months is read back, whatever the months', () => {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  fc.assert(
    fc.property(
      fc.integer({ min: month(1990, 1), max: month(2040, 1) }),
      fc.integer({ min: 0, max: 200 }),
      fc.constantFrom(' – ', '-', ' to ', ' until ', ' → '),
      (from, length, joint) => {
        const show = (at: number): string => `${names[at % 12]} ${Math.floor(at / 12)}`
        const [span] = datesIn(`Engineer, Acme, ${show(from)}${joint}${show(from + length)}`).spans
        assert.deepEqual([span?.from.lo, span?.to?.hi], [from, from + length])
      },
    ),
  )
})

const job = (head: string, when: string, bullet = 'Kept things running'): string => `${head}\n${when}\n- ${bullet}\n`

test('two full jobs at once overlap; a hand-over, a side job and a promotion explain themselves', () => {
  const text = (second: string): string =>
    `Ann Example\n\nExperience\n\n${job('Engineer, Acme', 'Jan 2019 – Present')}\n${second}`
  const overlap = claims(text(job('Developer, Globex', 'Jun 2018 – Mar 2021')), '2022-01-01').overlaps
  assert.deepEqual(
    overlap.map(({ months, explained }) => [months, explained]),
    [[27, false]],
  )
  assert.equal(overlap[0]?.places.length, 2)
  assert.deepEqual(claims(text(job('Technical Advisor, Globex', 'Jun 2018 – Mar 2021')), '2022-01-01').overlaps, [])
  assert.deepEqual(claims(text(job('Junior Engineer, Acme', 'Jun 2018 – Mar 2021')), '2022-01-01').overlaps, [])
  assert.equal(
    claims(text(job('Developer, Globex', 'Jun 2018 – Mar 2021', 'Stayed part-time for the handover')), '2022-01-01')
      .overlaps[0]?.explained,
    true,
  )
})

test('years alone leave months open, and only what is certain counts', () => {
  const facts = claims('Experience\n\nEngineer, Acme, 2018 – 2020\n\nDeveloper, Globex, 2020 – present', '2024-01-01')
  assert.deepEqual(facts.overlaps, [])
})

test('a technology before its time is found in years, in a job and in a date', () => {
  const years = claims(
    'Summary\n8 years of Next.js.\n\nExperience\nEngineer, Acme, 2010 – present',
    '2020-06-01',
  ).technologies
  assert.deepEqual(
    years.map(({ name, how, beforePublic }) => [name, how, beforePublic]),
    [['Next.js', 'years', 52]],
  )
  const named = claims(
    `Experience\n\n${job('Engineer, Acme', '2010 – 2012', 'Ran Kubernetes for 40 teams')}`,
    '2020-06-01',
  ).technologies
  assert.deepEqual(
    named.map(({ name, how }) => [name, how]),
    [['Kubernetes', 'job']],
  )
  const since = claims(
    'Summary\nRust since 2008, C before.\n\nExperience\nEngineer, Acme, 2006 – present',
    '2020-06-01',
  ).technologies
  assert.deepEqual(
    since.map(({ name, how }) => [name, how]),
    [['Rust', 'since']],
  )
  assert.deepEqual(
    claims('Summary\n5 years of Next.js.\n\nExperience\nEngineer, Acme, 2010 – present', '2023-06-01').technologies,
    [],
  )
})

test('everyday words are no technologies', () => {
  assert.deepEqual(
    mentionsIn('Go to Palantir Foundry, Cloud Foundry, SWIFT messages and move swiftly').map(
      ({ technology }) => technology.name,
    ),
    [],
  )
  assert.deepEqual(
    mentionsIn('React Native, React and Foundry').map(({ technology }) => technology.name),
    ['React Native', 'React', 'Foundry'],
  )
  assert.ok(technologyCount >= 120)
})

test('claimed years stand beside those that dates allow', () => {
  const facts = claims(
    'Summary\nEngineer with twelve years of experience.\n\nExperience\nEngineer, Acme, Jan 2018 – present',
    '2023-01-01',
  )
  assert.equal(facts.experience?.years, 12)
  assert.equal(facts.experience?.elapsed, 5.1)
  assert.equal(
    claims(
      'Summary\nFormer teacher, 12 years of experience.\n\nExperience\nEngineer, Acme, Jan 2018 – present',
      '2023-01-01',
    ).abridged,
    true,
  )
})

test('degrees out of order, and a second first degree that is none', () => {
  const order = claims(
    'Education\nMSc Physics, Eastmere, 2008 – 2010\nBSc Physics, Norwold, 2011 – 2014',
    '2023-01-01',
  ).study
  assert.deepEqual(
    order.map(({ what }) => what),
    ['order'],
  )
  assert.deepEqual(
    claims('Education\nMSc Physics, Eastmere, 2008 – 2010\nBSc Computer Science, Norwold, 2011 – 2014', '2023-01-01')
      .study,
    [],
  )
})

test('the same text read later claims no less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2016, max: 2030 }), fc.integer({ min: 0, max: 6 }), (year, later) => {
      const text = 'Summary\nEngineer with 12 years of experience.\n\nExperience\nEngineer, Acme, Jan 2015 – present'
      const now = claims(text, `${year}-03-01`).experience?.elapsed as number
      assert.ok((claims(text, `${year + later}-03-01`).experience?.elapsed as number) >= now)
    }),
    { numRuns: 30 },
  )
})

test('any text is measured without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void claims(`x ${text}`, '2024-01-01')),
    { numRuns: 60 },
  )
})
