import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Rate at which everything is kept. */
export const RATE = 16_000

/** Runs a tool with an argument list, never through a shell. */
export async function run(tool: string, args: readonly string[]): Promise<void> {
  await execute(tool, [...args], { timeout: 500_000, maxBuffer: 16_000_000 })
}

/** The tools of the list that do not answer. */
export async function missingTools(tools: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(
    tools.map((tool) =>
      execute(tool, tool === 'ffmpeg' ? ['-version'] : ['--version']).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
      ),
    ),
  )
  return tools.filter((_, i) => !answers[i])
}

/** Any sound file as mono samples at 16 kHz. */
export async function decode(file: string): Promise<Float32Array> {
  const raw = `${file}.raw`
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-protocol_whitelist',
    'file,pipe',
    '-i',
    file,
    '-ac',
    '1',
    '-ar',
    String(RATE),
    '-f',
    'f32le',
    raw,
  ])
  const bytes = await readFile(raw)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.byteLength & ~3)))
}

/** Writes 16-bit mono WAV at 16 kHz. */
export async function writeWave(file: string, samples: Float32Array): Promise<void> {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(RATE, 24)
  bytes.writeUInt32LE(RATE * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples.length * 2, 40)
  for (let i = 0; i < samples.length; i++)
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, samples[i] as number)) * 32_767), 44 + i * 2)
  await writeFile(file, bytes)
}
