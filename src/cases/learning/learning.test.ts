import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CaseRecord } from '../../core/case.ts'
import type { Finding } from '../../core/finding.ts'
import { seededRandom } from '../../core/random.ts'
import { weigh } from '../../core/weigh.ts'
import { reliabilityOf, rulesOf } from './calibration.ts'
import { ablationsOf, impactOf, type Grouped } from './impact.ts'
import { outcomeOf, type Adjudicated } from './outcome.ts'
import { proposeWeights } from './propose.ts'
import { fisherExact, share } from './stats.ts'

const found = (rule: string, group: Finding['group'], decibans: number): Finding => ({ rule, version: 'v', door: 'apply', group, title: rule, sealed: false, privacy: 'none', outcome: 'present', decibans, places: [], innocent: ['x'], clears: [], sources: [], verdict: null })
const record = (more: Partial<CaseRecord>): CaseRecord => ({ state: 'closed', verifications: [], decision: null, noticeAt: null, ...more })

test('Fisher by hand: the lady tasting tea', () => {
  assert.ok(Math.abs(fisherExact(3, 4, 1, 4) - 34 / 70) < 1e-9)
  assert.ok(Math.abs(fisherExact(4, 4, 0, 4) - 2 / 70) < 1e-9)
  assert.ok(Math.abs(fisherExact(5, 50, 10, 100) - 1) < 1e-9)
})

test('Fisher is symmetric and a probability', () => {
  const count = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(count, count, count, count, (a, x, b, y) => {
      const p = fisherExact(a, a + x, b, b + y)
      assert.ok(p > 0 && p <= 1)
      assert.ok(Math.abs(p - fisherExact(b, b + y, a, a + x)) < 1e-9)
    }),
  )
})

test('a declined check says nothing of a person; an overturned decision is a clearance; a contested one waits', () => {
  const decision = { outcome: 'not-proceed', by: 'Ada', reason: 'r' } as const
  assert.equal(outcomeOf(record({ verifications: ['failed'], decision })), 'bad')
  assert.equal(outcomeOf(record({ verifications: ['declined-with-reason'], decision })), null)
  assert.equal(outcomeOf(record({ verifications: ['failed'], decision, state: 'contest' })), null)
  assert.equal(outcomeOf(record({ verifications: ['failed', 'verified'] })), 'good')
  assert.equal(outcomeOf(record({ state: 'evidence' })), null)
})

test('the impact report reproduces a hand-computed fixture', () => {
  // 100 of A, 10 stepped up; 100 of B, 30 stepped up: pass rates 0.9 and 0.7, ratio 0.7778.
  const of = (group: string, n: number, stepped: number): Grouped[] => Array.from({ length: n }, (_, i) => ({ group, stepped: i < stepped, failed: false, ledger: null }))
  const [a, b, c] = impactOf([...of('A', 100, 10), ...of('B', 100, 30), ...of('C', 29, 29)])
  assert.equal(a?.ratio, 1)
  assert.ok(Math.abs((b?.ratio ?? 0) - 0.7 / 0.9) < 1e-12)
  assert.equal(b?.alarm, true)
  assert.deepEqual(c, { group: 'C', stepped: null, failed: null, ratio: null, p: null, alarm: false }, 'too small to be shown')
})

test('ablation names the signal that costs fairness', () => {
  const vpn = weigh([found('n', 'network', 10)], { artefacts: 0, rarestBits: 0 })
  const clean = weigh([], { artefacts: 0, rarestBits: 0 })
  const people: Grouped[] = [...Array.from({ length: 60 }, (_, i) => ({ group: 'A', stepped: i < 3, failed: false, ledger: i < 3 ? vpn : clean })), ...Array.from({ length: 60 }, (_, i) => ({ group: 'B', stepped: i < 30, failed: false, ledger: i < 30 ? vpn : clean }))]
  const [network] = ablationsOf(people, (ledger, without) => ledger.groups.some(({ group, decibans }) => group !== without && decibans > 5))
  assert.equal(network?.signal, 'network')
  assert.ok((network?.ratioChange ?? 0) > 0.4)
  assert.equal(network?.recallLost, 1)
})

/** Settled cases whose one rule has a true weight: it speaks in `hit` of bad and `alarm` of good ones. */
function settled(n: number, hit: number, alarm: number, stated: number): Adjudicated[] {
  const random = seededRandom(5)
  return Array.from({ length: n }, (_, i) => {
    const bad = i % 4 === 0
    const spoke = random.next() < (bad ? hit : alarm)
    return { id: String(i), at: i * 3_600_000, bad, ledger: weigh(spoke ? [found('apply/one', 'document', stated)] : [], { artefacts: 0, rarestBits: 0 }, 0.25) }
  })
}

test('a weight is measured from settled cases with its interval, and a wrong one is proposed to change, part of the way', () => {
  const cases = settled(800, 0.6, 0.3, 8)
  const [rule] = rulesOf(cases, 800 * 3_600_000)
  const truth = 10 * Math.log10(0.6 / 0.3)
  assert.ok(rule?.measured && rule.measured.low < truth && truth < rule.measured.high, `${truth} in the interval`)
  const file = { path: 'playbook/apply/one.yaml', text: 'id: apply/one\nweight: { present: 8.0, absent: -0.3 }\n' }
  const proposal = proposeWeights([rule], () => file)
  assert.equal(proposal.changes.length, 1)
  assert.match(proposal.diff, /^--- a\/playbook\/apply\/one\.yaml\n\+\+\+ b[^\n]+\n@@ -2,1 \+2,1 @@\n-weight: \{ present: 8\.0, absent: -0\.3 \}\n\+weight: \{ present: [4-7]\.[05], absent: -0\.3 \}\n$/)
  assert.deepEqual(proposeWeights([rule], () => null).changes, [], 'a peer’s pack is not ours to change')
})

test('a right weight, or too few cases, proposes nothing', () => {
  const file = { path: 'p.yaml', text: 'weight: { present: 3.0, absent: 0 }\n' }
  assert.deepEqual(proposeWeights(rulesOf(settled(800, 0.6, 0.3, 3), 0), () => file).changes, [])
  assert.deepEqual(proposeWeights(rulesOf(settled(60, 0.9, 0.1, -5), 0), () => file).changes, [])
})

test('reliability: bins hold every case once, and few bad cases are not trusted', () => {
  const cases = settled(400, 0.6, 0.3, 3)
  const report = reliabilityOf(cases)
  assert.equal(report.bins.reduce((sum, { observed }) => sum + observed.n, 0), 400)
  assert.equal(report.trusted, true)
  assert.equal(reliabilityOf(cases.slice(0, 40)).trusted, false)
  assert.deepEqual(share(0, 0), { value: null, low: 0, high: 1, n: 0 })
})
