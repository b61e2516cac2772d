import type { CaseFile, QueueRow } from '../contract.ts'

/** What every person's case shows instead of a posture: one class for all is none. */
const everybody = 'look' as const
const why = 'What was found stands below, unweighed: this organisation makes no score of people.'

/**
 * The mode `evidence-only`: findings with their places and innocent readings, and nothing that ranks, scores or
 * recommends, so that no decision can rest on it. Packages and messages keep their verdicts: they are no people.
 */
export function withoutScores(file: CaseFile): CaseFile {
  if (file.verdict !== null) return file
  const groups = file.ledger.groups
    .map((group) => ({ ...group, stated: 0, designEffect: 1, decibans: 0, clipped: false, heldBack: null, findings: group.findings.filter(({ outcome }) => outcome === 'present').map((finding) => ({ ...finding, decibans: 0 })) }))
    .filter(({ findings }) => findings.length > 0)
    .toSorted((a, b) => a.group.localeCompare(b.group))
  return { ...file, posture: everybody, why, ledger: { ...file.ledger, groups, priorDecibans: 0, prior: 0, totalDecibans: 0, posterior: 0 }, links: file.links.map((link) => ({ ...link, posture: everybody })), history: [] }
}

/** @param openedAt since when it is there: since when it waits for a person would tell whether something was found */
export function rowWithoutScores(row: QueueRow, openedAt: number): QueueRow {
  return row.verdict === null ? { ...row, posture: everybody, why, waitingSince: openedAt } : row
}
