import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../core/random.ts'
import { hashDistance, perceptualHash, type Pixels } from './perceptual.ts'

/** Soft blobs of brightness, different for each seed. */
function picture(seed: number, width: number, height: number, channels: 1 | 3 | 4 = 3, noise = 0): Pixels {
  const random = seededRandom(seed)
  const blobs = Array.from({ length: 6 }, () => ({
    x: random.next(),
    y: random.next(),
    r: 0.1 + 0.3 * random.next(),
    v: random.next() * 255,
  }))
  const data = new Uint8Array(width * height * channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 90
      for (const blob of blobs)
        value += (blob.v - 90) * Math.exp(-((x / width - blob.x) ** 2 + (y / height - blob.y) ** 2) / blob.r ** 2)
      for (let c = 0; c < channels; c++)
        data[(y * width + x) * channels + c] =
          c === 3 ? 255 : Math.max(0, Math.min(255, value + noise * (random.next() - 0.5)))
    }
  }
  return { width, height, channels, data }
}

test('a rescaled, noisier copy keeps its hash within a few bits', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const one = perceptualHash(picture(seed, 200, 240)) ?? ''
    const copy = perceptualHash(picture(seed, 120, 144, 4, 12)) ?? ''
    assert.ok(hashDistance(one, copy) <= 10, `seed ${seed}: ${hashDistance(one, copy)}`)
  }
})

test('different pictures differ in many bits', () => {
  const hashes = Array.from({ length: 20 }, (_, i) => perceptualHash(picture(i + 100, 160, 160)) ?? '')
  const near = hashes
    .flatMap((a, i) => hashes.slice(i + 1).map((b) => hashDistance(a, b)))
    .filter((distance) => distance <= 6)
  assert.equal(near.length, 0)
})

test('flat and tiny pictures have no hash', () => {
  assert.equal(perceptualHash({ width: 64, height: 64, channels: 1, data: new Uint8Array(64 * 64).fill(200) }), null)
  assert.equal(perceptualHash({ width: 4, height: 90, channels: 1, data: new Uint8Array(360) }), null)
})

test('the distance of a hash to itself is nought, and to its inverse 64', () => {
  assert.equal(hashDistance('0123456789abcdef', '0123456789abcdef'), 0)
  assert.equal(hashDistance('0000000000000000', 'ffffffffffffffff'), 64)
})
