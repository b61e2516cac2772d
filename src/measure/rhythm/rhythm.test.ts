import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../../core/random.ts'
import { syntheticPerson, syntheticTrials } from '../../../bench/work/synthetic.ts'
import { claimTest } from './claim.ts'
import { emptiest, entropy, harmonic, quietArc, relativeAmplitude } from './clock-face.ts'
import { circularDistance } from './earth-mover.ts'
import { activeHalfHours, around, dayBin, weekBin } from './half-hours.ts'
import { changePoint, handover } from './handover.ts'
import { pack, unpack } from './net.ts'
import { clockDistance, offsetIndex, offsets } from './offsets.ts'
import { sharing } from './sharing.ts'
import { zonePosterior, zoneScores } from './zone.ts'

const faces = fc
  .array(fc.nat(20), { minLength: 48, maxLength: 48 })
  .filter((face) => face.some((n) => n > 0))
  .map((face) => Float64Array.from(face))
const turned = (face: Float64Array, by: number): Float64Array => face.map((_, bin) => face[(bin + 48 - by) % 48]!)

/** Monday to Friday, 9 to 17 with a pause, for `weeks` weeks, in a clock `offset` half hours from UTC. */
function officeWorker(offset: number, weeks = 10, start = 2600): Int32Array {
  const out: number[] = []
  for (let week = 0; week < weeks; week++) {
    for (let day = 0; day < 5; day++) {
      const midnight = (start * 7 + 4 + week * 7 + day) * 48 - offset
      for (const half of [18, 19, 21, 22, 23, 27, 29, 30, 32, 33])
        if ((half * 7 + day * 3 + week) % 4 > 0) out.push(midnight + half)
    }
  }
  return Int32Array.from(out)
}

test('a half hour counts once, whatever order the moments come in; leap seconds, 1970 and 2106 are moments like others', () => {
  assert.deepEqual([...activeHalfHours([3600, 0, 1, 1799, 3600.9, Number.NaN])], [0, 2])
  assert.deepEqual([...activeHalfHours([1_483_228_799, 1_483_228_800])], [824_015, 824_016])
  assert.equal(activeHalfHours([4_294_967_296])[0], Math.floor(4_294_967_296 / 1800))
  assert.equal(weekBin(0), 3 * 48)
  assert.equal(dayBin(-1), 47)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 5e9 })), (s) =>
      assert.deepEqual(activeHalfHours(s), activeHalfHours([...s, ...s].toReversed())),
    ),
  )
})

test('clocks go round: +13 and −11 agree, +14 and −12 are two hours apart', () => {
  assert.equal(clockDistance(780, -660), 0)
  assert.equal(clockDistance(840, -720), 2)
  assert.equal(clockDistance(345, 330), 0.25)
  assert.equal(offsets[offsetIndex(345)], 360)
  assert.equal(around(13, 24), -11)
})

test('earth-mover distance round the clock: zero on itself, symmetric, h for a turn by h, never above twelve', () => {
  fc.assert(
    fc.property(faces, faces, fc.nat(47), (a, b, by) => {
      assert.ok(circularDistance(a, a) < 1e-9)
      assert.ok(Math.abs(circularDistance(a, b) - circularDistance(b, a)) < 1e-9)
      assert.ok(circularDistance(a, b) <= 12 + 1e-9)
      assert.ok(Math.abs(circularDistance(turned(a, by), turned(b, by)) - circularDistance(a, b)) < 1e-9)
    }),
  )
  const point = new Float64Array(48)
  point[10] = 5
  assert.equal(circularDistance(point, turned(point, 12)), 6)
  assert.equal(circularDistance(point, turned(point, 40)), 4)
})

test('statistics of the face do not change when the clock is turned', () => {
  fc.assert(
    fc.property(faces, fc.nat(23), (face, hours) => {
      const other = turned(face, hours * 2)
      for (const measure of [
        (f: Float64Array) => emptiest(f, 6).share,
        (f: Float64Array) => quietArc(f, 0.05).hours,
        relativeAmplitude,
        entropy,
        (f: Float64Array) => harmonic(f, 1).length,
      ]) {
        assert.ok(Math.abs(measure(face) - measure(other)) < 1e-9)
      }
    }),
  )
})

test('packed weights come back within half a step', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1 }), (values) => {
      const packed = pack(Float32Array.from(values))
      unpack(packed).forEach((value, i) => assert.ok(Math.abs(value - values[i]!) <= packed.step * 0.51))
    }),
  )
})

test('turning the activity by an hour turns the zone scores by an hour, and nothing else', () => {
  const here = zoneScores(officeWorker(0))
  const there = zoneScores(officeWorker(2))
  for (let index = 2; index < offsets.length; index++) assert.ok(Math.abs(there[index]! - here[index - 2]!) < 1e-3)
})

test('office hours are placed within an hour of where they are kept, at every offset people keep', () => {
  for (const minutes of [-600, -480, -300, -180, 0, 60, 180, 330, 345, 480, 570, 720]) {
    const found = zonePosterior(officeWorker(Math.round(minutes / 30)))
    assert.ok(found !== null && clockDistance(found.bestOffset, minutes) <= 1.5, `${minutes}: ${found?.bestOffset}`)
    assert.ok(Math.abs(found.probability.reduce((sum, p) => sum + p, 0) - 1) < 1e-9)
  }
})

test('too little activity is not assessed', () => {
  const few = officeWorker(0).slice(0, 20)
  assert.equal(zonePosterior(few), null)
  assert.equal(claimTest(few, 0), null)
  assert.equal(sharing(few, 0), null)
  assert.equal(handover(few, few, 0), null)
  assert.equal(changePoint(few, 0), null)
})

test('a true claim is held for the person, one eight hours off against', () => {
  const own = officeWorker(16)
  assert.ok((claimTest(own, 480)?.againstDecibans ?? 0) < -8)
  assert.ok((claimTest(own, 0)?.againstDecibans ?? 0) > 8)
})

test('a change of hands eight hours away is found in its week; a quiet life has none', () => {
  const later = officeWorker(-12, 10, 2610)
  const changed = changePoint(Int32Array.from([...officeWorker(4, 10), ...later]), 120)
  assert.ok(changed !== null && changed.decibans > 10 && changed.distanceHours > 5)
  assert.ok(Math.abs(changed.atHalfHour - later[0]!) < 336)
  assert.ok((changePoint(officeWorker(4, 20), 120)?.decibans ?? 0) < 0)
})

test('two shifts behind one account score above one person; two people of one zone do not', () => {
  const trials = syntheticTrials(3, true).filter(({ task }) => task === 'share')
  const mean = (kind: string): number => {
    const scores = trials
      .filter((trial) => trial.kind === kind)
      .map((trial) => sharing(activeHalfHours(trial.before), trial.claimed ?? 0)?.twoShiftDecibans ?? 0)
    return scores.reduce((sum, score) => sum + score, 0) / scores.length
  }
  assert.ok(mean('shift8') > mean('single') + 8)
  assert.ok(Math.abs(mean('same') - mean('single')) < 6)
})

test('the synthetic generator is reproducible', () => {
  const of = (seed: number): number[] => [...syntheticPerson(1, seededRandom(seed), 60).epoch]
  assert.deepEqual(of(4), of(4))
  assert.notDeepEqual(of(4), of(5))
})
