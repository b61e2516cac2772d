import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { Socket } from 'node:net'
import { SallyportError } from '../../core/errors.ts'
import type { Json } from '../../core/facts.ts'
import { readAnswer, tooLong } from './answer.ts'
import { FrameReader } from './frame.ts'
import type { SandboxLimits } from './limits.ts'
import { startMs } from './limits.ts'
import { javascriptGraph } from './sources.ts'
import { startChild } from './start.ts'
import { watchProcess } from './watch.ts'

/** Why a child ended before it gave a whole answer. */
type Ending =
  | { readonly by: 'us'; readonly why: 'wall' | 'cpu' | 'memory' | 'output' | 'malformed' | 'aborted' }
  | { readonly by: 'itself'; readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** The JSON around an answer: `{"parsed":…}`. */
const ENVELOPE = 64
const STDERR_KEPT = 4096
/** What V8 and the C++ library say on standard error when memory is refused to them. */
const NO_MEMORY = /out of memory|allocation fail|bad_alloc|cannot allocate|reached heap limit/i

/**
 * One parser process. Starts at once and imports its parser while nobody waits; then `parse` hands it a file. It is
 * never used again after anything but a clean answer.
 */
export class ParserChild {
  readonly parser: URL
  /** Files it has answered for. */
  parsed = 0
  readonly #limits: SandboxLimits
  readonly #process: ChildProcessWithoutNullStreams
  readonly #ready: Promise<void>
  #stderr = ''
  #frame: FrameReader
  #ending: Ending | null = null
  #settle: ((result: Buffer | Ending) => void) | null = null

  constructor(parser: URL, limits: SandboxLimits, prlimit: string | null) {
    this.parser = parser
    this.#limits = limits
    this.#frame = new FrameReader(ENVELOPE)
    this.#process = startChild(parser, limits, prlimit)
    this.#process.stdin.on('error', () => undefined)
    this.#process.stdout.on('data', (piece: Buffer) => this.#receive(piece))
    this.#process.stderr.on('data', (piece: Buffer) => {
      this.#stderr = (this.#stderr + piece.toString('latin1')).slice(-STDERR_KEPT)
    })
    this.#process.on('error', (error) => this.#end({ by: 'itself', code: null, signal: null }, String(error)))
    // `close`, not `exit`: only then has everything the child wrote been read.
    this.#process.on('close', (code, signal) => this.#end({ by: 'itself', code, signal }))
    this.#ready = this.#start()
    this.#ready.catch(() => undefined)
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  get alive(): boolean {
    return this.#ending === null
  }

  /** While idle, a child must not keep the program from ending. */
  hold(busy: boolean): void {
    const handles = [
      this.#process,
      ...([this.#process.stdin, this.#process.stdout, this.#process.stderr] as unknown as Socket[]),
    ]
    for (const handle of handles) {
      if (busy) handle.ref()
      else handle.unref()
    }
  }

  kill(): void {
    this.#kill('aborted')
  }

  /**
   * What the parser read in the file.
   *
   * @param wallMs time for this file, from the moment the child is ready
   * @throws SP_PARSE_TIMEOUT, SP_PARSE_MEMORY, SP_PARSE_OUTPUT, SP_PARSE_CRASHED, or what the parser refused with
   */
  async parse(bytes: Uint8Array, name: string, wallMs: number, signal?: AbortSignal): Promise<Json> {
    signal?.throwIfAborted()
    const abort = (): void => this.#kill('aborted')
    signal?.addEventListener('abort', abort, { once: true })
    try {
      await this.#ready
      const answered = await this.#ask(bytes, name, wallMs)
      signal?.throwIfAborted()
      if (!Buffer.isBuffer(answered)) throw this.#explain(answered, name, wallMs)
      const result = readAnswer(answered, name, this.#limits)
      this.parsed += 1
      return result
    } catch (error) {
      this.#kill('aborted')
      throw signal?.aborted === true ? signal.reason : error
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  async #start(): Promise<void> {
    const timer = setTimeout(() => this.#kill('wall'), startMs)
    timer.unref()
    this.#send({ parser: this.parser.href, modules: javascriptGraph(this.parser) })
    const first = await this.#next()
    clearTimeout(timer)
    if (Buffer.isBuffer(first)) return
    throw new SallyportError(
      'SP_CONFIG',
      'A parser could not be started.',
      { parser: this.parser.pathname.split('/').pop() ?? '' },
      {
        cause: new Error(this.#stderr),
      },
    )
  }

  async #ask(bytes: Uint8Array, name: string, wallMs: number): Promise<Buffer | Ending> {
    this.#frame = new FrameReader(this.#limits.outputBytes + ENVELOPE)
    const answer = this.#next()
    const timer = setTimeout(() => this.#kill('wall'), wallMs)
    const stop = watchProcess(this.pid, this.#limits, (what) => this.#kill(what))
    this.#send({ name, bytes: bytes.length, outputBytes: this.#limits.outputBytes })
    this.#process.stdin.write(bytes)
    try {
      return await answer
    } finally {
      clearTimeout(timer)
      stop()
    }
  }

  #send(message: Record<string, unknown>): void {
    const json = Buffer.from(JSON.stringify(message))
    const prefix = Buffer.alloc(4)
    prefix.writeUInt32LE(json.length)
    this.#process.stdin.write(prefix)
    this.#process.stdin.write(json)
  }

  /** The next frame, or how the child ended instead. */
  #next(): Promise<Buffer | Ending> {
    if (this.#ending !== null) return Promise.resolve(this.#ending)
    return new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  #receive(piece: Buffer): void {
    const state = this.#settle === null ? 'malformed' : this.#frame.push(piece)
    if (state === 'open') return
    if (state === 'complete') this.#give(this.#frame.payload())
    else this.#kill(state === 'too-long' ? 'output' : 'malformed')
  }

  #give(result: Buffer | Ending): void {
    const settle = this.#settle
    this.#settle = null
    settle?.(result)
  }

  #end(ending: Ending, note = ''): void {
    this.#stderr += note
    this.#ending ??= ending
    this.#give(this.#ending)
  }

  #kill(why: Extract<Ending, { by: 'us' }>['why']): void {
    if (this.#ending !== null) return
    this.#process.kill('SIGKILL')
    this.#end({ by: 'us', why })
  }

  #explain(ending: Ending, name: string, wallMs: number): SallyportError {
    // The file's name is hostile text, and so is what its parser printed: neither goes into the message.
    const cause = new Error(`parser of ${JSON.stringify(name)}: ${JSON.stringify(ending)}\n${this.#stderr}`)
    const timeout = (limit: number): SallyportError =>
      new SallyportError(
        'SP_PARSE_TIMEOUT',
        `Reading the file took longer than ${limit / 1000} s.`,
        { limitMs: limit },
        { cause },
      )
    const memory = (): SallyportError =>
      new SallyportError(
        'SP_PARSE_MEMORY',
        `Reading the file took more than ${this.#limits.residentMb} MB of memory.`,
        { limitMb: this.#limits.residentMb },
        { cause },
      )
    const crashed = (how: string): SallyportError =>
      new SallyportError('SP_PARSE_CRASHED', `The parser ended without an answer (${how}).`, { how }, { cause })

    if (ending.by === 'us') {
      if (ending.why === 'wall') return timeout(wallMs)
      if (ending.why === 'cpu') return timeout(this.#limits.cpuMs)
      if (ending.why === 'memory') return memory()
      if (ending.why === 'output') return tooLong(this.#limits)
      return crashed(ending.why)
    }
    if (NO_MEMORY.test(this.#stderr)) return memory()
    if (ending.signal === 'SIGXCPU') return timeout(this.#limits.cpuMs)
    // Nobody here sent it: the kernel's out-of-memory killer did.
    if (ending.signal === 'SIGKILL') return memory()
    return crashed(ending.signal ?? `exit ${ending.code}`)
  }
}
