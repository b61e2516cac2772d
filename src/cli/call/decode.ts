import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { SallyportError } from '../../core/errors.ts'
import { levelMeter } from '../../measure/turns/speech.ts'

const RATE = 16_000
/** Nobody interviews longer; a file that says so is made to fill a disk or a night. */
const MOST_S = 6 * 3600
/** Decoding is some hundred times quicker than listening. */
const WALL_MS = 10 * 60_000

/**
 * Levels of a recording, one array a channel, decoded by ffmpeg as a stream: nothing of the sound is kept. Only local
 * files, no shell, no network protocol, limits on length and time.
 *
 * @throws SP_UNSUPPORTED without ffmpeg or when it cannot read the file; SP_INPUT without the file
 */
export async function levelsOf(file: string, channel: 'mono' | 'left' | 'right' = 'mono'): Promise<Float32Array> {
  if (!existsSync(file)) throw new SallyportError('SP_INPUT', `There is no file ${file}.`)
  const mix = channel === 'mono' ? ['-ac', '1'] : ['-af', `pan=mono|c0=${channel === 'left' ? 'c0' : 'c1'}`]
  const child = spawn('ffmpeg', ['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe', '-i', file, '-vn', '-t', String(MOST_S), ...mix, '-ar', String(RATE), '-f', 'f32le', 'pipe:1'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), WALL_MS)
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString('utf8')).slice(0, 2000)))
  const meter = levelMeter(RATE)
  let rest: Buffer = Buffer.alloc(0)
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    ended.catch(() => undefined)
    for await (const bytes of child.stdout as AsyncIterable<Buffer>) {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      const size = whole.length - (whole.length % 4)
      // A copy: samples have to lie at a multiple of four.
      meter.push(new Float32Array(whole.buffer.slice(whole.byteOffset, whole.byteOffset + size)))
      rest = whole.subarray(size)
    }
    if ((await ended) !== 0) throw new SallyportError('SP_UNSUPPORTED', `The recording cannot be measured, because it is no sound that ffmpeg can read: ${said.split('\n')[0] ?? ''}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SallyportError('SP_UNSUPPORTED', 'Recordings are decoded by ffmpeg, which is not installed here. A transcript (VTT, JSON) is read without it.')
    throw error
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
  return meter.levels()
}
