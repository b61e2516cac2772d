import { deadlinesOf } from '../../../cases/deadlines.ts'
import { gapsOf, type LetterPack } from '../../../cases/letters/letter.ts'
import type { Id } from '../../../core/ids.ts'
import { caseSettingsOf } from '../../../jobs/cases/events.ts'
import { exitList } from '../../../jobs/cases/exit.ts'
import { noticeUntil } from '../../../jobs/cases/letters.ts'
import { menuFor } from '../../../jobs/cases/offer.ts'
import { rows, type House } from '../../../jobs/house.ts'
import { holdOf } from '../../../jobs/rights/hold.ts'
import { findCase } from '../../desk/case-file.ts'
import type { CaseLife } from './contract.ts'

/** @throws SP_NOT_FOUND */
export async function readLife(house: House, org: Id, id: Id, packs: readonly LetterPack[]): Promise<CaseLife> {
  const tables = rows(house)
  const item = await findCase(house, org, id)
  const [settings, events, hold, clusters, people] = await Promise.all([caseSettingsOf(tables, org), tables.caseEvents.list(org, id), holdOf(tables, org, item.subject), tables.clusters.around(org, [item.subject]), tables.users.list(org)])
  const nameOf = (actor: string): string => people.find((one) => one.id === actor)?.name ?? actor
  const answers = events.filter(({ type }) => type === 'contest-answer')
  const [cluster] = clusters
  return {
    mode: settings.mode,
    menu: await menuFor(house, tables, org, item),
    offered: offeredNow(events),
    deadlines: deadlinesOf(item, events, settings, house.clock.now()),
    letters: packs.filter(({ jurisdiction }) => settings.jurisdictions.includes(jurisdiction)).map(({ jurisdiction, title, as_of: asOf }) => ({ jurisdiction, title, asOf })),
    noticeUntil: noticeUntil(events),
    contests: events.filter(({ type }) => type === 'contest').map(({ at, text }) => ({ at, text, answer: (answers.find((one) => one.at >= at)?.data as { answer?: string } | undefined)?.answer ?? null })),
    exit: exitList(events),
    hold: hold === null ? null : { by: nameOf(hold.by), reason: hold.reason, at: hold.at },
    cluster: cluster === undefined ? null : { id: cluster[0], records: cluster[1].length },
  }
}

/** Checks offered since the last outcome: one by one, or as the menu of the band. */
function offeredNow(events: readonly { at: number; type: string; data: unknown }[]): CaseLife['offered'][number][] {
  const last = events.findLastIndex(({ type, data }) => (type === 'check' && (data as { outcome?: string | null }).outcome != null) || type === 'decision')
  const open = events.slice(last + 1)
  const alternatives = new Set(open.flatMap(({ type, data }) => (type === 'alternative' ? [(data as { check: string }).check] : [])))
  return open.flatMap(({ at, type, data }) => {
    const { check, checks } = data as { check?: string; checks?: readonly string[] }
    const names = type === 'offer' ? (checks ?? []) : type === 'check' && check !== undefined ? [check] : []
    return names.map((name) => ({ check: name, at, alternative: alternatives.has(name) }))
  })
}

/** What a letter of this kind needs beyond what a case knows, so that a form can ask for it. */
export function askedFor(pack: LetterPack, kind: keyof LetterPack['letters']): string[] {
  const known = new Set(['person', 'company', 'date', 'checks', 'alternative', 'reasons', 'evidence', 'retention', 'contestLink', 'contestBy'])
  return gapsOf(pack.letters[kind].body).filter((name) => !known.has(name))
}
