import { availableParallelism } from 'node:os'
import { SallyportError } from '../../core/errors.ts'
import type { Json } from '../../core/facts.ts'
import { sandboxLimits, type SandboxLimits } from './limits.ts'
import { ParserChild } from './parser-child.ts'
import { findPrlimit } from './start.ts'
import { watchKind } from './watch.ts'

export { sandboxLimits, type SandboxLimits } from './limits.ts'

export interface ParseOptions {
  /** The name the file came with; the parser may look at its ending. */
  readonly name: string
  readonly signal?: AbortSignal
}

export interface PoolOptions {
  readonly limits?: Partial<SandboxLimits>
  /** Files parsed at the same time. Default: one a processor. */
  readonly concurrency?: number
  /** Idle children kept ready for each parser that was asked for, so that nobody waits for a start. Default 1. */
  readonly ready?: number
  /**
   * Files one child may read, one after the other, before it is replaced. Default 1: nothing of one applicant's file is
   * left in the process that reads the next one's. More is for a batch from one source; it saves a start (about 0.2 s
   * of processor time) a file. A child that gave anything but a clean answer is always replaced.
   */
  readonly filesPerChild?: number
  /** Idle children end after this time, in milliseconds. Default 30 s. */
  readonly idleMs?: number
}

export interface SandboxPool {
  /** @throws as `parseInSandbox` */
  parse(parser: URL, bytes: Uint8Array, options: ParseOptions): Promise<Json>
  /** Starts the idle children of a parser before its first file arrives. */
  prepare(parser: URL): void
  /** Ends every child, busy ones too. */
  close(): void
}

/**
 * Reads one file with a parser in a child process that has no network, no files to write, no children, no environment,
 * and ends when it uses more than its share.
 *
 * @param parser module under `src/` that exports `parse(bytes, name): Json | Promise<Json>`; it may throw
 *   `{ refused: { code, message, details } }` to say why it does not read a file
 * @throws SP_TOO_LARGE, SP_PARSE_TIMEOUT, SP_PARSE_MEMORY, SP_PARSE_OUTPUT, SP_PARSE_CRASHED, SP_UNSUPPORTED or
 *   another code the parser refused with; SP_CONFIG when the parser itself cannot be started
 */
export async function parseInSandbox(
  parser: URL,
  bytes: Uint8Array,
  options: ParseOptions & { readonly limits?: Partial<SandboxLimits> },
): Promise<Json> {
  const pool = sandboxPool({ limits: options.limits ?? {}, concurrency: 1, ready: 0 })
  try {
    return await pool.parse(parser, bytes, options)
  } finally {
    pool.close()
  }
}

/** Keeps parser children ready. See `PoolOptions` for what may be shared between files, and what may not. */
export function sandboxPool(options: PoolOptions = {}): SandboxPool {
  const limits: SandboxLimits = { ...sandboxLimits, ...options.limits }
  const concurrency = options.concurrency ?? availableParallelism()
  const ready = options.ready ?? 1
  const filesPerChild = options.filesPerChild ?? 1
  const prlimit = findPrlimit()
  const idle = new Map<string, ParserChild[]>()
  const busy = new Set<ParserChild>()
  const waiting: (() => void)[] = []
  let active = 0
  let closed = false

  const retire = (child: ParserChild): void => {
    const siblings = idle.get(child.parser.href)
    if (siblings?.includes(child)) siblings.splice(siblings.indexOf(child), 1)
    child.kill()
  }
  const rest = (child: ParserChild): void => {
    child.hold(false)
    idle.set(child.parser.href, [...(idle.get(child.parser.href) ?? []), child])
    setTimeout(() => retireIfIdle(child, child.parsed), options.idleMs ?? 30_000).unref()
  }
  const retireIfIdle = (child: ParserChild, parsedThen: number): void => {
    if (!busy.has(child) && child.parsed === parsedThen) retire(child)
  }
  const prepare = (parser: URL): void => {
    if (closed) return
    for (let have = idle.get(parser.href)?.length ?? 0; have < ready; have += 1) {
      rest(new ParserChild(parser, limits, prlimit))
    }
  }
  const take = (parser: URL): ParserChild => {
    const siblings = idle.get(parser.href) ?? []
    for (let child = siblings.shift(); child !== undefined; child = siblings.shift()) if (child.alive) return child
    return new ParserChild(parser, limits, prlimit)
  }
  const turn = async (): Promise<void> => {
    if (active >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve))
    else active += 1
  }
  const pass = (): void => {
    const next = waiting.shift()
    if (next === undefined) active -= 1
    else next()
  }

  return {
    prepare,
    async parse(parser, bytes, { name, signal }) {
      if (bytes.length > limits.inputBytes) {
        throw new SallyportError(
          'SP_TOO_LARGE',
          `The file has ${bytes.length} bytes; a parser reads at most ${limits.inputBytes}.`,
          {
            limitBytes: limits.inputBytes,
            bytes: bytes.length,
          },
        )
      }
      await turn()
      if (closed) throw new SallyportError('SP_CONFIG', 'The parser pool is closed.')
      const child = take(parser)
      busy.add(child)
      child.hold(true)
      if (filesPerChild === 1) prepare(parser)
      try {
        return await child.parse(bytes, name, limits.wallMs, signal)
      } finally {
        busy.delete(child)
        if (!closed && child.alive && child.parsed < filesPerChild) rest(child)
        else child.kill()
        pass()
      }
    },
    close() {
      closed = true
      for (const child of [...busy, ...[...idle.values()].flat()]) child.kill()
      idle.clear()
      for (const next of waiting.splice(0)) next()
    },
  }
}

/** What holds a parser back on this machine, for `doctor` and the Health page. */
export function sandboxProtections(): { kernelLimits: string | null; watch: 'proc' | 'ps' | 'none'; sentence: string } {
  const kernelLimits = findPrlimit()
  const watch = watchKind()
  const sentence =
    kernelLimits !== null
      ? 'Parser memory is limited by the kernel and watched.'
      : watch === 'none'
        ? 'Parser memory is limited by the JavaScript heap and the clock only: a document bomb can use much memory for some seconds.'
        : 'Parser memory is watched from outside; there is no kernel limit (prlimit is missing).'
  return { kernelLimits, watch, sentence }
}
