import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { normal, pick, seededRandom } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import { speechSegments } from '../../src/measure/turns/speech.ts'
import type { BenchOptions, Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'

const rate = 16_000

/**
 * Error of a gap read from Opus-coded audio, one channel a person: clips are laid at known moments with noise under
 * them, coded at 24 kb/s, decoded, and segmented. Clips come from `--audio DIR` (speech files) or are made here.
 */
export async function onsetError(options: BenchOptions): Promise<Metric> {
  const random = seededRandom(options.seed + 9)
  const probe = spawnSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8' })
  if (probe.status !== 0 || !probe.stdout.includes('libopus'))
    return { value: null, why: 'ffmpeg with libopus is not here' }
  const folder =
    options.flags['audio'] ??
    (options.data !== null && existsSync(join(options.data, 'audio')) ? join(options.data, 'audio') : null)
  const clips =
    folder === null
      ? Array.from({ length: 12 }, () => madeSpeech(1 + 1.5 * random.next(), random))
      : recorded(folder, random)
  if (clips.length < 2) return { value: null, why: 'no readable speech files' }
  options.say(`gaps from audio: ${clips.length} clips, ${folder === null ? 'made here' : 'recorded'}`)
  const errors: number[] = []
  for (let call = 0; call < (options.quick ? 2 : 8); call++) errors.push(...callErrors(clips, random))
  return errors.length === 0
    ? { value: null, why: 'no gap was found' }
    : { value: quantile(errors, 0.5), low: quantile(errors, 0.25), high: quantile(errors, 0.75), n: errors.length }
}

/** Ten questions and answers: absolute error of each gap, in ms; a missed turn counts as a second. */
function callErrors(clips: readonly Float32Array[], random: Random): number[] {
  const length = rate * 90
  const channels = [noise(length, random), noise(length, random)] as const
  const truth: { end: number; start: number }[] = []
  let at = rate
  for (let k = 0; k < 10; k++) {
    const question = pick(random, clips)
    const answer = pick(random, clips)
    const gap = Math.round(rate * (0.15 + 1.6 * random.next()))
    const start = at + question.length + gap
    if (start + answer.length + rate > length) break
    question.forEach((value, s) => (channels[0][at + s]! += value))
    answer.forEach((value, s) => (channels[1][start + s]! += value))
    truth.push({ end: ((at + question.length) * 1000) / rate, start: (start * 1000) / rate })
    at = start + answer.length + Math.round(rate * (0.9 + random.next()))
  }
  const [asked, answered] = channels.map((channel) => speechSegments(throughOpus(channel), rate)) as [
    ReturnType<typeof speechSegments>,
    ReturnType<typeof speechSegments>,
  ]
  return truth.map(({ end, start }) => {
    const ends = asked.map((segment) => segment.endMs).sort((a, b) => Math.abs(a - end) - Math.abs(b - end))
    const starts = answered.map((segment) => segment.startMs).sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
    return ends[0] === undefined || starts[0] === undefined
      ? 1000
      : Math.min(1000, Math.abs(starts[0] - ends[0] - (start - end)))
  })
}

function noise(length: number, random: Random): Float32Array {
  const level = 10 ** (-(50 + 15 * random.next()) / 20)
  return Float32Array.from({ length }, () => level * normal(random))
}

function ffmpeg(args: readonly string[], input?: Buffer): Buffer {
  return (
    spawnSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe', ...args], {
      ...(input === undefined ? {} : { input }),
      maxBuffer: 1 << 28,
    }).stdout ?? Buffer.alloc(0)
  )
}

function throughOpus(samples: Float32Array): Float32Array {
  const raw = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const coded = ffmpeg(
    [
      '-f',
      'f32le',
      '-ar',
      String(rate),
      '-ac',
      '1',
      '-i',
      'pipe:0',
      '-c:a',
      'libopus',
      '-b:a',
      '24k',
      '-application',
      'voip',
      '-f',
      'ogg',
      'pipe:1',
    ],
    raw,
  )
  return floats(ffmpeg(['-f', 'ogg', '-i', 'pipe:0', '-f', 'f32le', '-ar', String(rate), '-ac', '1', 'pipe:1'], coded))
}

function floats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 4 * Math.floor(bytes.length / 4)))
}

/** Speech files, cut to a phrase that begins and ends with sound: 35 dB under the clip's loud parts. */
function recorded(folder: string, random: Random): Float32Array[] {
  const names = readdirSync(folder).filter((name) => /\.(flac|wav|m4a|ogg|opus|mp3)$/.test(name))
  return Array.from({ length: Math.min(24, names.length) }, () => pick(random, names)).flatMap((name) => {
    const whole = floats(
      ffmpeg(['-i', join(folder, name), '-t', '8', '-f', 'f32le', '-ar', String(rate), '-ac', '1', 'pipe:1']),
    )
    const phrase = trimmed(whole.subarray(0, Math.round(rate * (1.2 + 1.5 * random.next()))))
    return phrase.length > rate / 2 ? [phrase] : []
  })
}

function trimmed(samples: Float32Array): Float32Array {
  const size = rate / 200
  const levels = Array.from({ length: Math.floor(samples.length / size) }, (_, f) =>
    Math.hypot(...samples.subarray(f * size, (f + 1) * size)),
  )
  const loud = quantile(levels, 0.95)
  const sounding = levels.map((level) => level > loud * 10 ** (-30 / 20))
  const phrase = samples.slice(sounding.indexOf(true) * size, (sounding.lastIndexOf(true) + 1) * size)
  const peak = phrase.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  return phrase.map((value) => (0.4 * value) / peak)
}

/** A buzz with syllables and two resonances: nobody's voice, but it swells and breaks off as speech does. */
function madeSpeech(seconds: number, random: Random): Float32Array {
  const pitch = 90 + 120 * random.next()
  const out = new Float32Array(Math.round(seconds * rate))
  const syllables = 3.5 + 2 * random.next()
  let phase = 0
  let [a, b] = [0, 0]
  for (let s = 0; s < out.length; s++) {
    phase += (pitch * (1 + 0.08 * Math.sin((2 * Math.PI * s) / rate))) / rate
    const source = 2 * (phase % 1) - 1 + 0.15 * normal(random)
    const middle = 2 * Math.PI * (500 + 250 * Math.sin((2 * Math.PI * 1.7 * s) / rate))
    const next = source + 1.94 * Math.cos(middle / rate) * a - 0.94 * b
    b = a
    a = next
    const swell = 0.12 + 0.88 * Math.abs(Math.sin((Math.PI * syllables * s) / rate + 0.4))
    out[s] = 0.03 * next * swell
  }
  return trimmed(out)
}
