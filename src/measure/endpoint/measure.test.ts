import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureEndpoint } from './measure.ts'
import type { Endpoint } from './document.ts'
import { isJiggler, kvmByNeighbour, kvmByUsb, remoteFamily } from './signatures.ts'

const nothing: Endpoint = { host: null, serial: null, at: null, installedAt: null, usb: null, displays: null, neighbours: null, programs: null, listening: null, gateway: null }
const usb = { vendor: '1d6b', product: '0104', maker: '', name: '', serial: '', path: 'usb_devices[0]' }

test('boxes are named by their own strings; the bare gadget is only counted', () => {
  assert.equal(kvmByUsb({ ...usb, maker: 'tinypilot' }), 'TinyPilot')
  assert.equal(kvmByUsb({ ...usb, serial: 'CAFEBABE' }), 'PiKVM')
  assert.equal(kvmByUsb({ ...usb, serial: 'CAFEBABE', maker: 'GLKVM' }), 'GL.iNet Comet')
  assert.equal(kvmByUsb({ ...usb, maker: 'Linux Foundation', name: 'Multifunction Composite Gadget' }), null)
  assert.deepEqual(measureEndpoint({ ...nothing, usb: [usb] }).facts.kvm, { named: [], genericGadgets: 1 })
})

test('a renamed box passes, and the facts say nothing of it: absence is no proof', () => {
  assert.deepEqual(measureEndpoint({ ...nothing, usb: [{ ...usb, vendor: '1b1c', product: '1b2d', maker: 'Corsair', name: 'Gaming RGB Keyboard' }] }).facts.kvm, { named: [], genericGadgets: 0 })
})

test('what was not asked is unknown, with a reason', () => {
  const { facts, unavailable } = measureEndpoint(nothing)
  for (const name of ['kvm', 'displays', 'neighbours', 'remote', 'listening', 'jigglers'] as const) {
    assert.equal(facts[name], null)
    assert.ok(unavailable[`endpoint.${name}`])
  }
})

test('neighbours: makers of such boxes, any Raspberry Pi, laptops that companies hand out', () => {
  assert.equal(kvmByNeighbour({ mac: '30:52:53:aa:bb:cc', name: '', path: '' }), 'JetKVM')
  assert.equal(kvmByNeighbour({ mac: 'dc:a6:32:aa:bb:cc', name: 'pikvm.local', path: '' }), 'pikvm')
  assert.equal(kvmByNeighbour({ mac: 'dc:a6:32:aa:bb:cc', name: 'garden', path: '' }), null)
  const neighbours = ['LAPTOP-4F7K2M1', 'DESKTOP-8821ABC', 'printer', 'nas'].map((name, i) => ({ mac: `02:00:00:00:00:0${i}`, name, path: '' }))
  assert.equal(measureEndpoint({ ...nothing, neighbours }).facts.neighbours?.companyLaptops, 2)
})

test('remote tools count by family, and by how soon they came', () => {
  const programs = [
    { name: 'AnyDesk', installedAt: Date.UTC(2026, 9, 2), path: 'programs[0]' },
    { name: 'anydesk.exe', installedAt: null, path: 'processes[4]' },
    { name: 'RustDesk 1.4', installedAt: Date.UTC(2026, 9, 9), path: 'programs[1]' },
    { name: 'Visual Studio Code', installedAt: Date.UTC(2026, 9, 1), path: 'programs[2]' },
  ]
  const { facts } = measureEndpoint({ ...nothing, programs, installedAt: Date.UTC(2026, 9, 1) })
  assert.deepEqual(facts.remote?.families, ['AnyDesk', 'RustDesk'])
  assert.equal(facts.remote?.firstAfterHours, 24)
  assert.equal(remoteFamily('Canvas'), null)
})

test('jigglers are programs and sticks', () => {
  assert.ok(isJiggler('Mouse Jiggler 2.1') && isJiggler('USB Mouse Mover'))
  assert.ok(!isJiggler('Caffe') && !isJiggler('USB Optical Mouse'))
})
