import { run } from './tools.ts'

/** One way of changing a voice. Tools of one family share their method, so a family is left out whole. */
export interface Changer {
  readonly kind: string
  readonly family: string
  /** The program that does it. */
  readonly tool: string
  /** How much longer the result is. */
  readonly duration: number
  readonly make: (from: string, to: string) => Promise<void>
}

const sox = (kind: string, effect: readonly string[], duration = 1, family = 'sox'): Changer => ({
  kind,
  family,
  tool: 'sox',
  duration,
  make: (from, to) => run('sox', ['-G', from, '-b', '16', to, ...effect, 'rate', '16000']),
})

const rubberband = (kind: string, args: readonly string[]): Changer => ({
  kind,
  family: 'rubberband',
  tool: 'rubberband',
  duration: 1,
  make: (from, to) => run('rubberband', ['-q', ...args, from, to]),
})

const soundstretch = (kind: string, semitones: number): Changer => ({
  kind,
  family: 'soundstretch',
  tool: 'soundstretch',
  duration: 1,
  make: (from, to) => run('soundstretch', [from, to, `-pitch=${semitones}`, '-speech']),
})

/** The changers of the published comparison (research: interview, B3). */
export const changers: readonly Changer[] = [
  sox('sox+350', ['pitch', '350']),
  sox('sox-300', ['pitch', '-300']),
  rubberband('rubberband+3.5', ['-2', '-p', '3.5']),
  rubberband('rubberband-3f', ['-2', '-F', '-p', '-3']),
  rubberband('rubberband3+3f', ['-3', '-F', '-p', '3']),
  soundstretch('soundstretch+3', 3),
  soundstretch('soundstretch-3', -3),
  sox('resample1.15', ['speed', '1.15'], 1 / 1.15, 'resample'),
  sox('resample0.87', ['speed', '0.87'], 1 / 0.87, 'resample'),
]

export interface Codec {
  readonly name: string
  readonly band: 'wide' | 'narrow'
  readonly encode: (from: string, folder: string) => Promise<string>
}

const ffmpeg = ['-nostdin', '-v', 'error', '-y', '-protocol_whitelist', 'file,pipe']

/** What lies between the candidate and us: a meeting's Opus at 24 kbit/s, and a telephone leg. */
export const codecs: readonly Codec[] = [
  {
    name: 'opus24',
    band: 'wide',
    encode: async (from, folder) => {
      const file = `${folder}/call.opus`
      await run('ffmpeg', [...ffmpeg, '-i', from, '-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', file])
      return file
    },
  },
  {
    name: 'narrow',
    band: 'narrow',
    encode: async (from, folder) => {
      const file = `${folder}/call.wav`
      await run('ffmpeg', [
        ...ffmpeg,
        '-i',
        from,
        '-af',
        'highpass=f=300,lowpass=f=3400',
        '-ar',
        '8000',
        '-c:a',
        'pcm_mulaw',
        file,
      ])
      return file
    },
  },
]
