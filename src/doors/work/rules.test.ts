import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doorIds } from '../../core/evidence.ts'
import type { Finding } from '../../core/finding.ts'
import { judge } from '../../core/posture.ts'
import { weigh } from '../../core/weigh.ts'
import { readPack } from '../../playbook/pack.ts'
import { digestText, packFiles, publicPackFolder } from '../../store/packs.ts'
import { factSchemas } from '../index.ts'

const rules = readPack(packFiles(publicPackFolder), factSchemas, digestText)
  .rules.map(({ rule }) => rule)
  .filter(({ door }) => door === 'work')
const activityRules = rules.filter(({ needs }) => needs.some((path) => path.startsWith('activity.')))
const noLinks = { artefacts: 0, rarestBits: 0 }

/** Every rule of these groups speaks as loudly as it can. */
function allOf(groups: readonly string[]): Finding[] {
  return rules
    .filter(({ group, weight }) => groups.includes(group) && weight.present > 0)
    .map((rule) => ({
      rule: rule.id,
      version: rule.version,
      door: rule.door,
      group: rule.group,
      title: rule.title,
      sealed: false,
      privacy: rule.privacy,
      outcome: 'present',
      decibans: rule.weight.present,
      places: [],
      innocent: rule.innocent,
      clears: rule.clears,
      sources: rule.sources,
      verdict: null,
    }))
}

const groups = [...new Set(rules.map(({ group }) => group))]

test('there are twenty rules on activity and more, each with a way to be cleared or speaking for the person', () => {
  assert.ok(activityRules.length >= 20)
  for (const rule of activityRules) {
    assert.equal(rule.privacy, 'work', rule.id)
    assert.ok(rule.weight.present < 0 || rule.clears.length > 0, `${rule.id} cannot be cleared`)
    assert.ok(rule.samples.benign.length > 0 && rule.innocent.length > 0)
  }
})

test('one class of evidence alone never opens a case, however many of its rules speak', () => {
  for (const group of groups) {
    const ledger = weigh(allOf([group]), noLinks)
    assert.ok(ledger.posterior < 0.1, `${group}: ${ledger.posterior}`)
    assert.ok(['routine', 'look'].includes(judge(ledger, noLinks).posture), group)
  }
})

test('two classes do not either; three can', () => {
  const without = groups.filter((group) => group !== 'link')
  for (const a of without)
    for (const b of without)
      assert.notEqual(judge(weigh(allOf([a, b]), noLinks), noLinks).posture, 'challenge', `${a} and ${b}`)
  assert.equal(judge(weigh(allOf(['work', 'session', 'network']), noLinks), noLinks).posture, 'challenge')
})

test('no rule asks how much somebody does: none reads what the figures rest on', () => {
  for (const rule of activityRules) assert.doesNotMatch(rule.when, /\bbasis\b|\bactogram\b|\bkeys\b/, rule.id)
})

test('no rule looks at holidays, names, languages or where somebody comes from', () => {
  const refused = /holiday|surname|nationalit|ethnic|language|locale|keyboard|korea|religion|ramadan/i
  for (const rule of activityRules) assert.doesNotMatch(`${rule.when} ${rule.title}`, refused, rule.id)
  assert.ok(doorIds.includes('work'))
})
