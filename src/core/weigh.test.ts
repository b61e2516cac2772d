import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Finding } from './finding.ts'
import { judge } from './posture.ts'
import { groups, type Group } from './rule.ts'
import { decayed, toDecibans, toProbability, weigh, weighing } from './weigh.ts'

const noLinks = { artefacts: 0, rarestBits: 0 }

function finding(group: Group, decibans: number | null, outcome: 'present' | 'absent' | 'not-assessed' = 'present', rule = `apply/r${Math.abs(decibans ?? 0)}`): Finding {
  const head = { rule, version: '1', door: 'apply', group, title: 'Something', sealed: false, privacy: 'none' } as const
  if (outcome === 'not-assessed') return { ...head, outcome, why: 'no text layer' }
  if (outcome === 'absent') return { ...head, outcome, decibans: decibans ?? 0 }
  return { ...head, outcome, decibans: decibans ?? 0, places: [], innocent: [], clears: [], sources: [], verdict: null }
}

const someFinding = fc
  .record({ group: fc.constantFrom(...groups), decibans: fc.double({ min: -6.5, max: 17, noNaN: true }), outcome: fc.constantFrom('present', 'absent', 'not-assessed') })
  .map(({ group, decibans, outcome }) => finding(group, outcome === 'absent' ? -Math.abs(decibans) : Math.abs(decibans), outcome as 'present'))

test('nothing known leaves the prior as it was', () => {
  const ledger = weigh([], noLinks)
  assert.ok(Math.abs(ledger.posterior - 1 / 343) < 1e-12)
})

test('one finding counts as the rule states it, up to the clip of its group', () => {
  assert.equal(weigh([finding('network', 4)], noLinks).groups[0]?.decibans, 4)
  const [group] = weigh([finding('network', 14)], noLinks).groups
  assert.deepEqual([group?.decibans, group?.clipped], [11, true])
})

test('what was not assessed counts exactly nothing, and is kept', () => {
  const ledger = weigh([finding('network', null, 'not-assessed')], noLinks)
  assert.equal(ledger.totalDecibans, toDecibans(weighing.prior))
  assert.equal(ledger.notAssessed.length, 1)
})

test('ten copies of one signal move the total by 2.5 nats at most', () => {
  const copies = Array.from({ length: 10 }, () => finding('document', 9))
  assert.ok(weigh(copies, noLinks).totalDecibans - toDecibans(weighing.prior) <= 11)
})

test('two equal signals of a group are divided by 1.25', () => {
  assert.equal(weigh([finding('contact', 4), finding('contact', 4)], noLinks).groups[0]?.decibans, 8 / 1.25)
})

test('a strong signal keeps its weight beside many faint absences', () => {
  const ledger = weigh([finding('document', 9.5), ...Array.from({ length: 11 }, () => finding('document', -0.2, 'absent'))], noLinks)
  assert.ok((ledger.groups[0]?.decibans ?? 0) > 5.5)
})

test('link evidence on one common artefact is held back; on two, or one rare one, it counts', () => {
  const link = [finding('link', 12)]
  assert.equal(weigh(link, { artefacts: 1, rarestBits: 3 }).groups[0]?.decibans, 0)
  assert.match(weigh(link, { artefacts: 1, rarestBits: 3 }).groups[0]?.heldBack ?? '', /no link/)
  assert.equal(weigh(link, { artefacts: 2, rarestBits: 3 }).groups[0]?.decibans, 12)
  assert.equal(weigh(link, { artefacts: 1, rarestBits: 11 }).groups[0]?.decibans, 12)
  assert.equal(weigh([finding('link', 30)], { artefacts: 2, rarestBits: 3 }).groups[0]?.decibans, 17)
})

test('no single group reaches challenge; three do; a link from two artefacts does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...groups.filter((group) => group !== 'link')), fc.array(fc.double({ min: 0, max: 17, noNaN: true }), { minLength: 1, maxLength: 30 }), fc.constantFrom(1 / 343, 0.04, 0.3), (group, weights, prior) => {
      const ledger = weigh(weights.map((weight) => finding(group, weight)), noLinks, prior)
      return judge(ledger, noLinks).posture !== 'challenge'
    }),
  )
  const three = weigh([finding('document', 10), finding('network', 10), finding('contact', 10)], noLinks)
  assert.equal(judge(three, noLinks).posture, 'challenge')
  const links = { artefacts: 2, rarestBits: 4 }
  assert.equal(judge(weigh([finding('link', 9.5)], links), links).posture, 'challenge')
  const oneRare = { artefacts: 1, rarestBits: 12 }
  assert.equal(judge(weigh([finding('link', 9.5)], oneRare), oneRare).posture, 'look')
})

test('only a failed verification or a decisive item escalates, whatever the score', () => {
  const heavy = weigh(groups.map((group) => finding(group, 11)), { artefacts: 5, rarestBits: 20 }, 0.5)
  assert.equal(judge(heavy, { artefacts: 5, rarestBits: 20 }).posture, 'challenge')
  assert.equal(judge(heavy, noLinks, { failedVerification: true, items: [] }).posture, 'escalate')
})

test('a sealed rule does not show its title in the sentence', () => {
  const sealed = { ...finding('document', 10), sealed: true } as Finding
  assert.doesNotMatch(judge(weigh([sealed], noLinks), noLinks).why, /Something/)
})

test('the order of findings does not matter', () => {
  fc.assert(
    fc.property(fc.array(someFinding, { maxLength: 24 }), fc.infiniteStream(fc.nat()), (findings, keys) => {
      const iterator = keys[Symbol.iterator]()
      const shuffled = findings.map((item) => [iterator.next().value as number, item] as const).sort((a, b) => a[0] - b[0])
      const links = { artefacts: 2, rarestBits: 5 }
      return weigh(findings, links).totalDecibans === weigh(shuffled.map(([, item]) => item), links).totalDecibans
    }),
  )
})

test('a finding that turns from absent to present never lowers the total', () => {
  fc.assert(
    fc.property(fc.array(someFinding, { maxLength: 16 }), fc.constantFrom<Group>('document', 'link'), fc.double({ min: 0, max: 11, noNaN: true }), fc.double({ min: 0, max: 6.5, noNaN: true }), (others, group, present, absent) => {
      const same = others.map((other) => ({ ...other, group }))
      const links = { artefacts: 2, rarestBits: 5 }
      const before = weigh([...same, finding(group, -absent, 'absent')], links).totalDecibans
      const after = weigh([...same, finding(group, present)], links).totalDecibans
      return after >= before - 1e-9
    }),
    { numRuns: 5000 },
  )
})

test('evidence toward never lowers the total', () => {
  fc.assert(
    fc.property(fc.array(someFinding, { maxLength: 16 }), fc.double({ min: 0, max: 11, noNaN: true }), (others, decibans) => {
      const links = { artefacts: 2, rarestBits: 5 }
      return weigh([...others, finding('document', decibans)], links).totalDecibans >= weigh(others, links).totalDecibans - 1e-9
    }),
    { numRuns: 2000 },
  )
})

test('decibans and probabilities are inverse, and evidence ages by its half-life', () => {
  fc.assert(fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => Math.abs(toProbability(toDecibans(p)) - p) < 1e-9))
  assert.equal(decayed(8, 30, 30), 4)
  assert.equal(decayed(8, 30, Number.POSITIVE_INFINITY), 8)
})
