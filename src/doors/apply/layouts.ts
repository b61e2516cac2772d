import { z } from 'zod'
import type { Evidence } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import type { LookAlikes, Ports } from '../../core/ports.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import type { Fingerprint } from '../../measure/resume/layout/fingerprint.ts'
import { layoutKeys } from '../../measure/resume/layout/keys.ts'
import { assign, between, sheetOf, type Sheet } from '../../measure/resume/layout/likeness.ts'
import { sameName } from '../../measure/resume/measure.ts'

/** Space of the band index and of the cluster book. */
export const layoutSpace = 'resume/layout'
/** Exemplars that are compared closely. */
const candidatesLookedAt = 60
/** Members of a cluster that can be found by their keys: more would only make every look-up of a popular one longer. */
const exemplars = 6
/** Members that are compared when it is asked whether two clusters are one, and whose names are looked at. */
const sampled = 24

type Cluster = NonNullable<NonNullable<ResumeFacts['layout']>['cluster']>

/**
 * The cluster of look-alikes a résumé's layout belongs to. The first time it is asked the layout is assigned: to a
 * known cluster or to a new one; two clusters that it shows to be one are joined, and the older id stays.
 *
 * @param tied subjects tied to this one by something else: text, file, contacts
 * @returns null when the page has too little on it, or nothing is kept
 */
export async function findLayout(facts: ResumeFacts, evidence: Evidence, ports: Ports, tied: ReadonlySet<Id>): Promise<Cluster | null> {
  const print = printOf(facts)
  const { lookAlikes: book } = ports
  if (print === null || book === undefined) return null
  const own = (await book.of(evidence.org, layoutSpace, [evidence.id])).get(evidence.id)
  const placed = own === undefined ? await place(print, evidence, ports, book) : { cluster: own, margin: null }
  return describe(placed.cluster, placed.margin, facts, evidence, ports, book, tied)
}

function printOf(facts: ResumeFacts): Fingerprint | null {
  return facts.layout === null || facts.layout === undefined ? null : (JSON.parse(facts.layout.fingerprint) as Fingerprint)
}

async function place(print: Fingerprint, evidence: Evidence, ports: Ports, book: LookAlikes): Promise<{ cluster: Id; margin: number }> {
  const { org, id, subject } = evidence
  const keys = layoutKeys(print)
  const sheet = sheetOf(print)
  const found = (await ports.bands.candidates(org, layoutSpace, keys, candidatesLookedAt)).filter(({ evidence: other }) => other !== id)
  const ids = found.map(({ evidence: other }) => other)
  const [clusterOf, sheets] = [await book.of(org, layoutSpace, ids), await sheetsOf(org, ids, ports)]
  const known = [...Map.groupBy(ids.filter((other) => clusterOf.has(other) && sheets.has(other)), (other) => clusterOf.get(other) as Id)].map(
    ([cluster, members]) => ({ cluster, sheets: members.map((member) => sheets.get(member) as Sheet) }),
  )
  const { cluster: best, margin, also } = assign(sheet, known)
  const cluster = best ?? id
  await book.put(org, layoutSpace, { evidence: id, subject, cluster, margin: best === null ? 0 : margin })
  const holding = known.find((one) => one.cluster === best)?.sheets.length ?? 0
  if (holding < exemplars) await ports.bands.add(org, layoutSpace, id, subject, keys)
  return { cluster: await joined(org, cluster, also, ports, book), margin }
}

/** Clusters that one layout is like just as well are one when their members are alike on the whole. @returns the id that stays */
async function joined(org: Id, cluster: Id, also: readonly Id[], ports: Ports, book: LookAlikes): Promise<Id> {
  let stays = cluster
  for (const other of also) {
    const [mine, theirs] = [await sampleOf(org, stays, ports, book), await sampleOf(org, other, ports, book)]
    const margin = between(mine, theirs)
    if (margin < 0) continue
    // Ids are made in the order of time, so the smaller one is the older.
    const [older, younger] = stays < other ? [stays, other] : [other, stays]
    await book.move(org, layoutSpace, younger, older, null, margin)
    stays = older
  }
  return stays
}

async function sampleOf(org: Id, cluster: Id, ports: Ports, book: LookAlikes): Promise<Sheet[]> {
  const members = await book.members(org, layoutSpace, cluster, sampled)
  return [...(await sheetsOf(org, members.map(({ evidence }) => evidence), ports)).values()]
}

/** Layouts of other evidence, ready to compare; those without one are missing. */
export async function sheetsOf(org: Id, evidence: readonly Id[], ports: Pick<Ports, 'facts'>): Promise<Map<Id, Sheet>> {
  const stored = await ports.facts.facts(org, evidence, 'resume')
  return new Map(
    [...stored].flatMap(([id, value]) => {
      const read = otherLayout.safeParse(value)
      return read.success && read.data.layout ? [[id, sheetOf(JSON.parse(read.data.layout.fingerprint) as Fingerprint)] as const] : []
    }),
  )
}

async function describe(cluster: Id, margin: number | null, facts: ResumeFacts, evidence: Evidence, ports: Ports, book: LookAlikes, tied: ReadonlySet<Id>): Promise<Cluster> {
  const { org } = evidence
  const members = (await book.members(org, layoutSpace, cluster, sampled)).filter(({ subject }) => subject !== evidence.subject)
  const stored = await ports.facts.facts(org, members.map(({ evidence: id }) => id), 'resume')
  const names = members.map(({ evidence: id, subject }) => ({ subject, name: otherName.safeParse(stored.get(id)).data?.contacts?.name ?? null }))
  const others = names.filter(({ name }) => sameName(facts.contacts?.name ?? null, name) === false)
  const [inside, all] = [await book.counts(org, layoutSpace, cluster), await book.counts(org, layoutSpace, null)]
  return {
    id: cluster,
    similarity: margin === null || !Number.isFinite(margin) ? 0 : Math.round(margin * 100) / 100,
    members: Math.max(0, inside.subjects - 1),
    otherNames: new Set(others.map(({ subject }) => subject)).size,
    cleared: inside.cleared,
    clearedInAll: all.cleared,
    rarity: layoutRarity(inside, all),
    secondChannel: others.some(({ subject }) => tied.has(subject)),
  }
}

/**
 * Bits of surprise in using a layout: by its share among people who were cleared, and never more than its share among
 * all who applied says. While few were cleared, nothing can be called rare.
 */
export function layoutRarity(inside: { subjects: number; cleared: number }, all: { subjects: number; cleared: number }): number {
  const bits = (some: number, of: number): number => Math.log2((of + 2) / (some + 1))
  return Math.max(0, Math.min(bits(inside.cleared, all.cleared), bits(Math.max(0, inside.subjects - 1), all.subjects)))
}

const otherLayout = z.object({ layout: z.object({ fingerprint: z.string() }).nullish() })
const otherName = z.object({ contacts: z.object({ name: z.string().nullish() }).nullish() })
