import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { measurePath, type PathTrace, type Probe } from './path.ts'
import { readSyn } from './syn.ts'
import { kilometres, leastSpeed } from './travel.ts'
import { hoursApart, zonesOf } from './zone.ts'

const trace = (probes: readonly Probe[], more: Partial<PathTrace> = {}): PathTrace => ({ probes, handshakeMs: 40, echoMs: [], tlsMs: null, terminated: false, ...more })
const sixteen = (ackMs: number, answerMs: number): Probe[] => Array.from({ length: 16 }, () => ({ ackMs, answerMs }))

test('a direct path has no lead, a relay shows its hidden leg', () => {
  assert.equal(measurePath(trace(sixteen(40, 40.2))).facts.hiddenLegMs, 0.2)
  assert.equal(measurePath(trace(sixteen(40, 101))).facts.hiddenLegMs, 61)
})

test('unknown is not clean: few probes, or a proxy in front, give no figure and a reason', () => {
  const few = measurePath(trace(sixteen(40, 40).slice(0, 7)))
  assert.equal(few.facts.leadP25Ms, null)
  assert.match(few.unavailable ?? '', /7 of at least 8/)
  assert.match(measurePath(trace(sixteen(40, 40), { terminated: true })).unavailable ?? '', /proxy in front/)
})

test('forged numbers are left out', () => {
  const forged = [Number.NaN, -5, Number.POSITIVE_INFINITY, 1e9].map((ackMs) => ({ ackMs, answerMs: ackMs }))
  assert.equal(measurePath(trace([...forged, ...sixteen(40, 50)])).facts.probes, 16)
})

test('acknowledgements that are held back until the answer show against the handshake', () => {
  assert.equal(measurePath(trace(sixteen(120, 120), { handshakeMs: 30 })).facts.ackWithheldMs, 90)
})

test('jitter that both share cancels', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 8, maxLength: 32 }), (jitter) => {
      const lead = measurePath(trace(jitter.map((extra) => ({ ackMs: 40 + extra, answerMs: 40.3 + extra })))).facts.leadP25Ms
      assert.ok(lead !== null && Math.abs(lead - 0.3) < 0.11)
    }),
  )
})

test('a first packet tells its segment size and the family of its kernel', () => {
  const ip = [0x45, 0, 0, 60, 0, 0, 0x40, 0, 57, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
  const tcp = [0, 80, 1, 187, 0, 0, 0, 0, 0, 0, 0, 0, 0xa0, 2, 0xfa, 0xf0, 0, 0, 0, 0]
  const options = [2, 4, 4, 229, 4, 2, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 3, 7]
  assert.deepEqual(readSyn(Uint8Array.from([...ip, ...tcp, ...options])), { ttl: 57, window: 64_240, mss: 1253, options: ['mss', 'sack', 'time', 'nop', 'scale'], system: 'unix' })
  assert.equal(readSyn(new Uint8Array(10)), null)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => void readSyn(bytes)))
})

test('zones: the nearest counts, unknown ones say so', () => {
  const winter = Date.UTC(2026, 0, 15)
  assert.equal(hoursApart('Europe/Berlin', ['America/New_York', 'Europe/London'], winter), 1)
  assert.equal(hoursApart('Nowhere/Town', ['Europe/London'], winter), null)
  assert.equal(hoursApart('Europe/Berlin', [], winter), null)
  assert.ok(zonesOf('US').includes('America/Chicago'))
  assert.deepEqual(zonesOf('not a country'), [])
})

test('a journey is judged by the least distance, less 500 km for each end', () => {
  const berlin = { latitude: 52.5, longitude: 13.4 }
  const paris = { latitude: 48.9, longitude: 2.4 }
  const tokyo = { latitude: 35.7, longitude: 139.7 }
  assert.ok(Math.abs(kilometres(berlin, paris) - 880) < 15)
  assert.equal(leastSpeed([berlin], [paris], 0.1), 0)
  assert.ok((leastSpeed([berlin], [tokyo], 2) ?? 0) > 3_500)
  assert.equal(leastSpeed([berlin], [tokyo, paris], 2), 0)
  assert.equal(leastSpeed([], [tokyo], 2), null)
})
