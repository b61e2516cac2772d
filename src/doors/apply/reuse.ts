import { z } from 'zod'
import type { Evidence } from '../../core/evidence.ts'
import type { Ports } from '../../core/ports.ts'
import { containment, sharedSpans } from '../../measure/text/containment.ts'
import { shinglesOf, type Located } from '../../measure/text/shingles.ts'
import { passageRows } from '../../measure/text/sketch.ts'
import type { MatchedTie } from '../door.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import { sameName } from '../../measure/resume/measure.ts'

/** Space of the index in which passages of résumés lie. */
export const passageSpace = 'resume/passage'

/** Others that are looked at closely. A passage that more than these share is boilerplate. */
const candidatesLookedAt = 24

/** Share of an achievement that must stand elsewhere before it counts as the same one. */
const copied = 0.7
/** Achievements that must stand in both before the two are tied by their text. */
const tieAt = 2

/** The passages of a résumé: its achievements. */
export function passagesOf(facts: ResumeFacts): string[] {
  return (facts.bullets ?? []).map(({ text }) => text)
}

/**
 * Text that also stands in other people's résumés: candidates from the index, then exact containment with each.
 *
 * @returns no reuse when the résumé has no achievements to compare; and the people it is tied to by them
 */
export async function findReuse(facts: ResumeFacts, evidence: Evidence, ports: Ports): Promise<{ reuse: NonNullable<ResumeFacts['reuse']> | null; ties: MatchedTie[] }> {
  const passages = passagesOf(facts)
  const rows = passageRows(passages)
  if (rows.length === 0) return { reuse: null, ties: [] }
  const candidates = await ports.bands.candidates(evidence.org, passageSpace, rows, candidatesLookedAt * 2)
  const { population, counts } = await ports.frequency(evidence.org, passageSpace, rows)
  const others = candidates.filter(({ subject, evidence: id }) => subject !== evidence.subject && id !== evidence.id).slice(0, candidatesLookedAt)
  const known = await ports.facts.facts(evidence.org, others.map(({ evidence: id }) => id), 'resume')

  const located = passages.map((passage) => shinglesOf(passage))
  const mine = located.flatMap((list) => list.map(({ shingle }) => shingle))
  const bits = Math.log2((population + 1) / Math.max(1, ...sharedCounts(rows, counts)))
  let best: NonNullable<ResumeFacts['reuse']>['best'] = null
  const ties: MatchedTie[] = []
  for (const { evidence: id, subject } of others) {
    const value = known.get(id)
    const other = otherResume.safeParse(value)
    if (!other.success) continue
    const theirs = new Set((other.data.bullets ?? []).flatMap(({ text }) => shinglesOf(text).map(({ shingle }) => shingle)))
    const share = containment(mine, theirs, () => 1)
    const shared = located.map((list) => sharedIn(list, theirs))
    const whole = shared.filter((part) => part >= copied).length
    if (whole >= tieAt) ties.push({ type: 'bullet-shingle', subject, rarity: bits, shown: `${whole} achievements` })
    if (share === 0 || (best !== null && share <= best.containment)) continue
    best = {
      containment: share,
      bullets: whole,
      otherName: sameName(facts.contacts?.name ?? null, other.data.contacts?.name ?? null) === false,
      rarity: Math.max(0, bits),
      spans: (facts.bullets ?? []).filter((_, index) => (shared[index] ?? 0) >= copied).map(({ place }) => place),
    }
  }
  return { reuse: { compared: Math.max(population - 1, known.size), best }, ties }
}

/** How many records hold each row that is held at all besides here. */
function sharedCounts(rows: readonly string[], counts: ReadonlyMap<string, number>): number[] {
  const held = rows.map((row) => counts.get(row) ?? 0).filter((count) => count > 1)
  // The rarest shared row decides: boilerplate beside a copied achievement does not excuse the copy.
  return held.length === 0 ? [] : [Math.min(...held)]
}

function sharedIn(list: readonly Located[], theirs: ReadonlySet<number>): number {
  if (list.length === 0) return 0
  const shared = sharedSpans(list, theirs).reduce((sum, { shingles }) => sum + shingles, 0)
  return shared / list.length
}

/** As much of another résumé's stored facts as a comparison needs. */
const otherResume = z.object({
  bullets: z.array(z.object({ text: z.string() })).nullish(),
  contacts: z.object({ name: z.string().nullish() }).nullish(),
})
