import { seededRandom } from '../../../../../core/random.ts'

const RATE = 48_000
const vowels = [
  [700, 1220, 2600, 3500],
  [400, 2000, 2550, 3500],
  [300, 870, 2240, 3400],
  [530, 1840, 2480, 3500],
] as const

/** A made-up voice that a speech detector takes for one: pulses of a throat through four moving resonances, in syllables. */
export function voice(seconds: number, pitch: number): Float32Array {
  const random = seededRandom(pitch)
  const out = new Float32Array(Math.round(seconds * RATE))
  const resonances = Array.from({ length: 4 }, () => ({ one: 0, two: 0 }))
  let phase = 0
  for (let s = 0; s < out.length; s++) {
    const t = s / RATE
    const syllable = t * 4.5
    const part = syllable % 1
    const from = vowels[Math.floor(syllable) % 4] as readonly number[]
    const to = vowels[(Math.floor(syllable) + 1) % 4] as readonly number[]
    phase = (phase + (pitch * (1 + 0.1 * Math.sin(4.4 * t))) / RATE) % 1
    const pulse = phase < 0.6 ? 3 * (phase / 0.6) ** 2 - 2 * (phase / 0.6) ** 3 : phase < 0.75 ? 1 - ((phase - 0.6) / 0.15) ** 2 : 0
    let x = pulse - 0.4 + 0.02 * (random.next() - 0.5)
    resonances.forEach((state, k) => {
      const hertz = (from[k] as number) * (1 - part) + (to[k] as number) * part
      const r = Math.exp((-Math.PI * (60 + 30 * k)) / RATE)
      const a = 2 * r * Math.cos((2 * Math.PI * hertz) / RATE)
      const y = (1 - a + r * r) * x + a * state.one - r * r * state.two
      state.two = state.one
      state.one = y
      x = y
    })
    out[s] = x * (0.3 + 0.7 * Math.abs(Math.sin(Math.PI * part)))
  }
  // Less boom, as lips do it; begins and ends at once, so that both are known to the millisecond.
  for (let s = out.length - 1; s > 0; s--) out[s] = (out[s] as number) - 0.9 * (out[s - 1] as number)
  const peak = out.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  return out.map((value) => (0.5 * value) / peak)
}

/** Sixteen-bit mono WAV, as the browser's fake microphone takes it. */
export function wav(samples: Float32Array): Buffer {
  const data = Buffer.alloc(44 + 2 * samples.length)
  data.write('RIFF', 0)
  data.writeUInt32LE(36 + 2 * samples.length, 4)
  data.write('WAVEfmt ', 8)
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(1, 22)
  data.writeUInt32LE(RATE, 24)
  data.writeUInt32LE(2 * RATE, 28)
  data.writeUInt16LE(2, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36)
  data.writeUInt32LE(2 * samples.length, 40)
  samples.forEach((value, k) => data.writeInt16LE(Math.round(32_000 * Math.max(-1, Math.min(1, value))), 44 + 2 * k))
  return data
}

/** Questions of 1.2 s, one every `everyS` seconds, `count` of them: what the interviewer's microphone hears. */
export function questions(count: number, everyS: number): Float32Array {
  const out = new Float32Array(RATE * everyS * count)
  for (let k = 0; k < count; k++) out.set(voice(1.2, 118 + k), RATE * (everyS * k + 1))
  return out
}
