import type { KeyObject } from 'node:crypto'
import { isSigned, keyIdOf, type Checkpoint } from './checkpoint.ts'
import type { StoredEntry } from './log.ts'
import { GrowingTree, leafHash } from './merkle.ts'

export interface AuditReport {
  readonly ok: boolean
  readonly entries: number
  /** A sentence about the first thing that is wrong; null when nothing is. */
  readonly problem: string | null
  /** Index of the entry it was seen at, where there is one. */
  readonly index: number | null
  /** Time of the newest checkpoint that the log was held against; null: there was none, so truncation goes unseen. */
  readonly checkpointAt: number | null
  /** Entries after the newest checkpoint: nothing outside the database vouches for them yet. */
  readonly uncovered: number
}

/**
 * Holds a log against checkpoints. Detects a changed, removed, added or reordered entry, and a log cut short, as far
 * back as the newest checkpoint reaches: give it the checkpoints that were sent outside, not those of the database.
 *
 * @param keys public keys that may have signed, oldest to newest after rotations
 */
export async function verifyAudit(
  entries: Iterable<StoredEntry> | AsyncIterable<StoredEntry>,
  checkpoints: readonly Checkpoint[],
  keys: readonly KeyObject[],
): Promise<AuditReport> {
  const inOrder = [...checkpoints].sort((a, b) => a.size - b.size || a.at - b.at)
  const newest = inOrder.at(-1)
  const tree = new GrowingTree()
  let next = 0
  const report = (problem: string | null, index: number | null = null): AuditReport => {
    const covered =
      problem === null
        ? { checkpointAt: newest?.at ?? null, uncovered: tree.size - (newest?.size ?? 0) }
        : { checkpointAt: null, uncovered: 0 }
    return { ok: problem === null, entries: tree.size, problem, index, ...covered }
  }
  const forged = unsigned(inOrder, keys)
  if (forged !== null) return report(forged)

  /** Compares the tree with every checkpoint of its present size. */
  const compare = (): string | null => {
    for (let checkpoint = inOrder[next]; checkpoint?.size === tree.size; checkpoint = inOrder[next]) {
      if (!tree.root().equals(checkpoint.root)) {
        return `The first ${checkpoint.size} entries are not those of the checkpoint of ${new Date(checkpoint.at).toISOString()}.`
      }
      next += 1
    }
    return null
  }

  let wrong = compare()
  if (wrong !== null) return report(wrong)
  for await (const stored of entries) {
    wrong = whyUnsound(stored, tree.size)
    if (wrong !== null) return report(wrong, tree.size)
    tree.append(stored.leaf)
    wrong = compare()
    if (wrong !== null) return report(wrong, tree.size - 1)
  }
  if (newest !== undefined && newest.size > tree.size) {
    return report(
      `The log was cut short: a checkpoint of ${new Date(newest.at).toISOString()} vouches for ${newest.size} entries, ${tree.size} are there.`,
      tree.size,
    )
  }
  return report(null)
}

function whyUnsound(stored: StoredEntry, expected: number): string | null {
  if (stored.index !== expected)
    return `Entry ${expected} is missing or out of order: entry ${stored.index} stands in its place.`
  if (!leafHash(stored.entry).equals(stored.leaf))
    return `Entry ${expected} was changed: its text does not have its hash.`
  const said = indexIn(stored.entry)
  return said === expected ? null : `Entry ${expected} says that it is entry ${said ?? '?'}.`
}

function indexIn(text: string): number | null {
  try {
    const index: unknown = JSON.parse(text)?.index
    return typeof index === 'number' ? index : null
  } catch {
    return null
  }
}

function unsigned(checkpoints: readonly Checkpoint[], keys: readonly KeyObject[]): string | null {
  const known = new Map(keys.map((key) => [keyIdOf(key), key]))
  for (const checkpoint of checkpoints) {
    const key = known.get(checkpoint.keyId)
    if (key === undefined) return `A checkpoint was signed with the unknown key ${checkpoint.keyId}.`
    if (!isSigned(checkpoint, key))
      return `The signature of the checkpoint of size ${checkpoint.size} is not that of its key.`
    if (checkpoint.org !== checkpoints[0]?.org) return 'The checkpoints are of different organisations.'
  }
  return null
}
