import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAddress, readRange, wide, words } from './address.ts'
import { buildIpTable, flat, type Span } from './build-table.ts'
import { openIpTable, type AddressClass } from './ip-table.ts'
import { listedRange } from './listed.ts'

const span = <V>(range: string, value: V): Span<V> => ({ ...readRange(range)!, value })
const table = openIpTable(
  buildIpTable({
    asn: { four: [span('192.0.2.0/24', 64_500), span('198.51.100.0/24', 64_501)], six: [span('2001:db8::/32', 64_500)] },
    registered: { four: [span('192.0.2.0/24', 'DE')], six: [span('2001:db8::/32', 'DE')] },
    located: { four: [span('192.0.2.0/25', 'DE'), span('192.0.2.128/25', 'FR')], six: [] },
    classes: [{ four: [span<AddressClass>('192.0.2.4/32', 'vpn')], six: [span<AddressClass>('2001:db8::5/128', 'relay')] }],
    systems: new Map([[64_500, { name: 'Example Net', class: 'household' }]]),
    sources: [{ name: 'test', version: '1', licence: 'CC0-1.0', attribution: 'nobody', asOf: '2026-06-17' }],
    builtAt: '2026-06-18T00:00:00Z',
  }),
)

test('an answer names the system, both countries, the class and its age', () => {
  assert.deepEqual(table.lookUp('192.0.2.200'), { asn: 64_500, organisation: 'Example Net', registered: 'DE', located: 'FR', class: 'household', asOf: '2026-06-17' })
  assert.equal(table.lookUp('192.0.2.4')?.class, 'vpn')
  assert.equal(table.lookUp('192.0.2.5')?.class, 'household')
  assert.equal(table.lookUp('2001:db8::5')?.class, 'relay')
  assert.equal(table.lookUp('2001:db8::6')?.class, 'household')
  assert.equal(table.lookUp('::ffff:192.0.2.4')?.class, 'vpn')
  assert.equal(table.lookUp('203.0.113.1')?.asn, null)
  assert.equal(table.lookUp('198.51.100.7')?.organisation, null)
})

test('what is no address has no answer', () => {
  for (const text of ['', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4.5', ':::', '1:2:3:4:5:6:7', '1::2::3', 'x', '12345::', '2001:db8:', '1.2.3.4:80', '1:2:3:4:5:6:7:8:9', '::1.2.3']) {
    assert.equal(table.lookUp(text), null, text)
  }
})

test('a cut or foreign file is refused', () => {
  assert.throws(() => openIpTable(new Uint8Array(40)), /no table/)
})

test('every IPv6 address reads as the number it stands for', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const family = readAddress(text)
      const value = wide()
      const url = new URL(`http://[${text}]/`).hostname
      assert.ok(family !== 0, text)
      assert.equal(readAddress(url.slice(1, -1)), family)
      assert.equal(wide(), value)
    }),
  )
})

test('every IPv4 address reads as the number it stands for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => {
      assert.equal(readAddress([24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')), 4)
      assert.equal(words[3], value)
    }),
  )
})

test('overlapping ranges: the narrower counts, nothing is lost or doubled', () => {
  const spans = fc.array(fc.record({ first: fc.integer({ min: 0, max: 60 }), size: fc.integer({ min: 0, max: 30 }) }), { maxLength: 12 })
  fc.assert(
    fc.property(spans, (list) => {
      const given = list.map(({ first, size }, value) => ({ first: BigInt(first), last: BigInt(first + size), value }))
      const made = flat(given)
      for (let at = 0n; at < 100n; at++) {
        const holders = made.filter(({ first, last }) => first <= at && at <= last)
        const expected = given.filter(({ first, last }) => first <= at && at <= last)
        assert.equal(holders.length, expected.length > 0 ? 1 : 0)
        if (holders[0] !== undefined) assert.ok(expected.some(({ value }) => value === holders[0]!.value))
      }
    }),
  )
})

test('all 1,024 addresses of the listed network are certain; addresses placed there by mistake are not', () => {
  let certain = 0
  for (let block = 176; block < 180; block++) for (let last = 0; last < 256; last++) if (listedRange(`175.45.${block}.${last}`)?.grade === 'certain') certain++
  assert.equal(certain, 1024)
  for (const address of ['196.48.114.9', '104.37.213.1', '57.73.215.8', '31.6.16.15', '172.224.254.40']) assert.equal(listedRange(address)?.grade, 'misplaced')
  assert.equal(listedRange('175.45.180.0'), null)
  assert.equal(listedRange('175.45.175.255'), null)
  assert.equal(listedRange('no address'), null)
})

test('ranges that begin within a /64 are found, and what lies around them', () => {
  const deep = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 0n, max: 40n })), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(deep, (list) => {
      const spans = list.map(([block, low, size], i) => ({ first: (0x2001_0db8n << 96n) + (block << 64n) + low, last: (0x2001_0db8n << 96n) + (block << 64n) + low + size * (1n << 60n), value: `${String.fromCharCode(65 + i)}A` }))
      const disjoint = flat(spans)
      const none = { four: [], six: [] }
      const made = openIpTable(buildIpTable({ asn: none, registered: none, located: { four: [], six: disjoint }, classes: [], systems: new Map(), sources: [], builtAt: '' }))
      for (const { first, last } of disjoint) {
        for (const at of [first - 1n, first, last, last + 1n, last + (1n << 64n)]) {
          const text = at.toString(16).padStart(32, '0').replace(/(.{4})(?=.)/g, '$1:')
          assert.equal(made.lookUp(text)?.located ?? null, disjoint.find((span) => span.first <= at && at <= span.last)?.value ?? null)
        }
      }
    }),
  )
})
