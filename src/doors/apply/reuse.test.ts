import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoCompany } from '../../cli/demo/company.ts'
import { linesOf } from '../../cli/demo/write-resume.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { Json } from '../../core/facts.ts'
import { memoryIndex } from '../../links/memory-index.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import { findReuse, reuseBands } from './reuse.ts'

const place = { in: 'text' as const, start: 0, end: 1 }

function factsOf(name: string, bullets: readonly string[]): ResumeFacts {
  return {
    contacts: { name, emails: [], phones: [], profiles: [] },
    bullets: bullets.map((text) => ({ text, mark: '-', place })),
  } as unknown as ResumeFacts
}

async function company(
  people: readonly { name: string; bullets: readonly string[] }[],
): Promise<(at: number) => ReturnType<typeof findReuse>> {
  const index = memoryIndex()
  const items = people.map(({ name, bullets }, at) => ({
    facts: factsOf(name, bullets),
    evidence: { id: `e${at}`, subject: `s${at}`, org: 'o' } as Evidence,
  }))
  for (const { facts, evidence } of items) {
    index.add(evidence.subject, evidence.id, 'resume', facts as unknown as Json, [])
    for (const [space, rows] of reuseBands(facts))
      await index.bands.add('o', space, evidence.id, evidence.subject, rows)
  }
  return (at) =>
    findReuse((items[at] as (typeof items)[number]).facts, (items[at] as (typeof items)[number]).evidence, index)
}

test('stock phrases tie no honest pair of the demo company, and the crew stays tied', async () => {
  for (const seed of [1, 4, 5]) {
    const { applicants, crew } = demoCompany(seed)
    const ask = await company(
      applicants.map((one) => ({
        name: one.name,
        bullets: linesOf(one)
          .filter(({ as }) => as === 'bullet')
          .map(({ text }) => text),
      })),
    )
    for (const [at, one] of applicants.entries()) {
      const { ties } = await ask(at)
      const tied = ties.map(({ subject }) => Number(subject.slice(1))).sort((a, b) => a - b)
      if (!crew.includes(at)) assert.deepEqual(tied, [], `seed ${seed}: ${one.name}`)
      else
        assert.deepEqual(
          tied,
          crew.filter((member) => member !== at),
          `seed ${seed}: crew member ${one.name}`,
        )
    }
  }
})

const own = [
  'Designed a settlement ledger for 14 banks that closes the books within eleven minutes after midnight',
  'Wrote a tape archive reader in Zig so that auditors could query statements back to 1991 without the vendor',
  'Coached five analysts until they could operate the scoring model without engineers on call',
]
const strangers = Array.from({ length: 30 }, (_, i) => ({
  name: `Stranger Number${i}`,
  bullets: [
    `Kept the ${i} lighthouse lamps of district ${i * 7 + 3} burning through winter storms with a crew of volunteers`,
    `Painted ${i + 41} murals in the ${i}th street underpass together with pupils of the local school`,
  ],
}))

test('a tenth of the words replaced does not hide a lifted passage', async () => {
  const noisy = own.map((text) =>
    text
      .split(' ')
      .map((word, i) => (i % 9 === 4 ? `${word}ish` : word))
      .join(' '),
  )
  const ask = await company([{ name: 'Ann Abbott', bullets: own }, { name: 'Ben Birch', bullets: noisy }, ...strangers])
  const { reuse, ties } = await ask(1)
  assert.equal(reuse?.best?.otherName, true)
  assert.ok((reuse?.best?.containment ?? 0) > 0.5)
  assert.ok((reuse?.best?.bullets ?? 0) >= 2)
  assert.deepEqual(
    ties.map(({ subject }) => subject),
    ['s0'],
  )
})

test('achievements told in other words are found by their figures', async () => {
  const ask = await company([
    {
      name: 'Ann Abbott',
      bullets: [
        'Reduced the gas used by the vault contracts by 37 % across 14 deployments',
        'Router settled 38,400 swaps a day with 99.97 % success',
      ],
    },
    {
      name: 'Ben Birch',
      bullets: [
        'Optimisation of storage made 14 contract deployments cheaper, saving 37 percent of gas overall',
        'On a usual day we saw 38400 trades go through, 99.97 % of them at once',
      ],
    },
    ...strangers,
  ])
  const { reuse, ties } = await ask(1)
  assert.equal(reuse?.figures?.achievements, 2)
  assert.equal(reuse?.figures?.otherName, true)
  assert.deepEqual(ties, [])
})

test('one sentence in common ties nobody, and one person twice is not another', async () => {
  const ask = await company([
    { name: 'Ann Abbott', bullets: own },
    {
      name: 'Ben Birch',
      bullets: [
        own[0] as string,
        'Raised bees on the roof of the office for a summer and sold the honey to colleagues',
      ],
    },
    { name: 'Ann B. Abbott', bullets: own },
    ...strangers,
  ])
  assert.deepEqual((await ask(1)).ties, [])
  const again = await ask(2)
  assert.equal(again.reuse?.best?.otherName, false)
  assert.equal(again.reuse?.people, 0)
})

test('without achievements there is nothing to compare', async () => {
  const ask = await company([{ name: 'Ann Abbott', bullets: [] }])
  assert.deepEqual(await ask(0), { reuse: null, ties: [] })
})
