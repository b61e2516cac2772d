import type { Evidence } from '../../core/evidence.ts'
import type { Ports } from '../../core/ports.ts'
import type { HistoryDocument } from '../../measure/history/document.ts'
import { historyFacts, type HistoryFacts } from '../../measure/history/facts.ts'
import { measureHistory } from '../../measure/history/measure.ts'
import type { Kind, Matched } from '../door.ts'

const treeSpace = 'repo/tree'
/** Histories that are compared tree by tree. */
const compared = 16

/** The same states of all files in another person's history, under other authors: a history that was taken over. */
export async function matchHistory(facts: HistoryFacts, evidence: Evidence, ports: Ports): Promise<Matched<HistoryFacts>> {
  const found = (await ports.bands.candidates(evidence.org, treeSpace, facts.trees, compared + 8)).filter(({ subject }) => subject !== evidence.subject).slice(0, compared)
  const stored = await ports.facts.facts(evidence.org, found.map(({ evidence: id }) => id), 'repo')
  let best = { trees: 0, otherAuthors: false }
  for (const { evidence: id } of found) {
    const other = historyFacts.safeParse(stored.get(id))
    if (!other.success) continue
    const authors = new Map(other.data.trees.map((tree, i) => [tree, other.data.treeAuthors[i]]))
    const common = facts.trees.flatMap((tree, i) => (authors.has(tree) ? [{ same: authors.get(tree) === facts.treeAuthors[i] }] : []))
    if (common.length > best.trees) best = { trees: common.length, otherAuthors: common.some(({ same }) => !same) }
  }
  const share = facts.trees.length === 0 ? 0 : Math.round((best.trees / facts.trees.length) * 1000) / 1000
  return { facts: { copied: { ...best, share, otherSubjects: new Set(found.map(({ subject }) => subject)).size } }, unavailable: {}, ties: [] }
}

export const repository: Kind<HistoryDocument, null, HistoryFacts> = {
  facts: historyFacts,
  parser: new URL('./parsers/repository.ts', import.meta.url),
  gather: () => Promise.resolve(null),
  measure: measureHistory,
  match: matchHistory,
  label: () => null,
  artefacts: () => [],
  bands: (_document, facts) => [[treeSpace, facts.trees]],
}

/** Whether a file is an exported history: it says so in its first bytes. */
export function isHistory(head: Uint8Array): boolean {
  return /^\s*\{\s*"sallyport"\s*:\s*"repository\/1"/.test(new TextDecoder().decode(head.subarray(0, 80)))
}
