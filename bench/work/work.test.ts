import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { seededRandom } from '../../src/core/random.ts'
import { bench } from '../work.ts'
import { readTrials, type Trial } from './layout.ts'
import { areaOf, calibrationError, foundAt } from './report.ts'
import { claimsFrom, type Scored } from './score.ts'
import { merged, thin, window } from './simulate.ts'
import { syntheticPerson } from './synthetic.ts'

const trial = (person: string, label: number): Trial => ({ id: person, task: 'zone', variant: 'n1', kind: 'zone', claimed: null, before: [], after: [], label, person })
const scored = (score: number, stated: number | null, cameTrue: boolean, person = `p${score}`): Scored => ({ trial: trial(person, 0), off: null, score, stated, cameTrue })

test('the bench reads plain and gzipped files of the documented layout, and leaves out what has no answer', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-work-'))
  try {
    const lines = ['{"id":"a","task":"zone/n2","events":[1,2]}', '{"id":"b","task":"hand-over/90d/n1","claimed_offset_min":60,"events":{"before":[1],"after":[2]}}', '{"id":"c","task":"zone/n2","events":[3]}']
    writeFileSync(path.join(folder, 'trials.jsonl.gz'), gzipSync(lines.join('\n')))
    writeFileSync(path.join(folder, 'labels.jsonl'), '{"id":"a","kind":"zone","label":60,"person":"x"}\n{"id":"b","kind":"single","label":0}\n')
    assert.deepEqual(
      readTrials(folder).map(({ id, task, variant, person, claimed, after }) => [id, task, variant, person, claimed, after]),
      [['a', 'zone', 'n2', 'x', null, []], ['b', 'handover', '90d/n1', 'b', 60, [2]]],
    )
    assert.throws(() => readTrials(path.join(folder, 'nowhere')), { code: 'SP_BENCH_DATA' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('detection counts what is above the threshold, not on it; areas and calibration of what is known', () => {
  const positives = [scored(3, null, true), scored(2, null, true)]
  const negatives = [scored(1, null, false), scored(2, null, false, 'q')]
  assert.equal(foundAt(positives, negatives, 0.01).value, 0.5)
  assert.equal(areaOf(positives, negatives, seededRandom(1), 20).value, 0.875)
  const honest = Array.from({ length: 100 }, (_, n) => scored(n, 0.7, n % 10 < 7))
  assert.ok((calibrationError(honest, false).value ?? 1) < 0.05)
  assert.ok((calibrationError(honest.map((s) => ({ ...s, stated: 0.99 })), false).value ?? 0) > 0.25)
  assert.equal(calibrationError(honest.slice(0, 10), false).value, null)
})

test('claims are made of zone trials: one true and one six to twelve hours off, between −12 and +14', () => {
  const made = claimsFrom(Array.from({ length: 200 }, (_, n) => trial(`p${n}`, -720 + 30 * (n % 53))))
  assert.equal(made.length, 400)
  for (const { label, claimed } of made) {
    assert.ok(claimed !== null && claimed >= -720 && claimed <= 840)
    assert.ok(label === 0 || label === 1)
  }
})

test('a merged account has exactly as many half hours as an honest one, at most', () => {
  const random = seededRandom(9)
  const [a, b] = [0, 1].map((n) => window(syntheticPerson(n, random), 180, 60, random))
  assert.ok(a && b)
  for (const kind of ['shift', 'alt', 'minor'] as const) {
    const moments = merged(a, b, 180, kind, 60, 0, random)
    if (moments !== null) assert.ok(moments.length <= 60 && new Set(moments.map((m) => Math.floor(m / 1800))).size === moments.length)
  }
  assert.equal(thin(a.moments, 30, random).length, 30)
})

test('without data the bench runs on people who never lived and prints every name of the plan', async () => {
  const { metrics, baselines } = await bench.run({ data: null, seed: 1, quick: true, flags: {}, say: () => {} })
  for (const name of ['zone_within_1h.n200', 'zone_mae_h.n200', 'claim_at_1', 'handover_at_1', 'share6_auc', 'share6_at_5', 'alternate_auc', 'same_zone_auc', 'calibration_error']) {
    assert.ok(name in metrics, name)
  }
  assert.deepEqual(Object.keys(baselines ?? {}), ['quiet_centre', 'circular_mean'])
  assert.ok((metrics['share8_auc']?.value ?? 0) > 0.8)
})
