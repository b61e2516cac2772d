import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoCompany } from '../../../cli/demo/company.ts'
import { writeResume } from '../../../cli/demo/write-resume.ts'
import { rows } from '../../../jobs/house.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { compareCases } from './compare.ts'
import { listLayouts, readLayout } from './layouts.ts'
import { regroupLayouts } from './regroup.ts'
import { comparison, layoutCluster, layoutRow } from './schemas.ts'

let tested: TestedHouse
const { applicants, crew } = demoCompany(1)
const cases: string[] = []

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  // Two of the crew and three honest people.
  const honest = [...applicants.keys()].filter((at) => !crew.includes(at)).slice(0, 3)
  for (const at of [...crew.slice(0, 2), ...honest]) {
    const { name, bytes } = writeResume(applicants[at] as (typeof applicants)[number])
    const { subject } = await accept(house, org, { name, bytes, door: 'apply', subject: null, source: 'test' })
    await tested.drain()
    cases.push((await rows(house).cases.ofSubject(org, subject))[0]?.id as string)
  }
})
after(() => tested.close())

test('two of one crew lie side by side: pages, shared sentences with their places, channels', async () => {
  const found = await compareCases(tested.house, tested.org, cases[0] as string, cases[1] as string)
  comparison.parse(found)
  assert.ok(found.a.lines.length > 10 && found.b.lines.length > 10)
  assert.ok(found.passages.length >= 2, `${found.passages.length} passages`)
  for (const { a, b, share } of found.passages) {
    assert.ok(share > 0.5)
    assert.equal(a.common.length > 0 && b.common.length > 0, true)
    for (const [start, end] of a.common) assert.ok(start < end && end <= a.text.length)
  }
  assert.ok(found.shared.length > 0)
})

test('two honest people share no sentence', async () => {
  const { passages, shared } = await compareCases(tested.house, tested.org, cases[2] as string, cases[3] as string)
  assert.deepEqual(passages, [])
  assert.deepEqual(shared, [])
})

test('every readable layout belongs to a group; a group of several is listed with its users and its history', async () => {
  const { house, org } = tested
  const all = await rows(house).lookAlikes.counts(org, 'resume/layout', null)
  assert.ok(all.subjects >= 4, `${all.subjects} of 5`)
  const listed = await listLayouts(house, org)
  for (const row of listed) {
    layoutRow.parse(row)
    const one = await readLayout(house, org, row.cluster)
    layoutCluster.parse(one)
    assert.equal(one.members.length, row.subjects)
    assert.equal(one.history[0]?.type, 'born')
  }
  // Groups that were made one after the other also hold together as a whole.
  assert.equal(await regroupLayouts(rows(house), org), 0)
})

test('a case that is not there, or has no résumé, is not found', async () => {
  const none = '00000000-0000-7000-8000-000000000000'
  await assert.rejects(compareCases(tested.house, tested.org, cases[0] as string, none), { code: 'SP_NOT_FOUND' })
  await assert.rejects(readLayout(tested.house, tested.org, none), { code: 'SP_NOT_FOUND' })
})
