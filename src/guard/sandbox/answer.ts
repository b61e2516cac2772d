import { errorCodes, type ErrorCode } from '../../core/error-codes.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Json } from '../../core/facts.ts'
import type { SandboxLimits } from './limits.ts'

/** Nesting a parser may return. Deeper trees overflow whoever walks them later. */
const DEPTH = 100
/** The key that would change an object's prototype when somebody copies the answer key by key. */
const FORBIDDEN = '__proto__'
/** What a parser may say about a file; anything else it says is a crash. It cannot sign people out with SP_SIGN_IN. */
const REFUSABLE = new Set([400, 413, 415, 422])

/**
 * The parser's answer out of a complete frame. The frame was written by a process that read a hostile file: it is
 * checked like anything else that is received.
 *
 * @throws what the parser refused with, or SP_PARSE_OUTPUT / SP_PARSE_MEMORY / SP_PARSE_CRASHED
 */
export function readAnswer(payload: Buffer, name: string, limits: SandboxLimits): Json {
  let answer: Record<string, unknown>
  try {
    answer = JSON.parse(payload.toString('utf8'))
  } catch (cause) {
    throw crashed('an answer that is not JSON', { cause })
  }
  if (answer === null || typeof answer !== 'object') throw crashed('an answer of another form')
  if (Object.hasOwn(answer, 'parsed')) {
    const parsed = answer['parsed'] as Json
    refuseUnsafe(parsed)
    return parsed
  }
  if (Object.hasOwn(answer, 'refused')) throw refusal(answer['refused'])
  if (Object.hasOwn(answer, 'tooLong')) {
    throw tooLong(limits)
  }
  const failed = answer['failed'] as { name?: unknown; message?: unknown } | undefined
  const cause = new Error(`parser of ${JSON.stringify(name)}: ${String(failed?.name)}: ${String(failed?.message)}`)
  if (
    /allocation failed|invalid (?:array|string|typed array) (?:buffer )?length|ERR_(?:STRING|BUFFER)_TOO/i.test(
      String(failed?.message),
    )
  ) {
    throw new SallyportError(
      'SP_PARSE_MEMORY',
      'Reading the file took more memory than a parser may use.',
      { limitMb: limits.residentMb },
      { cause },
    )
  }
  throw crashed('an error', { cause })
}

export function tooLong(limits: SandboxLimits): SallyportError {
  const megabytes = (limits.outputBytes / 1_000_000).toFixed(1)
  return new SallyportError('SP_PARSE_OUTPUT', `The file holds more than ${megabytes} MB of data.`, {
    limitBytes: limits.outputBytes,
  })
}

function crashed(how: string, options: ErrorOptions = {}): SallyportError {
  return new SallyportError('SP_PARSE_CRASHED', `The parser ended with ${how}.`, { how }, options)
}

function refuseUnsafe(root: Json): void {
  const open: [Json, number][] = [[root, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next
    if (value === null || typeof value !== 'object') continue
    if (depth > DEPTH) throw crashed(`more than ${DEPTH} levels of nesting`)
    for (const key of Object.keys(value)) {
      if (!Array.isArray(value) && key === FORBIDDEN) throw crashed('a forbidden key')
      const child = (value as Record<string, Json>)[key] as Json
      if (child !== null && typeof child === 'object') open.push([child, depth + 1])
    }
  }
}

/** A parser's structured "no", believed only as far as it speaks about the file. */
function refusal(said: unknown): SallyportError {
  const { code, message, details } = (said ?? {}) as { code?: unknown; message?: unknown; details?: unknown }
  if (
    typeof code !== 'string' ||
    !Object.hasOwn(errorCodes, code) ||
    !REFUSABLE.has(errorCodes[code as ErrorCode].status)
  ) {
    return crashed('a refusal nobody knows')
  }
  const safe: Record<string, string | number | boolean> = {}
  for (const [key, value] of Object.entries((details ?? {}) as Record<string, unknown>).slice(0, 16)) {
    if (key === FORBIDDEN || !/^\w{1,40}$/.test(key)) continue
    if (typeof value === 'string') safe[key] = value.slice(0, 200)
    else if (typeof value === 'number' || typeof value === 'boolean') safe[key] = value
  }
  return new SallyportError(code as ErrorCode, String(message ?? '').slice(0, 500), safe)
}
