import { normal, seededRandom } from '../../src/core/random.ts'
import type { Speech } from './material.ts'
import { RATE } from './tools.ts'

/** Formants of five vowels for a tract of 17.5 cm, Hz (Peterson & Barney 1952, rounded). */
const VOWELS = [
  [730, 1090, 2440, 3400],
  [270, 2290, 3010, 3700],
  [300, 870, 2240, 3300],
  [530, 1840, 2480, 3500],
  [570, 840, 2410, 3300],
] as const
const SECONDS = 12

/**
 * Voices made up from a source and a filter, for a machine without data: pulses with jitter, breath, four resonances,
 * syllables and pauses. Much easier than real people: its figures only show that the bench works.
 */
export function synthesiseSpeech(seed: number, people: number): Speech[] {
  return Array.from({ length: people }, (_, i) => ({ person: `made-up-${i}`, samples: voice(seed * 1000 + i) }))
}

function voice(seed: number): Float32Array {
  const random = seededRandom(seed)
  const tract = 1 + 0.09 * normal(random)
  const base = 150 * Math.exp(0.25 * normal(random) + 2 * (tract - 1))
  const breath = 0.01 + 0.02 * random.next()
  const out = new Float32Array(SECONDS * RATE)
  for (let at = 0; at < out.length;) {
    const length = Math.round((0.12 + 0.16 * random.next()) * RATE)
    const kind = random.next()
    if (kind < 0.72) {
      const vowel = VOWELS[Math.floor(random.next() * VOWELS.length)] as (typeof VOWELS)[number]
      const from = base * Math.exp(0.1 * normal(random))
      syllable(
        out,
        at,
        length,
        from,
        from * Math.exp(0.06 * normal(random)),
        vowel.map((hertz) => hertz * tract),
        breath,
        random,
      )
    } else if (kind < 0.86)
      for (let i = at; i < Math.min(out.length, at + length / 2); i++) out[i] = 0.03 * normal(random)
    at += length
  }
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + 0.0006 * normal(random)
  return out
}

function syllable(
  out: Float32Array,
  at: number,
  length: number,
  from: number,
  to: number,
  formants: readonly number[],
  breath: number,
  random: ReturnType<typeof seededRandom>,
): void {
  const state = formants.map(() => [0, 0] as [number, number])
  let phase = 0
  let slope = 0
  for (let i = 0; i < length && at + i < out.length; i++) {
    const part = i / length
    phase += ((from + (to - from) * part) * (1 + 0.01 * normal(random))) / RATE
    const pulse = phase >= 1 ? 1 : 0
    if (pulse === 1) phase -= 1
    slope = 0.9 * slope + pulse
    let value = slope + breath * normal(random)
    for (const [f, hertz] of formants.entries()) {
      const radius = Math.exp((-Math.PI * (60 + 40 * f)) / RATE)
      const held = state[f] as [number, number]
      const next =
        value * (1 - radius) + 2 * radius * Math.cos((2 * Math.PI * hertz) / RATE) * held[0] - radius * radius * held[1]
      held[1] = held[0]
      held[0] = next
      value = next + 0.15 * value
    }
    out[at + i] = 0.5 * value * Math.sin(Math.PI * part)
  }
}
