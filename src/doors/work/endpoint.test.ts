import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureEndpoint } from '../../measure/endpoint/measure.ts'
import { endpointArtefacts, isEndpoint } from './endpoint.ts'
import { parse } from './parsers/endpoint.ts'

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const usb = { vendor: 'PiKVM', vendor_id: '1d6b', model: 'Composite KVM Device', model_id: '0104', serial: 'CAFEBABE' }

test('osquery’s tables in one object', () => {
  const read = parse(bytes({
    system_info: [{ hostname: 'lt-4471', hardware_serial: 'SN-EXAMPLE-1', collected_at: 1_790_000_000 }],
    os_version: [{ install_date: '1789900000' }],
    usb_devices: [usb],
    programs: [{ name: 'AnyDesk', install_date: '20260922' }],
    listening_ports: [{ port: '5900', address: '0.0.0.0', pid: '4' }, { port: '5900', address: '127.0.0.1' }],
    routes: [{ destination: '0.0.0.0', gateway: '192.168.1.1' }],
    arp_cache: [{ address: '192.168.1.1', mac: '0:11:22:33:44:55' }],
  }))
  assert.equal(read.gateway, '00:11:22:33:44:55')
  assert.equal(read.installedAt, 1_789_900_000_000)
  assert.equal(read.displays, null)
  const { facts } = measureEndpoint(read)
  assert.equal(facts.kvm?.named[0]?.name, 'PiKVM')
  assert.equal(facts.listening?.length, 1)
  assert.deepEqual(endpointArtefacts(facts).map(({ type, value }) => `${type} ${value}`), ['egress-network router 00:11:22:33:44:55', 'device-key machine SN-EXAMPLE-1'])
})

test('osquery’s log lines: snapshots, and rows that came; rows that went are gone', () => {
  const lines = [
    { name: 'pack_inventory_usb_devices', snapshot: [usb] },
    { name: 'pack/inventory/processes', action: 'added', columns: { name: 'rustdesk', path: '/usr/bin/rustdesk' } },
    { name: 'pack/inventory/processes', action: 'removed', columns: { name: 'anydesk' } },
  ]
  const { facts } = measureEndpoint(parse(bytes(lines.map((line) => JSON.stringify(line)).join('\n'))))
  assert.deepEqual(facts.remote?.families, ['RustDesk'])
  assert.equal(facts.kvm?.named.length, 1)
})

test('an export of a device management', () => {
  const { facts } = measureEndpoint(parse(bytes({ device: { name: 'mbp-0099', serialNumber: 'SN-EXAMPLE-2', enrolledAt: '2026-10-01T08:00:00Z' }, applications: [{ name: 'TeamViewer Host', installedAt: '2026-10-01T20:00:00Z' }], displays: [{ name: 'HDMI Capture', manufacturer: 'MacroSilicon' }] })))
  assert.equal(facts.remote?.firstAfterHours, 12)
  assert.equal(facts.displays?.captured.length, 1)
})

test('hostile inventories: nothing known is refused with a sentence, odd values are left out, size does not matter', () => {
  for (const text of ['', '[]', '{}', 'not json', '{"usb_devices_of_mine":[1]}']) assert.throws(() => parse(bytes(text)), { code: 'SP_INPUT' })
  const odd = parse(bytes({ usb_devices: [null, 7, { vendor_id: { a: 1 }, model: ['x'] }], programs: [{ name: 1e308, install_date: 'NaN' }, { name: 'x'.repeat(100_000), install_date: -5 }], listening_ports: [{ port: 'x' }, { port: 99_999 }] }))
  assert.equal(odd.programs?.every(({ installedAt, name }) => installedAt === null && name.length <= 160), true)
  assert.deepEqual(odd.listening, [])
  const many = parse(bytes({ programs: Array.from({ length: 50_000 }, (_, i) => ({ name: `p${i}` })) }))
  assert.equal(many.programs?.length, 5_000)
})

test('an inventory is recognised by its tables, other JSON is not', () => {
  assert.ok(isEndpoint('{"usb_devices":['))
  assert.ok(isEndpoint('{"name":"pack_it_processes","action":"added"'))
  assert.ok(!isEndpoint('{"name":"left-pad","version":"1.0.0"}'))
})
