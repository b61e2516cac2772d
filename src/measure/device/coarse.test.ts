import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coarse } from './coarse.ts'
import { measureDevice } from './measure.ts'
import { browserPayload } from './payload.ts'

const graphics = ['ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x2684) Direct3D11 vs_5_0 ps_5_0, D3D11)', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M2 Max, Unspecified Version)', 'Mesa Intel(R) UHD Graphics 620 (KBL GT2)', 'Adreno (TM) 740', 'ANGLE (VMware, Inc., SVGA3D; build: RELEASE; LLVM;)', 'Google SwiftShader', 'something new 17']
const some = fc.record({
  agent: fc.constantFrom('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Safari/537.36', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0'),
  gpu: fc.constantFrom(...graphics, null),
  screen: fc.option(fc.record({ width: fc.integer({ min: 0, max: 8000 }), height: fc.integer({ min: 0, max: 5000 }), ratio: fc.double({ min: 0.5, max: 4, noNaN: true }), extended: fc.constant(null), gamut: fc.constant(null), highRange: fc.constant(null), pointer: fc.constantFrom('fine' as const, 'coarse' as const), hover: fc.constant(null) })),
  cores: fc.option(fc.integer({ min: 1, max: 96 })),
  workerCores: fc.option(fc.integer({ min: 1, max: 96 })),
})
const whole = (parts: { agent: string; gpu: string | null; screen: unknown; cores: number | null; workerCores: number | null }) =>
  browserPayload.parse({ zone: 'Europe/Berlin', hintsPlatform: null, platform: null, engine: null, webdriver: null, permissionsContradict: null, touchPoints: null, audioOutputs: null, cameras: null, cameraLabels: [], frameMs: null, deviceKey: null, agent: parts.agent, gpu: parts.gpu, screen: parts.screen, cores: parts.cores, worker: { agent: parts.agent, platform: null, zone: 'Europe/Berlin', cores: parts.workerCores } })

test('what is kept gives the same facts as what was sent, and keeping it twice changes nothing', () => {
  const nothing = { packet: null, tls: null }
  fc.assert(
    fc.property(some, (parts) => {
      const sent = whole(parts)
      const kept = coarse(sent)
      const facts = (browser: typeof sent) => measureDevice(browser, nothing, []).facts
      // Cores that differ by chance within a bucket are the one thing that coarseness hides.
      if ((sent.worker?.cores ?? null) === sent.cores) assert.deepEqual(facts(kept), facts(sent))
      assert.deepEqual(coarse(kept), kept)
    }),
  )
})

test('models and sizes are gone', () => {
  const kept = JSON.stringify(coarse(whole({ agent: 'x', gpu: graphics[0] as string, screen: { width: 2543, height: 1391, ratio: 1.25, extended: null, gamut: null, highRange: null, pointer: 'fine', hover: null }, cores: 24, workerCores: 24 })))
  assert.doesNotMatch(kept, /4090|2684|2543|1391|24/)
})
