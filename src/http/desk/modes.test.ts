import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '../../jobs/house.ts'
import { accept } from '../../jobs/pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../../jobs/testing/house.ts'
import { openDesk } from './open-desk.ts'
import { auditStore } from '../../store/guard/audit-store.ts'
import { check } from './case-acts.ts'
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

test('security-case: a case whose check failed is shut away to leads and whoever works on it', async () => {
  const { house, org } = tested
  await rows(house).settings.set(org, 'cases', { mode: 'security-case' }, 'ada')
  const keeper = await rows(house).users.insert(org, { email: 'lead@example.com', name: 'Lead', roles: ['lead'] })
  const analyst = { id: 'n', org, roles: ['analyst'] as const, doors: null, scopes: null }
  const id = (await queuePage(house, analyst, {})).items.find(({ posture }) => posture === 'look')?.case as string
  await check(house, analyst, id, 'contact-check', null, null)
  await check(house, analyst, id, 'contact-check', 'failed', null)
  await tested.drain()
  assert.equal((await rows(house).cases.find(org, id))?.posture, 'escalate')
  assert.ok(!(await queuePage(house, analyst, {})).items.some(({ case: one }) => one === id))
  assert.ok((await queuePage(house, { ...lead(), id: keeper.id }, {})).items.some(({ case: one }) => one === id))
  const desk = openDesk(house, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  assert.deepEqual((await desk.caseResource(org, id, 'n')).compartment, [keeper.id])
})
