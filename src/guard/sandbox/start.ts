import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SallyportError } from '../../core/errors.ts'
import type { SandboxLimits } from './limits.ts'
import { startMs } from './limits.ts'
import { javascriptOf } from './sources.ts'

const root = realpathSync(fileURLToPath(new URL('../../..', import.meta.url)))
const entry = new URL('./child.ts', import.meta.url)

/** What a parser may read: the project's code and its libraries. Not the data folder, not the keys, not `.git`. */
function readable(): string[] {
  const places = [join(root, 'src'), join(root, 'package.json')]
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    // Both names: Node checks the path as written and as resolved, and a work tree may link its libraries.
    if (existsSync(modules)) places.push(modules, realpathSync(modules))
    if (dirname(folder) === folder) return [...new Set(places)]
  }
}

/**
 * Path of `prlimit` (util-linux), which puts the kernel's limits on a child before it runs; null where there is none.
 * It is what stops a document bomb for certain: `--max-old-space-size` does not count buffers.
 */
export function findPrlimit(path: string = process.env['PATH'] ?? ''): string | null {
  if (process.platform !== 'linux') return null
  for (const folder of [...path.split(delimiter), '/usr/bin', '/bin']) {
    const file = join(folder, 'prlimit')
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      continue
    }
  }
  return null
}

/** The whole command line of a parser child, program first. */
export function childCommand(parser: URL, limits: SandboxLimits, prlimit: string | null): string[] {
  const file = realpathSync(fileURLToPath(parser))
  if (!file.startsWith(join(root, 'src') + sep)) {
    throw new SallyportError('SP_CONFIG', 'A parser must be part of the program.', { parser: file })
  }
  const node = [
    process.execPath,
    '--permission',
    ...readable().map((place) => `--allow-fs-read=${place}`),
    '--disallow-code-generation-from-strings',
    '--disable-proto=throw',
    '--disable-sigusr1',
    `--max-old-space-size=${limits.heapMb}`,
    // Room from the start: a child that reads a dozen files would else collect garbage at every second one.
    `--initial-old-space-size=${Math.min(100, limits.heapMb / 2)}`,
    '--no-warnings',
    '--input-type=module',
    '--eval',
    javascriptOf(entry),
  ]
  if (prlimit === null) return node
  // fsize: not one byte into any file, whatever Node's permission model forgets. core: no dump of an applicant's file.
  const seconds = Math.ceil((limits.cpuMs + startMs) / 1000)
  return [
    prlimit,
    `--data=${limits.dataMb * 1_000_000}`,
    `--cpu=${seconds}`,
    '--fsize=0',
    '--core=0',
    '--nofile=64',
    '--',
    ...node,
  ]
}

/** A running child with an empty environment and nothing but its three pipes. */
export function startChild(parser: URL, limits: SandboxLimits, prlimit: string | null): ChildProcessWithoutNullStreams {
  const [program, ...args] = childCommand(parser, limits, prlimit)
  return spawn(program as string, args, { cwd: root, env: smallestEnvironment(), stdio: 'pipe', windowsHide: true })
}

function smallestEnvironment(): NodeJS.ProcessEnv {
  // Windows cannot start a process without it.
  return process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}
}
