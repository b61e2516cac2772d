import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { sessionDocument } from '../../../measure/device/session-document.ts'
import { classOfName } from '../../../measure/network/system-class.ts'
import { keepVisit } from './visits.ts'

// Honest people whose network looks odd, judged by the whole playbook: none of them reaches a person's desk for it.
let tested: TestedHouse
before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

const at = Date.UTC(2026, 10, 1)
const household = { asn: 64_500, organisation: 'Example Fibre', registered: 'DE', located: 'DE', class: 'household', asOf: '2026-10-15' }
const direct = Array.from({ length: 16 }, (_, i) => ({ sentMs: i * 40, ackMs: 30 + (i % 3), answerMs: 30.4 + (i % 3) }))
const behind = (ms: number) => direct.map((probe) => ({ ...probe, answerMs: probe.answerMs + ms }))
const network = { answer: household, listed: null, listedAsOf: '2026-10-15', trace: { probes: direct, handshakeMs: 30, echoMs: [33, 34, 33, 35, 34], tlsMs: 60, terminated: false, exitMs: null }, syn: { mss: 1460, system: 'windows' }, claim: { zone: null, country: 'DE' }, leak: null, tls: { family: 'chromium', ja4: 't13d1517h2_8daaf6152771_a323666e1952' }, egress: null, places: [] }
const browser = { zone: 'Europe/Berlin', agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36', hintsPlatform: 'Windows', platform: 'Win32', engine: 'v8', gpu: 'intel direct3d11', webgpu: true, cores: 8, memoryGb: 8, patched: 0, webdriver: false, permissionsContradict: false, touchPoints: 0, audioInputs: 1, audioOutputs: 2, cameras: 1, cameraLabels: [], frameMs: 16.7, deviceKey: 'c'.repeat(64) }
const vpn = { ...household, organisation: 'Example VPN', class: 'vpn', registered: 'SE', located: 'NL' }

const people: Readonly<Record<string, { network?: object; browser?: object }>> = {
  'at home': {},
  'on a VPN': { network: { answer: vpn } },
  'on a VPN through a relay': { network: { answer: vpn, trace: { ...network.trace, probes: behind(60) } } },
  'on a VPN far away, whose exit answers': { network: { answer: vpn, syn: { mss: 1380, system: 'unix' }, trace: { ...network.trace, probes: direct.map((probe) => ({ ...probe, ackMs: 220, answerMs: 220.3 })), handshakeMs: 220, exitMs: 30 } } },
  'behind a browser relay': { network: { answer: { ...household, organisation: 'Example Relay', class: 'relay' }, trace: { ...network.trace, probes: behind(25) } } },
  'behind a company gateway': { network: { trace: { ...network.trace, probes: behind(18), echoMs: [70, 71, 72, 70, 73] }, tls: { family: 'program', ja4: 't13d1812h1' } } },
  'on a satellite': { network: { answer: { ...household, organisation: 'Example Satellite Broadband', class: classOfName('Example Satellite Broadband') }, trace: { ...network.trace, probes: behind(540), handshakeMs: 30 } } },
  'travelling with the clock left at home': { network: { answer: { ...household, registered: 'PT', located: 'PT' } }, browser: { zone: 'America/New_York' } },
  'with a privacy browser': { browser: { patched: 3, gpu: null, hintsPlatform: null, cores: null, worker: null, cameras: 0, audioInputs: 0, audioOutputs: 0, deviceKey: null } },
}

for (const [name, parts] of Object.entries(people)) {
  test(`${name}: routine`, async () => {
    const subject = await rows(tested.house).subjects.insert(tested.org, { kind: 'person', name })
    const visit = sessionDocument.parse({ sallyport: 'session/1', at, consent: { at, version: 'test', identity: false }, network: { ...network, ...parts.network }, browser: { ...browser, ...parts.browser }, typing: null })
    await keepVisit(tested.house, { org: tested.org, subject, stage: 'application' }, visit)
    await tested.drain()
    const [item] = await rows(tested.house).cases.ofSubject(tested.org, subject)
    assert.equal(item?.posture, 'routine', item?.why ?? 'no case')
  })
}
