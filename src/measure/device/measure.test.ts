import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gpuClass, measureDevice, screenClass } from './measure.ts'
import { browserPayload } from './payload.ts'

const chrome = browserPayload.parse({
  zone: 'Europe/Berlin',
  agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
  hintsPlatform: 'Windows',
  platform: 'Win32',
  engine: 'v8',
  gpu: 'ANGLE (Intel, Iris Xe)',
  webdriver: false,
  permissionsContradict: false,
  touchPoints: 0,
  audioOutputs: 2,
  cameras: 1,
  cameraLabels: [''],
  frameMs: 16.7,
  deviceKey: 'a'.repeat(64),
})
const nothingSeen = { packet: null, tls: null }

test('a browser that agrees with itself has no contradiction', () => {
  const { facts } = measureDevice(chrome, { packet: 'windows', tls: null }, [])
  assert.deepEqual(facts.contradictions, [])
  assert.equal(facts.engineAgrees, true)
  assert.equal(facts.gpu, 'hardware')
  assert.equal(facts.framesPerSecond, 60)
})

test('systems and engines that cannot both be true are named', () => {
  assert.deepEqual(measureDevice({ ...chrome, platform: 'Linux x86_64' }, { packet: 'unix', tls: null }, []).facts.contradictions, ['user agent windows, platform linux', 'user agent windows, first packet unix'])
  assert.equal(measureDevice({ ...chrome, engine: 'spidermonkey' }, nothingSeen, []).facts.engineAgrees, false)
})

test('a telephone that names its kernel does not contradict itself', () => {
  const phone = { ...chrome, agent: 'Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36', hintsPlatform: 'Android', platform: 'Linux armv8l', touchPoints: 5 }
  assert.deepEqual(measureDevice(phone, { packet: 'unix', tls: null }, []).facts.contradictions, [])
})

test('camera labels are empty before permission: that is unknown, not clean', () => {
  const { facts, unavailable } = measureDevice(chrome, nothingSeen, [])
  assert.equal(facts.virtualCamera, null)
  assert.ok(unavailable['device.virtualCamera'])
  assert.equal(measureDevice({ ...chrome, cameraLabels: ['OBS Virtual Camera'] }, nothingSeen, []).facts.virtualCamera, true)
})

test('graphics fall into classes', () => {
  assert.equal(gpuClass('ANGLE (Google, Vulkan 1.3 (SwiftShader Device))'), 'software')
  assert.equal(gpuClass('SVGA3D; build: RELEASE; LLVM;'), 'virtual')
  assert.equal(gpuClass('Apple M4'), 'hardware')
})

test('a changed key is a fact with the number of keys seen', () => {
  assert.deepEqual(measureDevice(chrome, nothingSeen, ['b'.repeat(64), 'c'.repeat(64), null]).facts.continuity, { earlierSessions: 3, sameKey: false, keys: 2, deletable: true })
})

test('graphics and TLS that another system or program makes are named', () => {
  assert.deepEqual(measureDevice({ ...chrome, gpu: 'ANGLE (Apple, ANGLE Metal Renderer: Apple M2)' }, nothingSeen, []).facts.contradictions, ['user agent windows, graphics macos'])
  assert.equal(measureDevice(chrome, { packet: null, tls: { family: 'program', ja4: '' } }, []).facts.tlsAgrees, false)
  assert.equal(measureDevice(chrome, { packet: null, tls: { family: 'chromium', ja4: '' } }, []).facts.tlsAgrees, true)
  assert.equal(measureDevice({ ...chrome, agent: 'curl/8' }, { packet: null, tls: { family: 'program', ja4: '' } }, []).facts.tlsAgrees, null)
})

test('a worker that tells another story contradicts; one that cannot tell is unknown', () => {
  const worker = { agent: chrome.agent, platform: chrome.platform, zone: chrome.zone, cores: null }
  assert.equal(measureDevice({ ...chrome, worker }, nothingSeen, []).facts.workerContradicts, false)
  assert.equal(measureDevice({ ...chrome, worker: { ...worker, zone: 'Asia/Vladivostok' } }, nothingSeen, []).facts.workerContradicts, true)
  assert.equal(measureDevice(chrome, nothingSeen, []).facts.workerContradicts, null)
})

test('screens fall into buckets', () => {
  assert.equal(screenClass({ width: 390, height: 844, pointer: 'coarse' }), 'phone')
  assert.equal(screenClass({ width: 1920, height: 1080, pointer: 'fine' }), 'full-hd')
  assert.equal(screenClass({ width: 5120, height: 200, pointer: 'fine' }), 'unusual')
})
