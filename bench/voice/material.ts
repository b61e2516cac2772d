import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import type { Band, Frame } from '../../src/measure/voice/frames.ts'
import { framesOf, profileFrames, type BandProfile } from '../../src/measure/voice/profile.ts'
import { changers, codecs, type Changer, type Codec } from './changers.ts'
import { decode, RATE, writeWave } from './tools.ts'

/** One person's speech, as it was recorded. */
export interface Speech {
  readonly person: string
  readonly samples: Float32Array
}

/** One person's clip as it came through a changer (or none) and a codec. */
export interface Trial {
  readonly person: string
  readonly kind: string
  readonly family: string | null
  readonly codec: string
  readonly band: Band
  readonly whole: BandProfile
  readonly halves: readonly [BandProfile, BandProfile]
}

const GAP = 0.6 * RATE
const MARGIN = 0.03 * RATE

/** Reads `bonafide/*`; the person is the file name up to the first `-`. */
export async function readSpeech(folder: string): Promise<Speech[]> {
  const from = path.join(folder, 'bonafide')
  const names = await readdir(from).catch(() => [])
  const files = names.filter((name) => /\.(flac|wav|ogg|opus|mp3|m4a)$/i.test(name)).sort()
  if (files.length === 0) throw new SallyportError('SP_BENCH_DATA', 'There is no sound file in bonafide/.')
  const held = await mkdtemp(path.join(tmpdir(), 'voice-'))
  try {
    const speech: Speech[] = []
    for (const name of files) {
      const copy = path.join(held, 'one.wav')
      await copyFile(path.join(from, name), copy)
      speech.push({ person: name.split(/[-.]/)[0] as string, samples: await decode(copy) })
    }
    return speech
  } finally {
    await rm(held, { recursive: true, force: true })
  }
}

/**
 * Every clip through every changer and codec, measured. All clips go through a tool in one file, kept apart by silence,
 * because starting a tool a thousand times takes longer than its work.
 */
export async function makeTrials(
  speech: readonly Speech[],
  say: (line: string) => void,
  wanted: readonly Codec[] = codecs,
  by: readonly Changer[] = changers,
): Promise<Trial[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'voice-'))
  try {
    const starts: number[] = []
    let length = GAP
    for (const { samples } of speech) {
      starts.push(length)
      length += samples.length + GAP
    }
    const joined = new Float32Array(length)
    for (const [i, { samples }] of speech.entries()) joined.set(samples, starts[i])
    const plain = path.join(folder, 'plain.wav')
    await writeWave(plain, joined)
    const measure = async (changer: Changer | null): Promise<Trial[]> => {
      const own = await mkdtemp(path.join(folder, 'one-'))
      const changed = changer === null ? plain : path.join(own, 'changed.wav')
      await changer?.make(plain, changed)
      const duration = changer?.duration ?? 1
      const trials: Trial[] = []
      for (const codec of wanted) {
        const heard = await decode(await codec.encode(changed, own))
        for (const [i, { person, samples }] of speech.entries()) {
          const from = Math.round((starts[i] as number) * duration)
          const clip = heard.subarray(from + MARGIN, from + Math.round(samples.length * duration) - MARGIN)
          const trial = measured(person, clip, changer, codec.name, codec.band)
          if (trial !== null) trials.push(trial)
        }
      }
      say(`  ${changer?.kind ?? 'unchanged'}: measured`)
      return trials
    }
    // Tools run beside the measuring, three at a time.
    const waiting: (Changer | null)[] = [null, ...by]
    const trials: Trial[] = []
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) trials.push(...(await measure(next)))
    }
    await Promise.all([work(), work(), work()])
    return trials
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function measured(
  person: string,
  clip: Float32Array,
  changer: Changer | null,
  codec: string,
  band: Band,
): Trial | null {
  const frames = framesOf(clip, RATE, band)
  const middle = frames.length >> 1
  const part = (some: readonly Frame[]): BandProfile | null => {
    const profile = band === 'wide' ? profileFrames(some, some) : profileFrames(some, null)
    return profile === null ? null : band === 'wide' ? profile.wide : profile.narrow
  }
  const whole = part(frames)
  const first = part(frames.slice(0, middle))
  const second = part(frames.slice(middle))
  if (whole === null || first === null || second === null) return null
  return {
    person,
    kind: changer?.kind ?? 'genuine',
    family: changer?.family ?? null,
    codec,
    band,
    whole,
    halves: [first, second],
  }
}
