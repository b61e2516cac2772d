/**
 * What runs inside a parser child: imports one parser, says it is ready, reads one file from standard input, writes one
 * frame of JSON to standard output. It is started by `start.ts` with the flags that take away network, writes,
 * children, workers and add-ons; the lines below take away what those flags forget. Passed to Node as text
 * (`sources.ts` says why), so it imports nothing of ours.
 */
import { readSync, writeSync } from 'node:fs'
import { isBuiltin, registerHooks } from 'node:module'

// The permission model of Node 26.10 lets `node:sqlite` create a file and `process.kill` reach any process of the same
// user (both measured). So: only modules a parser needs, and no signals.
const allowed = new Set(
  (
    'assert assert/strict async_hooks buffer constants crypto events fs fs/promises module path path/posix perf_hooks ' +
    'process punycode querystring stream stream/promises stream/web string_decoder timers timers/promises url util ' +
    'util/types zlib'
  ).split(' '),
)
/** The parser and what it imports, without types, as the parent sent them. */
let modules: Record<string, string> = {}
const bare = (name: string): string => name.replace(/^node:/, '')
registerHooks({
  resolve(specifier, context, next) {
    if (isBuiltin(specifier) && !allowed.has(bare(specifier))) throw new Error(`A parser may not use ${specifier}.`)
    // pdf.js asks for it when it is there; it is native, cannot load here, and looking for it costs 100 ms.
    if (specifier === '@napi-rs/canvas') throw new Error('A parser draws nothing.')
    return next(specifier, context)
  },
  load(url, context, next) {
    const source = modules[url]
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})
const builtin = process.getBuiltinModule.bind(process)
process.getBuiltinModule = ((name: string) => (allowed.has(bare(name)) ? builtin(name) : undefined)) as typeof builtin
for (const name of [
  'kill',
  '_kill',
  'abort',
  'dlopen',
  'binding',
  '_linkedBinding',
  'setUncaughtExceptionCaptureCallback',
]) {
  Object.defineProperty(process, name, { value: undefined, writable: false, configurable: false })
}

/** A parser's own "no": the file is readable enough to say why it is not read. */
interface Refusing {
  readonly refused: { readonly code: string; readonly message: string; readonly details?: Record<string, unknown> }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4))
const answer = (value: unknown): void => write(JSON.stringify(value))

/** One frame, as `frame.ts` reads it. */
function write(json: string): void {
  const payload = Buffer.from(json)
  const bytes = Buffer.concat([Buffer.from(`${payload.length}\n`), payload, Buffer.from('end\n')])
  for (let at = 0; at < bytes.length;) at += patiently(() => writeSync(1, bytes, at, bytes.length - at))
}

/** Node makes standard output non-blocking, and the parent may be busy: a full pipe means wait, not fail. */
function patiently(move: () => number): number {
  for (;;) {
    try {
      return move()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(sleeper, 0, 0, 2)
    }
  }
}

/** Exactly `length` bytes of standard input. Throws when it ends before: a file cut short is not half a file. */
function readExactly(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length;) {
    const got = patiently(() => readSync(0, bytes, at, length - at, null))
    if (got === 0) throw new Error(`standard input ended ${length - at} bytes early`)
    at += got
  }
  return bytes
}

/** A length in four bytes and so much JSON, or null when the parent has closed the pipe: it wants no more. */
function readMessage(): Record<string, unknown> | null {
  const prefix = Buffer.alloc(4)
  if (patiently(() => readSync(0, prefix, 0, 1, null)) === 0) return null
  readExactly(3).copy(prefix, 1)
  return JSON.parse(readExactly(prefix.readUInt32LE()).toString('utf8'))
}

function failure(thrown: unknown): unknown {
  const refused = (thrown as Partial<Refusing> | null)?.refused
  if (refused !== undefined) return { refused }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return { failed: { name: error.name, message: error.message.slice(0, 500) } }
}

const first = readMessage()
if (first === null) process.exit(0)
modules = first['modules'] as Record<string, string>
const parser = await import(String(first['parser']))
modules = {}
if (typeof parser.parse !== 'function') throw new Error('a parser module exports parse(bytes, name)')
// Whatever a library prints goes to standard error, so that nothing but frames is ever on standard output.
for (const method of ['log', 'info', 'debug', 'dir', 'table'] as const) console[method] = console.error
process.stdout.write = () => true
answer({ ready: true })

for (let request = readMessage(); request !== null; request = readMessage()) {
  // Also covers what a library throws from a timer or leaves rejected: the file is answered for, once, and we leave.
  const give = (thrown: unknown): never => {
    answer(failure(thrown))
    process.exit(1)
  }
  process.removeAllListeners('uncaughtException').once('uncaughtException', give)
  process.removeAllListeners('unhandledRejection').once('unhandledRejection', give)
  const bytes = readExactly(Number(request['bytes']))
  try {
    // A copy of its own: a Buffer from the pool would show the parser its neighbours.
    const parsed: unknown = await parser.parse(new Uint8Array(bytes), String(request['name']))
    const json = JSON.stringify({ parsed: parsed ?? null })
    const length = Buffer.byteLength(json)
    if (length > Number(request['outputBytes'])) answer({ tooLong: length })
    else write(json)
  } catch (thrown) {
    answer(failure(thrown))
  }
}
process.exit(0)
