import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '../../jobs/house.ts'
import { accept } from '../../jobs/pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../../jobs/testing/house.ts'
import { readCaseFile } from './case-file.ts'
import { queuePage } from './queue-desk.ts'

let tested: TestedHouse
before(async () => {
  tested = await testedHouse()
  for (const [name, mail] of [['Lars', 'one.mailbox@example.com'], ['Mira', 'one.mailbox@example.com'], ['Nora', 'nora.honest@example.com']]) {
    const bytes = new TextEncoder().encode(`${name} Example\n${mail}\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing for ${name}\n`)
    await accept(tested.house, tested.org, { name: `${name}.txt`, bytes, door: 'apply', subject: null, source: 'test' })
  }
  await tested.drain()
})
after(() => tested.close())

const lead = () => ({ id: 'l', org: tested.org, roles: ['lead'] as const, doors: null, scopes: null })

test('evidence-only: no number, class or order of people leaves the house; findings do', async () => {
  const before = await queuePage(tested.house, lead(), {})
  assert.ok(new Set(before.items.map(({ posture }) => posture)).size > 1, 'postures differ')
  await rows(tested.house).settings.set(tested.org, 'cases', { mode: 'evidence-only' }, 'ada')
  const { items } = await queuePage(tested.house, lead(), {})
  assert.equal(new Set(items.map(({ posture, why }) => `${posture} ${why}`)).size, 1)
  assert.deepEqual(items.map(({ waitingSince }) => waitingSince), items.map(({ waitingSince }) => waitingSince).toSorted((a, b) => a - b), 'first come, first served')
  let findings = 0
  for (const { case: id } of items) {
    const file = await readCaseFile(tested.house, tested.org, id, true)
    assert.deepEqual([file.ledger.totalDecibans, file.ledger.posterior, file.posture], [0, 0, 'look'])
    for (const group of file.ledger.groups) {
      assert.equal(group.decibans, 0)
      for (const finding of group.findings) assert.ok(finding.outcome !== 'not-assessed' && finding.decibans === 0)
      findings += group.findings.length
    }
  }
  assert.ok(findings > 0)
})
