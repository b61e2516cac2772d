import { createHash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962 (Certificate Transparency) and RFC 9162: leaves and nodes are hashed with different first
 * bytes, so that neither can be passed off as the other.
 */
export type Hash = Buffer

export function leafHash(entry: string): Hash {
  return createHash('sha256').update('\0').update(entry).digest()
}

function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return createHash('sha256').update('\x01').update(left).update(right).digest()
}

/** Root of no entries. */
const emptyRoot = (): Hash => createHash('sha256').digest()

/** A tree that only grows, and keeps no more than one hash for each bit of its size. */
export class GrowingTree {
  /** Roots of the full subtrees, largest first: one for each bit set in `size`. */
  readonly #peaks: Hash[] = []
  size = 0

  append(leaf: Uint8Array): void {
    let hash: Hash = Buffer.from(leaf)
    // As with a binary counter: each carry joins two subtrees of one size.
    for (let carried = this.size; carried % 2 === 1; carried = Math.floor(carried / 2)) {
      hash = nodeHash(this.#peaks.pop() as Hash, hash)
    }
    this.#peaks.push(hash)
    this.size += 1
  }

  root(): Hash {
    if (this.size === 0) return emptyRoot()
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right))
  }
}

/** Root over the leaves, as the RFC defines it. The growing tree is quicker; this is the definition, for its test. */
export function rootOf(leaves: readonly Uint8Array[]): Hash {
  if (leaves.length === 0) return emptyRoot()
  if (leaves.length === 1) return Buffer.from(leaves[0] as Uint8Array)
  const split = largestPowerBelow(leaves.length)
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/** Hashes that, with the leaf, lead to the root: proves that an entry is in a log without showing the others. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Hash[] {
  if (leaves.length <= 1) return []
  const split = largestPowerBelow(leaves.length)
  return index < split
    ? [...inclusionProof(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...inclusionProof(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))]
}

export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  const walk = (at: number, length: number, depth: number): Hash | null => {
    if (length === 1) return depth === 0 ? Buffer.from(leaf) : null
    const sibling = proof[depth - 1]
    if (sibling === undefined) return null
    const split = largestPowerBelow(length)
    const inner = at < split ? walk(at, split, depth - 1) : walk(at - split, length - split, depth - 1)
    if (inner === null) return null
    return at < split ? nodeHash(inner, sibling) : nodeHash(sibling, inner)
  }
  return walk(index, size, proof.length)?.equals(root) === true
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
