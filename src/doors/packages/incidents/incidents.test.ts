import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packageRules, judge } from '../../../../bench/packages/judge.ts'
import { measurePackage } from '../../../measure/package/measure.ts'
import { contentsFrom, type Incident } from './incident.ts'
import { packageIncidents } from './packages.ts'
import { upgradeIncidents } from './upgrades.ts'

const book = packageRules()
const incidents: readonly Incident[] = [...upgradeIncidents, ...packageIncidents]

test('there are at least 25 incidents, each once', () => {
  assert.ok(incidents.length >= 25)
  assert.equal(new Set(incidents.map((one) => one.id)).size, incidents.length)
})

for (const incident of incidents) {
  test(`${incident.id}: ${incident.title}`, () => {
    const baseline = incident.before === undefined ? null : { kind: incident.kind ?? ('previous' as const), contents: contentsFrom(incident.before), similarity: 0.97 }
    const { verdict, findings } = judge(book, measurePackage(contentsFrom(incident.files), { baseline }))
    const rules = findings.map((one) => one.rule)
    assert.ok(verdict === 'block' || verdict === 'hold', `${verdict}: ${rules.join(', ')}`)
    assert.ok(rules.includes(incident.rule), `${incident.rule} did not speak, but ${rules.join(', ')}`)
  })
}

test('the harmless library and a harmless upgrade of it pass', () => {
  const clean = contentsFrom(upgradeIncidents[0]?.before ?? {})
  assert.equal(judge(book, measurePackage(clean, { baseline: null })).verdict, 'allow')
  assert.equal(judge(book, measurePackage(clean, { baseline: { kind: 'previous', contents: clean, similarity: 1 } })).verdict, 'allow')
})
