import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '../../core/finding.ts'
import { judge } from '../../core/posture.ts'
import { weigh } from '../../core/weigh.ts'
import { readPack } from '../../playbook/pack.ts'
import { digestText, packFiles, publicPackFolder } from '../../store/packs.ts'
import { factSchemas } from '../index.ts'
import { parse } from './parsers/session.ts'
import { isSession, measureSession, sessionArtefacts, sessionFacts } from './session.ts'

const rules = readPack(packFiles(publicPackFolder), factSchemas, digestText).rules.map(({ rule }) => rule)

function present(ids: readonly string[]): Finding[] {
  return ids.map((id) => {
    const rule = rules.find((known) => known.id === `apply/${id}`)
    assert.ok(rule, id)
    const { version, door, group, title, privacy, innocent, clears, sources } = rule
    return { rule: rule.id, version, door, group, title, sealed: false, privacy, outcome: 'present', decibans: rule.weight.present, places: [], innocent, clears, sources, verdict: null }
  })
}

const posture = (ids: readonly string[]): string => judge(weigh(present(ids), { artefacts: 0, rarestBits: 0 }), { artefacts: 0, rarestBits: 0 }).posture

test('a VPN alone, or a VPN and a relay, stays routine', () => {
  assert.equal(posture(['address-vpn']), 'routine')
  assert.equal(posture(['address-vpn', 'path-split']), 'routine')
  assert.equal(posture(['address-hosting', 'path-split', 'address-countries-differ']), 'routine')
})

test('everything that a network can say together never asks for a challenge', () => {
  const ids = rules.filter(({ id }) => /^apply\/(path|address)-/.test(id)).map(({ id }) => id.slice(6))
  assert.ok(ids.length >= 10)
  assert.ok(['routine', 'look'].includes(posture(ids)), posture(ids))
})

const at = Date.UTC(2026, 9, 1)
const visit = {
  sallyport: 'session/1',
  at,
  network: {
    answer: { asn: 7922, organisation: 'Example Net', registered: 'US', located: 'US', class: 'household', asOf: '2026-06-01' },
    listed: null,
    listedAsOf: '2026-10-15',
    trace: { probes: Array.from({ length: 16 }, () => ({ ackMs: 30, answerMs: 190 })), handshakeMs: 30, echoMs: [], tlsMs: null, terminated: false },
    syn: { mss: 1460, system: 'unix' },
    claim: { zone: null, country: 'US' },
    leak: null,
    places: [],
  },
  browser: { zone: 'Asia/Tokyo', agent: 'Windows NT 10.0 Chrome/156.0', hintsPlatform: 'Windows', platform: 'Win32', engine: 'v8', gpu: null, webdriver: false, permissionsContradict: null, touchPoints: 0, audioOutputs: null, cameras: null, cameraLabels: [], frameMs: null, deviceKey: 'a'.repeat(64) },
}
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

test('a visit becomes facts of its schema, with reasons for what is missing', () => {
  assert.ok(isSession(bytes(visit)))
  const { facts, unavailable } = measureSession(parse(bytes(visit)))
  sessionFacts.parse(facts)
  assert.equal(facts.path?.hiddenLegMs, 160)
  assert.equal(facts.address?.ageDays, 122)
  assert.ok((facts.zone?.hoursFromClaim ?? 0) >= 5)
  // Behind a relay the first packet is the relay's: it contradicts nobody.
  assert.deepEqual(facts.device?.contradictions, [])
  assert.equal(unavailable['typing'], 'nothing was typed')
  assert.deepEqual(sessionArtefacts(facts), [{ type: 'device-key', value: 'a'.repeat(64), from: 'session.device.key' }])
})

test('a visit without a network or a browser is unknown, not clean', () => {
  const { facts, unavailable } = measureSession(parse(bytes({ sallyport: 'session/1' })))
  sessionFacts.parse(facts)
  for (const path of ['address', 'path', 'zone', 'device', 'typing']) assert.ok(unavailable[path], path)
})

test('a forged visit is refused with a field, nothing else', () => {
  const forged = [
    { ...visit, browser: { ...visit.browser, surprise: 1 } },
    { ...visit, network: { ...visit.network, trace: { ...visit.network.trace, probes: [{ ackMs: -1, answerMs: 0 }] } } },
    { ...visit, browser: { ...visit.browser, deviceKey: '<script>' } },
    { ...visit, sallyport: 'session/9' },
  ]
  for (const value of forged) assert.throws(() => parse(bytes(value)), { code: 'SP_INPUT' })
  assert.throws(() => parse(new TextEncoder().encode('{"sallyport":"session/1",')), { code: 'SP_INPUT' })
})
