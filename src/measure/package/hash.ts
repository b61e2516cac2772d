import { childKeys, type Node } from './parse.ts'

/** Hashes of every part of a file that is worth recognising, with names and without. */
export interface Hashes {
  readonly exact: Set<number>
  readonly blind: Set<number>
}

export interface HashedNode {
  readonly exact: number
  readonly blind: number
  /** Nodes in the subtree. */
  readonly size: number
}

/** Single nodes are everywhere and say nothing, except texts: an address is one node. */
const smallest = 2

const seedOfType = new Map<string, number>()
const textHashes = new Map<string, number>()

/**
 * Hashes all subtrees of a file bottom-up. Equal code has equal hashes wherever it stands and however it is laid out;
 * `blind` also ignores what variables are called (property names and literals stay), so that it survives minifying.
 *
 * @param into  receives the hashes
 * @param table receives each node's own hash, for looking it up later; null when only the set is wanted
 */
export function hashFile(program: Node, into: Hashes, table: Map<Node, HashedNode> | null): void {
  for (const statement of program['body'] as Node[]) hash(statement, into, table)
}

interface Mutable {
  exact: number
  blind: number
  size: number
}

function hash(node: Node, into: Hashes, table: Map<Node, HashedNode> | null): Mutable {
  const type = node.type
  let seed = seedOfType.get(type)
  if (seed === undefined) seedOfType.set(type, (seed = textHash(type)))
  const own: Mutable = { exact: seed, blind: seed, size: 1 }
  if (type === 'Identifier') {
    own.exact = mix(own.exact, textHash(node['name']))
    return own
  }
  if (type === 'Literal') {
    const raw = textHash(String(node['raw'] ?? node['value']))
    const value = typeof node['value'] === 'string' ? textHash(node['value']) : raw
    own.exact = mix(own.exact, value)
    own.blind = mix(own.blind, value)
    if (isText(node)) {
      into.exact.add(own.exact)
      into.blind.add(own.blind)
      table?.set(node, own)
    }
    return own
  }
  const operator = node['operator'] ?? node['kind'] ?? (type === 'TemplateElement' ? node['value'].raw : undefined)
  if (operator !== undefined) {
    const word = textHash(String(operator))
    own.exact = mix(own.exact, word)
    own.blind = mix(own.blind, word)
  }
  for (const key of childKeys(node)) {
    const child = node[key] as Node | readonly (Node | null)[] | null | undefined
    if (child === null || child === undefined) continue
    if (Array.isArray(child))
      for (const one of child) if (one !== null) add(own, hash(one as Node, into, table), key, node, one as Node)
    if (!Array.isArray(child)) add(own, hash(child as Node, into, table), key, node, child as Node)
  }
  if (own.size >= smallest || isStatement(type)) {
    into.exact.add(own.exact)
    into.blind.add(own.blind)
  }
  table?.set(node, own)
  return own
}

/** Names of properties are part of what code does; names of variables are not. */
function add(own: Mutable, child: Mutable, key: string, parent: Node, node: Node): void {
  own.exact = mix(own.exact, child.exact)
  const isName =
    node.type === 'Identifier' &&
    ((key === 'property' && !parent['computed']) || (key === 'key' && !parent['computed']))
  own.blind = mix(own.blind, isName ? textHash(node['name']) : child.blind)
  own.size += child.size
}

/** Two 26-bit lanes in one safe integer: collisions are then below 10⁻⁴ even for a million subtrees. */
function mix(a: number, b: number): number {
  const low = Math.imul((a & 0x3ffffff) ^ (b & 0x3ffffff), 0x2545f491) + 0x1b873593
  const highA = Math.floor(a / 0x4000000)
  const highB = Math.floor(b / 0x4000000)
  const high = Math.imul(highA ^ (low >>> 9) ^ Math.imul(highB, 0x9e3779b1), 0x85ebca6b) ^ (highA >>> 3)
  return ((high >>> 6) & 0x3ffffff) * 0x4000000 + (((low ^ (low >>> 15)) >>> 3) & 0x3ffffff)
}

function textHash(text: string): number {
  const short = text.length <= 32
  if (short) {
    const known = textHashes.get(text)
    if (known !== undefined) return known
  }
  let a = 0x811c9dc5
  let b = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  const value = ((b >>> 6) & 0x3ffffff) * 0x4000000 + ((a >>> 6) & 0x3ffffff)
  if (short) {
    if (textHashes.size > 50_000) textHashes.clear()
    textHashes.set(text, value)
  }
  return value
}

/** A text that may say something: longer than a key or a flag. */
export const isText = (node: Node): boolean =>
  node.type === 'Literal' && typeof node['value'] === 'string' && node['value'].length >= 6

export function isStatement(type: string): boolean {
  return type.endsWith('Statement') || type.endsWith('Declaration') || type === 'SwitchCase' || type === 'CatchClause'
}
