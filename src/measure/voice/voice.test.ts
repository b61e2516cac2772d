import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureVoice } from './facts.ts'
import { fft } from './fft.ts'
import { measureFrames } from './frames.ts'
import { fitLinear, scoreLinear } from './logistic.ts'
import { changeOf } from './pair.ts'
import { profileVoice, voiceProfile } from './profile.ts'
import { resample } from './resample.ts'

/** Pulses through two resonances, moved by `tract`. */
function buzz(pitch: number, tract = 1, seconds = 3, rate = 16_000): Float32Array {
  let samples = Float32Array.from({ length: seconds * rate }, (_, i) => (i % Math.round(rate / pitch) === 0 ? 1 : 0))
  for (const hertz of [600, 1500, 2600]) {
    const radius = Math.exp((-Math.PI * 90) / rate)
    const turn = 2 * radius * Math.cos((2 * Math.PI * hertz * tract) / rate)
    let [a, b] = [0, 0]
    samples = samples.map((value) => {
      const next = value + turn * a - radius * radius * b
      b = a
      a = next
      return next
    })
  }
  const most = samples.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
  return samples.map((value) => value / most)
}

test('the transform and its reverse give the signal back', () => {
  const transform = fft(64)
  const real = Float64Array.from({ length: 64 }, (_, i) => Math.sin(i * i))
  const imaginary = new Float64Array(64)
  const before = Float64Array.from(real)
  transform.transform(real, imaginary)
  transform.transform(imaginary, real)
  for (let i = 0; i < 64; i++) assert.ok(Math.abs((real[i] as number) / 64 - (before[i] as number)) < 1e-12)
})

test('a tone keeps its loudness when resampled, and one above the new band goes', () => {
  const tone = (hertz: number) =>
    Float32Array.from({ length: 16_000 }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / 16_000))
  const loudness = (samples: Float32Array) =>
    Math.sqrt(samples.slice(500, 7500).reduce((sum, value) => sum + value * value, 0) / 7000)
  assert.ok(Math.abs(loudness(resample(tone(1000), 16_000, 8000)) - Math.SQRT1_2) < 0.02)
  assert.ok(loudness(resample(tone(6000), 16_000, 8000)) < 0.02)
})

test('pitch is found in both bands', () => {
  for (const pitch of [80, 125, 200, 320]) {
    for (const band of ['wide', 'narrow'] as const) {
      const rate = band === 'wide' ? 16_000 : 8000
      const frames = measureFrames(buzz(pitch, 1, 1, rate), band).slice(5)
      const middle = Math.exp((frames[10] as (typeof frames)[number]).logPitch)
      const truth = rate / Math.round(rate / pitch)
      assert.ok(Math.abs(middle / truth - 1) < 0.02, `${band} ${pitch}: ${middle}`)
    }
  }
})

test('a shorter tract is told from a higher pitch', () => {
  const of = (pitch: number, tract: number) =>
    profileVoice(buzz(pitch, tract), 16_000, 'wide')?.wide ?? assert.fail('no profile')
  const tract = changeOf(of(125, 1.12), of(125, 1), 'wide')
  assert.ok(Math.abs(tract.tractPercent - 12) <= 3 && Math.abs(tract.pitchSemitones) < 0.3, JSON.stringify(tract))
  const pitch = changeOf(of(160, 1), of(125, 1), 'wide')
  assert.ok(Math.abs(pitch.tractPercent) <= 3 && Math.abs(pitch.pitchSemitones - 4.3) < 0.4, JSON.stringify(pitch))
})

test('silence and noise have no profile; a profile survives JSON', () => {
  assert.equal(profileVoice(new Float32Array(32_000), 16_000, 'wide'), null)
  const profile = profileVoice(buzz(140), 16_000, 'wide')
  assert.deepEqual(voiceProfile.parse(JSON.parse(JSON.stringify(profile))), profile)
})

test('a line is learnt, and missing reference is said', () => {
  const model = fitLinear(
    Array.from({ length: 80 }, (_, i) => ({ inputs: [i % 9, i], positive: i >= 40, weight: 1 })),
    0.01,
  )
  assert.ok(scoreLinear(model, [3, 70]) > 1 && scoreLinear(model, [3, 10]) < -1)
  const { facts, unavailable } = measureVoice(
    profileVoice(buzz(140), 16_000, 'wide') ?? assert.fail('no profile'),
    null,
  )
  assert.ok(facts === null || facts.within === null)
  assert.ok(Object.keys(unavailable).length === 1)
})
