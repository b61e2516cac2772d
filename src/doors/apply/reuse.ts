import { z } from 'zod'
import type { Evidence } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { Ports } from '../../core/ports.ts'
import { figuresAgree, sharedAtMost, sharedWeight, weighed, type Weighed } from '../../measure/text/align.ts'
import { figureKeys } from '../../measure/text/figures.ts'
import { passageRows } from '../../measure/text/sketch.ts'
import type { MatchedTie } from '../door.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import { sameName } from '../../measure/resume/measure.ts'

/** Spaces of the index: passages as they are written, and the figures in them. */
export const passageSpace = 'resume/passage'
export const figureSpace = 'resume/figure'

/** Others that are looked at closely. */
const candidatesLookedAt = 32
/** A row that more records than this hold, and more than one in two hundred, is boilerplate: it finds nobody. */
const commonRow = 48

/** A row that no more than these hold is asked for first. */
const rareRow = 8

/** Share of an achievement's weight that must stand in one of the other's before it counts as the same one. */
const copied = 0.68
/** The same beside one that was certainly copied: the hand that took one took the next and changed it more. */
const copiedBesideAnother = 0.6
/** Weight that must have been taken in all for that: some eight words of content beyond what any two sentences share. */
const enough = 8
/** The same where the figures differ: then the words must be nearly all the same. */
const copiedBesideFigures = 0.88
/** Weight of an achievement that can be evidence: some six words of content. */
const substantial = 5.5
/**
 * Share of the greatest possible surprise that an achievement must carry to count. Rows held by one record in fifty
 * lie below it once there are some thousand; in sixty records even a crew of five passes.
 */
const telling = 0.36
/**
 * A sentence that one record in eighteen holds, or more, is anybody's however few records there are; among sixty, where
 * a crew of five is one in twelve, the share of the greatest possible surprise decides.
 */
const anybodysBits = 4.2
const anybodysShare = 0.62
/** Achievements that must stand in both before the two are tied by their text. */
const tieAt = 2

type Reuse = NonNullable<ResumeFacts['reuse']>

/** The passages of a résumé: its achievements. */
export function passagesOf(facts: ResumeFacts): string[] {
  return (facts.bullets ?? []).map(({ text }) => text)
}

/** Rows under which a résumé is found again. */
export function reuseBands(facts: ResumeFacts): [space: string, rows: string[]][] {
  const passages = passagesOf(facts)
  return [
    [passageSpace, passageRows(passages)],
    [figureSpace, figureKeys(passages)],
  ]
}

/**
 * Text that also stands in other people's résumés: candidates from the index, then each achievement against each.
 *
 * @returns no reuse when the résumé has no achievements to compare; and the people it is tied to by them
 */
export async function findReuse(
  facts: ResumeFacts,
  evidence: Evidence,
  ports: Ports,
): Promise<{ reuse: Reuse | null; ties: MatchedTie[] }> {
  const passages = passagesOf(facts)
  const rows = passageRows(passages)
  if (rows.length === 0) return { reuse: null, ties: [] }
  const byText = await rareHolders(evidence, ports, passageSpace, rows)
  const keys = figureKeys(passages)
  const byFigure = keys.length === 0 ? null : await rareHolders(evidence, ports, figureSpace, keys)
  const wanted = [
    ...new Set(
      [...byText.others, ...(byFigure?.others ?? []).filter(({ shared }) => shared >= 2)].map(({ evidence: id }) => id),
    ),
  ]
  const known = await ports.facts.facts(evidence.org, wanted, 'resume')
  const subjects = new Map(
    [...byText.others, ...(byFigure?.others ?? [])].map(({ evidence: id, subject }) => [id, subject]),
  )

  const mine = passages.map(weighed)
  const bits = passages.map((passage) => meanBits(passageRows([passage]), byText))
  const most = Math.log2((byText.population + 1) / 2)
  const floor = Math.min(anybodysBits, anybodysShare * most)
  const idf = bits.map((own) => (most <= 0 ? 1 : own < floor ? 0 : Math.min(1, own / most)))
  const places = (indices: readonly number[]): NonNullable<Reuse['best']>['spans'] =>
    indices.flatMap((index) => facts.bullets?.[index]?.place ?? [])
  let best: Reuse['best'] = null
  let figures: NonNullable<Reuse['figures']> | null = null
  const people = new Set<Id>()
  const ties: MatchedTie[] = []
  for (const id of wanted) {
    const other = otherResume.safeParse(known.get(id))
    const subject = subjects.get(id)
    if (!other.success || subject === undefined) continue
    const texts = (other.data.bullets ?? []).map(({ text }) => text)
    const otherName = sameName(facts.contacts?.name ?? null, other.data.contacts?.name ?? null) === false
    const lifted = liftedFrom(mine, texts.map(weighed), idf)
    const rarity = secondOf(lifted.passages.map((index) => bits[index] as number))
    if (lifted.passages.length >= tieAt) {
      ties.push({ type: 'bullet-shingle', subject, rarity, shown: `${lifted.passages.length} achievements` })
      if (otherName) people.add(subject)
    }
    if (lifted.share > 0 && (best === null || lifted.share > best.containment))
      best = {
        containment: lifted.share,
        bullets: lifted.passages.length,
        otherName,
        rarity,
        spans: places(lifted.passages),
      }
    if (byFigure === null) continue
    const theirs = new Set(figureKeys(texts))
    const told = passages.flatMap((passage, index) =>
      figureKeys([passage]).some((key) => theirs.has(key)) ? [index] : [],
    )
    if (told.length > (figures?.achievements ?? 0))
      figures = {
        achievements: told.length,
        otherName,
        rarity: rarestBits(
          keys.filter((key) => theirs.has(key)),
          byFigure,
        ),
        spans: places(told),
      }
  }
  return { reuse: { compared: Math.max(byText.population - 1, known.size), best, figures, people: people.size }, ties }
}

/**
 * What of one résumé stands in another: the share of its weight, each achievement counted by how rare it is, and which
 * achievements were taken.
 *
 * @param idf surprise of each achievement of mine, as a share of the greatest possible
 */
export function liftedFrom(
  mine: readonly Weighed[],
  theirs: readonly Weighed[],
  idf: readonly number[],
): { share: number; passages: number[] } {
  let total = 0
  const found: { index: number; part: number; certain: boolean; weight: number }[] = []
  for (const [index, passage] of mine.entries()) {
    const rare = idf[index] ?? 1
    // Boilerplate is neither evidence nor ballast.
    if (rare < telling) continue
    total += passage.total * rare
    if (passage.total < substantial) continue
    let most = 0
    let certain = false
    for (const other of theirs) {
      // What is much shorter is another sentence, whatever words it shares.
      if (other.total < 0.5 * passage.total) continue
      if (sharedAtMost(passage, other) < copiedBesideAnother * passage.total) continue
      const part = sharedWeight(passage, other) / passage.total
      const agree = figuresAgree(passage, other)
      if (part <= most || part < (agree ? copiedBesideAnother : copiedBesideFigures)) continue
      most = part
      certain = part >= (agree ? copied : copiedBesideFigures)
    }
    if (most > 0) found.push({ index, part: most, certain, weight: passage.total * rare })
  }
  const certain = found.filter((one) => one.certain)
  const all = certain.length === 0 ? [] : takenOf(found) >= enough ? found : certain
  const taken = takenOf(all)
  const passages = all.map(({ index }) => index)
  return { share: total === 0 ? 0 : taken / total, passages }
}

/** Half of any sentence is anybody's; what goes beyond that was taken. In weight of content words. */
function takenOf(found: readonly { part: number; weight: number }[]): number {
  return found.reduce((sum, { part, weight }) => sum + weight * ((part - 0.5) / 0.5), 0)
}

interface Holders {
  readonly others: readonly { evidence: Id; subject: Id; shared: number }[]
  readonly population: number
  readonly counts: ReadonlyMap<string, number>
}

/** Others that hold the rows, boilerplate left out: a look-up by a row that everybody has would read everybody. */
async function rareHolders(evidence: Evidence, ports: Ports, space: string, rows: readonly string[]): Promise<Holders> {
  const { population, counts } = await ports.frequency(evidence.org, space, rows)
  const limit = Math.max(commonRow, population / 200)
  const held = (row: string): number => counts.get(row) ?? 0
  // Rare rows first: whoever shares four of them must not stand behind many who share five turns of phrase.
  const tiers = [
    rows.filter((row) => held(row) <= rareRow),
    rows.filter((row) => held(row) > rareRow && held(row) <= limit),
  ]
  const others = new Map<Id, { evidence: Id; subject: Id; shared: number }>()
  for (const tier of tiers) {
    if (tier.length === 0) continue
    const found = (await ports.bands.candidates(evidence.org, space, tier, candidatesLookedAt + 4)).filter(
      ({ subject, evidence: id }) => subject !== evidence.subject && id !== evidence.id,
    )
    for (const one of found.slice(0, candidatesLookedAt))
      others.set(one.evidence, { ...one, shared: one.shared + (others.get(one.evidence)?.shared ?? 0) })
  }
  return { population, counts, others: [...others.values()] }
}

/** The second greatest: one unusual sentence beside boilerplate does not make the boilerplate rare. */
function secondOf(bits: readonly number[]): number {
  const sorted = bits.toSorted((a, b) => b - a)
  return sorted[Math.min(1, sorted.length - 1)] ?? 0
}

/** Surprise of a passage on average over its rows; a row that nobody holds is as rare as one that two hold. */
function meanBits(
  rows: readonly string[],
  { population, counts }: { population: number; counts: ReadonlyMap<string, number> },
): number {
  if (rows.length === 0) return 0
  return (
    rows.reduce((sum, row) => sum + Math.max(0, Math.log2((population + 1) / Math.max(2, counts.get(row) ?? 0))), 0) /
    rows.length
  )
}

function rarestBits(
  rows: readonly string[],
  { population, counts }: { population: number; counts: ReadonlyMap<string, number> },
): number {
  const held = rows.map((row) => counts.get(row) ?? 0).filter((count) => count > 0)
  return held.length === 0 ? 0 : Math.max(0, Math.log2((population + 1) / Math.max(2, Math.min(...held))))
}

/** As much of another résumé's stored facts as a comparison needs. */
const otherResume = z.object({
  bullets: z.array(z.object({ text: z.string() })).nullish(),
  contacts: z.object({ name: z.string().nullish() }).nullish(),
})
