import { hashFile, isStatement, isText, type HashedNode, type Hashes } from './hash.ts'
import { childKeys, type Node } from './parse.ts'
import type { Stretch } from './stretch.ts'

/** A stretch of a file that the baseline does not hold. */
export interface Insertion extends Stretch {
  /** Whole statements, as opposed to a changed part of one. */
  readonly whole: boolean
  readonly size: number
  /** Something is called, constructed or imported in it. */
  readonly calls: boolean
}

export interface FileDiff {
  readonly insertions: readonly Insertion[]
  readonly statements: number
  /** Share of the file's code (in nodes) that is new; in [0, 1]. */
  readonly share: number
  /** Names had to be ignored to recognise the code. */
  readonly blind: boolean
  /** Calls and assignments that are new as a whole but hold old code: changed, not inserted. Keys are `start:end`. */
  readonly changed: ReadonlySet<string>
}

/** A known part of this many nodes inside a new one means: look inside, the wrapper is only a changed neighbour. */
const substantial = 14
/** …or a known statement of this many: a line put into a function of three lines must not name the whole function. */
const statement = 5

/** When more than this share is new, names are ignored: the file may have been minified or renamed anew. */
const recognisable = 0.5

export const emptyHashes = (): Hashes => ({ exact: new Set(), blind: new Set() })

/**
 * The maximal parts of a file that stand nowhere in the baseline, in order. A statement that holds known statements
 * (an `if` put around old code, a function one line longer) is opened, so that only what is new is named.
 */
export function diffFile(program: Node, known: Hashes): FileDiff {
  const table = new Map<Node, HashedNode>()
  hashFile(program, emptyHashes(), table)
  const exact = collect(program, known.exact, table, 'exact')
  if (exact.share <= recognisable) return { ...exact, blind: false }
  const blind = collect(program, known.blind, table, 'blind')
  return blind.share < exact.share * 0.8 ? { ...blind, blind: true } : { ...exact, blind: false }
}

type Collected = Omit<FileDiff, 'blind'>

function collect(
  program: Node,
  known: ReadonlySet<number>,
  table: Map<Node, HashedNode>,
  lane: 'exact' | 'blind',
): Collected {
  const insertions: Insertion[] = []
  const changed = new Set<string>()
  const holdsKnown = new Map<Node, boolean>()
  let total = 0
  let fresh = 0

  const isKnown = (node: Node): boolean => {
    const hashed = table.get(node)
    return hashed !== undefined && known.has(hashed[lane])
  }
  /** Whether anything substantial inside is known. */
  const holds = (node: Node): boolean => {
    const cached = holdsKnown.get(node)
    if (cached !== undefined) return cached
    let result = false
    const hashed = table.get(node)
    if (hashed !== undefined && hashed.size >= statement) {
      if ((hashed.size >= substantial || isStatement(node.type)) && known.has(hashed[lane])) result = true
      else for (const child of children(node)) result = holds(child) || result
    }
    holdsKnown.set(node, result)
    return result
  }
  const visit = (node: Node): void => {
    const size = table.get(node)?.size ?? 1
    if ((size < 2 && !isText(node)) || isKnown(node) || ('directive' in node && node['directive'])) return
    if (holds(node) || isContainer(node)) {
      if (node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'AssignmentExpression')
        changed.add(`${node.start}:${node.end}`)
      for (const child of children(node)) visit(child)
      return
    }
    fresh += size
    insertions.push({ start: node.start, end: node.end, whole: isStatement(node.type), size, calls: calls(node) })
  }
  for (const top of program['body'] as Node[]) {
    total += table.get(top)?.size ?? 1
    visit(top)
  }
  return {
    insertions,
    statements: insertions.filter((one) => one.whole).length,
    share: total === 0 ? 0 : fresh / total,
    changed,
  }
}

const calling = new Set([
  'CallExpression',
  'NewExpression',
  'ImportExpression',
  'TaggedTemplateExpression',
  'ImportDeclaration',
])

function calls(node: Node): boolean {
  if (calling.has(node.type)) return true
  for (const child of children(node)) if (calls(child)) return true
  return false
}

/** A block or a chain of declarations is opened even when all of it is new: its statements are what is named. */
function isContainer(node: Node): boolean {
  return node.type === 'BlockStatement' && (node['body'] as Node[]).length > 0
}

function* children(node: Node): Generator<Node> {
  for (const key of childKeys(node)) {
    const child = node[key] as Node | readonly (Node | null)[] | null | undefined
    if (child === null || child === undefined) continue
    if (Array.isArray(child)) {
      for (const one of child) if (one !== null) yield one as Node
    } else yield child as Node
  }
}
