import type { Program } from './evaluate.ts'
import type { Node } from './parse.ts'
import type { SourceFile } from './program.ts'
import type { Site } from './scope.ts'

// What inserted code lays hands on outside of itself. A fix of one line moves values about; a poisoned line has to get
// at something: a module, a global that acts, somebody else's object. This is asked of small changes only, where naming
// everything costs nothing; which of it is harmless is written down here, everything else counts.

/** Globals that compute and do nothing else. */
const computing = new Set(
  (
    'Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakSet WeakRef Promise Error TypeError RangeError SyntaxError EvalError URIError ' +
    'ReferenceError AggregateError Infinity NaN undefined parseInt parseFloat isNaN isFinite Intl encodeURIComponent encodeURI decodeURIComponent decodeURI escape Iterator ' +
    'ArrayBuffer SharedArrayBuffer DataView Uint8Array Uint8ClampedArray Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array ' +
    'Atomics Buffer TextEncoder TextDecoder URL URLSearchParams structuredClone AbortController AbortSignal Event EventTarget CustomEvent DOMException Headers FormData Blob File performance ' +
    'console setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask requestAnimationFrame cancelAnimationFrame exports require define arguments ' +
    '__dirname __filename Reflect Proxy Function FinalizationRegistry ReadableStream WritableStream TransformStream describe it test expect jest beforeEach afterEach before after'
  ).split(' '),
)
/** Members of globals that only tell. */
const telling =
  /^(?:process\.(?:env(?:\.\w+)?|platform|arch|version|versions(?:\.\w+)?|nextTick|emitWarning|hrtime(?:\.bigint)?|memoryUsage|uptime|argv0?|execArgv|title|pid|stdout(?:\.(?:isTTY|columns|write))?|stderr(?:\.(?:isTTY|columns|write))?|browser|release(?:\.\w+)?|features(?:\.\w+)?|cwd|exitCode|once|on|emit|config(?:\.\w+)?)|module(?:\.(?:exports(?:\.\w+)*|id|filename|hot|(?:parent|children|paths|loaded)(?:\.\w+)*))?|global|globalThis|window|self|import\.meta(?:\.url)?|navigator\.(?:userAgent|platform|language|hardwareConcurrency)|document\.(?:documentElement|body|createElement|readyState|visibilityState)|crypto|crypto\.(?:randomUUID|getRandomValues|subtle))$/
/** Modules of Node.js that compute. */
const computingModules = new Set(
  'path path/posix path/win32 util util/types events assert assert/strict url querystring string_decoder buffer punycode timers timers/promises perf_hooks stream stream/promises stream/web async_hooks diagnostics_channel tty readline constants sys test'.split(
    ' ',
  ),
)
const nodeModules = new Set(
  'child_process cluster crypto dgram dns dns/promises domain fs fs/promises http http2 https inspector inspector/promises module net os process repl sqlite sea tls trace_events v8 vm wasi worker_threads zlib'.split(
    ' ',
  ),
)
const tellingCalls =
  /^m:(?:os\.(?:EOL|platform|tmpdir|arch|type|release|cpus|availableParallelism|constants\S*|endianness)|crypto\.(?:randomUUID|randomBytes|createHash|constants\S*|timingSafeEqual|randomInt)|zlib\.constants\S*|module\.builtinModules|http\.(?:STATUS_CODES|METHODS)|fs\.constants\S*)(?:\.|$)/

/** Whether a bare name is a module of Node.js itself. */
export const isBuiltin = (name: string): boolean =>
  nodeModules.has(name.replace(/^node:/, '')) || computingModules.has(name.replace(/^node:/, ''))

/** How inserted code touches something: by naming it, or by changing it. */
export type Touch = { readonly node: Node; readonly what: string; readonly changes: boolean }

/** Everything outside of themselves that the stretches of a file named when it was read (`SourceFile.mentions`). */
export function touchesOf(program: Program, file: SourceFile): Touch[] {
  const found: Touch[] = []
  for (const site of file.mentions) {
    const what = touched(program, site)
    if (what !== null) found.push({ node: site.node, what, changes: false })
  }
  if (file.mentions.length > 0) {
    const inside = new Set(file.mentions.map(({ node }) => node))
    for (const { node, scope } of file.assignments) {
      const left = node['left'] as Node
      if (left.type !== 'MemberExpression' || !inside.has(left)) continue
      const what = changed(program, { node: left, scope })
      if (what !== null) found.push({ node, what, changes: true })
    }
  }
  return found
}

function touched(program: Program, { node, scope }: Site): string | null {
  const root = rootOf(node)
  if (root.type !== 'Identifier') {
    const { path } = program.value(node, scope)
    return path === null ? null : worldly(path)
  }
  const binding = scope.lookup(root['name'])
  if (binding === null) {
    const chain = chainOf(node)
    return computing.has(root['name']) || telling.test(chain) ? null : chain
  }
  const { path } = program.value(node, scope)
  return path === null ? null : worldly(path)
}

/** A path of a value (see `Value`) that reaches outside; null when it only computes or is the package's own. */
function worldly(path: string): string | null {
  if (path.startsWith('x:')) return path.slice(2)
  const at = path.replace(/^(?:[ric]:)+/, '')
  if (at.startsWith('g:')) {
    const chain = at.slice(2)
    if (chain.startsWith('?')) return null
    return computing.has(/^[^.]*/.exec(chain)?.[0] ?? '') || telling.test(chain) ? null : chain
  }
  if (!at.startsWith('m:') || tellingCalls.test(at)) return null
  const name = at.slice(2)
  // Handing a module about does nothing yet.
  if (nodeModules.has(name)) return null
  const module = [...nodeModules].find((one) => name === one || name.startsWith(`${one}.`))
  return module === undefined || computingModules.has(module) ? null : name
}

/** What an assignment changes outside of the package: a global's member, or another package's. */
function changed(program: Program, { node, scope }: Site): string | null {
  const base = program.value(node['object'], scope)
  if (base.path === null) return null
  const at = base.path
  if (at.startsWith('m:')) return `${at.slice(2)}.${nameOf(node)}`
  if (!at.startsWith('g:') || /^g:(?:module|exports)(?:\.|$)/.test(at)) return null
  const chain = `${at.slice(2)}.${nameOf(node)}`
  return /^process\.(?:exitCode|title)$|\.prototype\.constructor$/.test(chain) ? null : chain
}

const nameOf = (node: Node): string => (node['computed'] ? '…' : String(node['property'].name))

function rootOf(node: Node): Node {
  let at = node
  while (at.type === 'MemberExpression') at = at['object']
  return at
}

/** `a.b.c` as it is written; a computed part ends it. */
function chainOf(node: Node): string {
  if (node.type === 'Identifier') return node['name']
  if (node['computed']) return `${chainOf(node['object'])}.…`
  return `${chainOf(node['object'])}.${String(node['property'].name)}`
}
