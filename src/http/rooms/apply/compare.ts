import type { Id } from '../../../core/ids.ts'
import { likeSentences } from '../../../doors/apply/compare.ts'
import { layoutRarity, layoutSpace } from '../../../doors/apply/layouts.ts'
import { SallyportError } from '../../../core/errors.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { shownValue } from '../../../links/shared.ts'
import type { ResumeDocument } from '../../../measure/resume/document.ts'
import type { ResumeFacts } from '../../../measure/resume/facts.ts'
import type { Fingerprint } from '../../../measure/resume/layout/fingerprint.ts'
import { margin, reasons, sheetOf } from '../../../measure/resume/layout/likeness.ts'
import type { StoredEvidence } from '../../../store/repositories/evidence.ts'
import { labelOf } from '../../desk/queue-desk.ts'
import type { ClusterPrevalence, ComparedLayout, ComparedLine, ComparedResume, ComparedSentence, Comparison } from './contract.ts'

const parser = new URL('../../../doors/apply/parsers/resume.ts', import.meta.url)
/** Lines of a page that are sent: the longest honest résumé seen has some 400. */
const linesShown = 1_500
/** Nats from which a channel is worth a word. */
const telling = 0.15

interface Side {
  readonly case: Id
  readonly label: string
  readonly evidence: StoredEvidence
  readonly facts: ResumeFacts
  readonly document: ResumeDocument
}

/**
 * Two résumés side by side: their pages, the sentences that stand in both, how their layouts agree.
 *
 * @throws SP_NOT_FOUND for a case without a résumé that could be read
 */
export async function compareCases(house: House, org: Id, first: Id, second: Id): Promise<Comparison> {
  const [a, b] = [await sideOf(house, org, first), await sideOf(house, org, second)]
  const [mine, theirs] = [a.facts.bullets ?? [], b.facts.bullets ?? []]
  const passages = likeSentences(
    mine.map(({ text }) => text),
    theirs.map(({ text }) => text),
  ).map(({ a: i, b: j, share, common }) => ({
    share,
    a: sentence(mine[i] as Bullet, common.a),
    b: sentence(theirs[j] as Bullet, common.b),
  }))
  return { a: resume(a), b: resume(b), passages, layout: await layoutOf(house, org, a, b), shared: await sharedThings(house, org, a, b) }
}

async function sideOf(house: House, org: Id, id: Id): Promise<Side> {
  const tables = rows(house)
  const item = await tables.cases.find(org, id)
  if (item === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such case.')
  const evidence = (await tables.evidence.ofSubject(org, item.subject)).findLast(({ kind, status }) => kind === 'resume' && status === 'measured')
  const facts = evidence === undefined ? undefined : (await tables.facts.facts(org, [evidence.id], 'resume')).get(evidence.id)
  if (evidence === undefined || facts === undefined) throw new SallyportError('SP_NOT_FOUND', 'This case has no résumé that could be read.')
  const bytes = await house.vault.get(org, evidence.digest)
  const document = (await house.sandbox(parser, bytes, evidence.name)) as ResumeDocument
  const name = (await tables.subjects.find(org, [item.subject])).get(item.subject)?.name ?? null
  return { case: id, label: labelOf(name, item), evidence, facts: facts as unknown as ResumeFacts, document }
}

function resume({ case: id, label, evidence, document }: Side): ComparedResume {
  const body = document.lines.flatMap(({ runs }) => runs.map(({ size }) => size)).sort((x, y) => x - y)
  const usual = body[body.length >> 1] ?? 10
  const lines = document.lines.slice(0, linesShown).flatMap(({ page, box, text, runs }): ComparedLine[] => {
    const seen = runs.filter(({ hidden }) => hidden === undefined)
    const size = Math.max(0, ...seen.map((run) => run.size))
    return seen.length === 0 ? [] : [{ page, box, text: text.slice(0, 400), size, strong: size > 1.12 * usual || seen.every(({ bold }) => bold), colour: seen[0]?.colour ?? '#000000' }]
  })
  return { case: id, label, file: evidence.name, receivedAt: evidence.receivedAt, pages: [...document.pages], lines }
}

type Bullet = NonNullable<ResumeFacts['bullets']>[number]

function sentence({ text, place }: Bullet, common: ComparedSentence['common']): ComparedSentence {
  const where = place as { in: string; page?: number; box?: readonly [number, number, number, number]; boxes?: readonly { page: number; box: readonly [number, number, number, number] }[] }
  const boxes = where.in === 'page' && where.page !== undefined && where.box !== undefined ? [{ page: where.page, box: where.box }] : []
  return { text, common, boxes: where.boxes ?? boxes }
}

async function layoutOf(house: House, org: Id, a: Side, b: Side): Promise<ComparedLayout | null> {
  if (!a.facts.layout || !b.facts.layout) return null
  const [one, other] = [a, b].map(({ facts }) => sheetOf(JSON.parse((facts.layout as { fingerprint: string }).fingerprint) as Fingerprint)) as [ReturnType<typeof sheetOf>, ReturnType<typeof sheetOf>]
  const channels = reasons(one, other)
  const heard = channels.flatMap(({ means, similarity, nats }) => (similarity === null ? [] : [{ means, similarity, nats }]))
  const of = await rows(house).lookAlikes.of(org, layoutSpace, [a.evidence.id, b.evidence.id])
  const cluster = of.get(a.evidence.id)
  return {
    margin: margin(one, other),
    agree: heard.filter(({ nats, similarity }) => nats >= telling && similarity > 0.6),
    differ: heard.filter(({ nats, similarity }) => nats <= -telling || similarity < 0.3).toSorted((x, y) => x.similarity - y.similarity),
    silent: channels.filter(({ similarity }) => similarity === null).map(({ means }) => means),
    cluster: cluster === undefined || cluster !== of.get(b.evidence.id) ? null : await prevalence(house, org, cluster),
  }
}

/** How common a layout is among those who were cleared, and among all. */
export async function prevalence(house: House, org: Id, cluster: Id): Promise<ClusterPrevalence> {
  const book = rows(house).lookAlikes
  const [inside, all] = [await book.counts(org, layoutSpace, cluster), await book.counts(org, layoutSpace, null)]
  return { cluster, subjects: inside.subjects, subjectsInAll: all.subjects, cleared: inside.cleared, clearedInAll: all.cleared, rarityBits: layoutRarity(inside, all) }
}

async function sharedThings(house: House, org: Id, a: Side, b: Side): Promise<Comparison['shared']> {
  const tables = rows(house)
  const links = await tables.links.of(org, [a.evidence.subject])
  const own = new Map((await tables.artefacts.ofSubject(org, a.evidence.subject)).map((artefact) => [artefact.hash.toString('hex'), artefact]))
  return links
    .filter((link) => [link.a.subject, link.b.subject].includes(b.evidence.subject))
    .map(({ type, hash, rarity }) => {
      const artefact = own.get(hash.toString('hex'))
      return { type, shown: artefact === undefined ? 'much the same text' : shownValue(artefact), rarityBits: rarity }
    })
    .toSorted((x, y) => y.rarityBits - x.rarityBits)
}
