import { Parser } from 'acorn'
import jsx from 'acorn-jsx'
import { nestsDeeply } from './nesting.ts'

/** A syntax node as ESTree has it; `start` and `end` are UTF-16 offsets into the source. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  // oxlint-disable-next-line typescript/no-explicit-any -- a syntax tree is read by the `type` of its nodes
  readonly [key: string]: any
}

/** What a file was read as: a file that parses only in an odd goal is a fact worth knowing. */
export type Goal = 'unambiguous' | 'script' | 'module' | 'commonjs' | 'typescript' | 'acorn'

export type Parsed = { readonly program: Node; readonly goal: Goal } | { readonly program: null; readonly why: string }

interface OxcParser {
  rawTransferSupported(): boolean
  parseSync(
    name: string,
    text: string,
    options: Record<string, unknown>,
  ): { readonly program: Node; readonly errors: readonly { message: string }[] }
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>
}

const oxc = await loadOxc()

const known: Record<string, readonly string[]> = { ...oxc?.visitorKeys }

/** Child fields of a node, in source order; learned from the node itself where the parser brought no table. */
export function childKeys(node: Node): readonly string[] {
  return (known[node.type] ??= Object.keys(node).filter((key) => key !== 'type' && isChild(node[key])))
}

function isChild(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && 'type' in value)
}

/** Which parser answers: the fast one, or its fallback when the start-up check failed. */
export const parserName: 'oxc-raw' | 'acorn' = oxc === null ? 'acorn' : 'oxc-raw'

const goals: readonly (readonly [Goal, Record<string, unknown>])[] = [
  ['unambiguous', { sourceType: 'unambiguous', lang: 'jsx' }],
  ['commonjs', { sourceType: 'commonjs', lang: 'jsx' }],
  ['script', { sourceType: 'script', lang: 'jsx' }],
  ['module', { sourceType: 'module', lang: 'jsx' }],
  ['typescript', { sourceType: 'unambiguous', lang: 'ts' }],
  ['typescript', { sourceType: 'unambiguous', lang: 'tsx' }],
]

/**
 * The syntax tree of a JavaScript or TypeScript file; every goal is tried, so that code cannot hide from one of them
 * (sloppy-mode names, `return` at top level, JSX, types). The one place that knows a parser.
 *
 * @returns the tree and the goal that worked, or why none did
 */
export function parse(name: string, text: string): Parsed {
  let why = ''
  if (oxc !== null && !nestsDeeply(text)) {
    const typed = /\.[cm]?tsx?$/.test(name)
    for (const [goal, options] of typed ? [...goals.slice(4), ...goals.slice(0, 4)] : goals) {
      try {
        const result = oxc.parseSync(name, text, { ...options, experimentalRawTransfer: true, preserveParens: false })
        const error = result.errors[0]
        if (error === undefined) return { program: result.program, goal }
        why ||= error.message
      } catch (thrown) {
        why ||= String(thrown)
      }
    }
  }
  return parseWithAcorn(text, why)
}

const acorn = Parser.extend(jsx())

/** The fallback: slower, pure JavaScript, and lenient about `return`, `await` and reserved words. */
export function parseWithAcorn(text: string, earlier = ''): Parsed {
  let why = earlier
  for (const sourceType of ['module', 'script'] as const) {
    try {
      const program = acorn.parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowImportExportEverywhere: true,
        allowHashBang: true,
      }) as unknown as Node
      return { program, goal: 'acorn' }
    } catch (thrown) {
      why ||= thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
  return { program: null, why: why.slice(0, 200) }
}

/**
 * Raw transfer is marked experimental and wants a 64-bit little-endian machine, so it is tried on a known text first.
 * A wrong tree here means the fallback everywhere.
 */
async function loadOxc(): Promise<OxcParser | null> {
  try {
    const parser = (await import('oxc-parser')) as unknown as OxcParser
    if (!parser.rawTransferSupported()) return null
    const check = parser.parseSync('check.js', 'é = a?.b(c => `x${1}`)', {
      experimentalRawTransfer: true,
      preserveParens: false,
    })
    const statement = check.program['body'][0]
    const right = statement?.expression?.right
    const holds =
      check.errors.length === 0 &&
      statement?.expression?.left?.name === 'é' &&
      statement.end === 22 &&
      right?.type === 'ChainExpression'
    return holds ? parser : null
  } catch {
    return null
  }
}
