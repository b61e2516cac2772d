import { fillLetter, type Letter, type LetterKind, type LetterPack } from '../../cases/letters/letter.ts'
import { moveCase } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { newToken, tokenHash } from '../../guard/sign-in/token.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import type { House } from '../house.ts'
import { actOn, caseSettingsOf } from './events.ts'

export interface LetterWish {
  readonly kind: LetterKind
  readonly jurisdiction: string
  /** What the case does not know: `audit`, `agreement`, or words in place of its own. */
  readonly values: Readonly<Record<string, string>>
}

export interface WrittenLetter extends Letter {
  /** Until when the person may answer; null where the letter asks for no answer. */
  readonly contestUntil: number | null
}

const day = 86_400_000

/**
 * Writes a letter of a case and notes that it was written. The explanation of a decision gives notice: it makes the
 * person's own link to contest, moves the case, and starts the time. The text is handed out once and not kept; sending
 * it stays with the people who know the person.
 *
 * @throws SP_INPUT for a gap; SP_CASE_MOVE when there is nothing to give notice of, or a notice before it runs still
 */
export async function writeLetter(house: House, org: Id, id: Id, actor: Id, wish: LetterWish, packs: readonly LetterPack[], place: { readonly company: string; readonly url: string }): Promise<WrittenLetter> {
  const pack = packs.find(({ jurisdiction }) => jurisdiction === wish.jurisdiction)
  if (pack === undefined) throw new SallyportError('SP_INPUT', 'There is no letter pack for this place.', { field: 'jurisdiction' })
  return actOn(house, org, id, actor, async (tables, item) => {
    const settings = await caseSettingsOf(tables, org)
    const now = house.clock.now()
    const adverse = wish.kind === 'adverse-decision'
    const contestUntil = adverse ? now + settings.contestDays * day : null
    const token = newToken()
    const values = {
      ...(await known(house, tables, org, item)),
      company: settings.sender || place.company,
      contact: settings.contact,
      date: isoDay(now),
      contestLink: `${place.url}/contest/${token}`,
      contestBy: contestUntil === null ? '' : isoDay(contestUntil),
      ...wish.values,
    }
    const letter = fillLetter(pack, wish.kind, values)
    if (adverse) {
      await mustHaveRun(tables, org, item, now)
      if (item.decision?.outcome !== 'not-proceed') throw new SallyportError('SP_CASE_MOVE', 'There is no adverse decision to explain.', { from: item.state })
      await tables.cases.write(org, item, moveCase(item, 'notice', now))
      await tables.oneTimeLinks.insert(org, tokenHash(token), { purpose: 'contest', expiresAt: contestUntil as number, subject: item.subject, data: { case: id, jurisdiction: pack.jurisdiction } })
    }
    const data = { kind: wish.kind, jurisdiction: pack.jurisdiction, until: letter.businessDaysBefore === 0 ? null : businessDaysLater(now, letter.businessDaysBefore), contestUntil }
    return { event: { type: 'letter', data }, result: { ...letter, contestUntil } }
  })
}

/** What a case knows of its own letter. */
async function known(house: House, tables: Repositories, org: Id, item: StoredCase): Promise<Record<string, string>> {
  const subject = (await tables.subjects.find(org, [item.subject])).get(item.subject)
  const events = await tables.caseEvents.list(org, item.id)
  const tried = events.flatMap(({ type, data }) => {
    const { check, outcome } = data as { check?: string; outcome?: string | null }
    const challenge = type === 'check' ? house.challenges.find((one) => one.id === check) : undefined
    return challenge === undefined ? [] : [{ challenge, outcome }]
  })
  const last = tried.at(-1)
  return {
    person: subject?.name ?? 'applicant',
    checks: [...new Set(tried.map(({ challenge }) => challenge.title))].join('; ') || 'a check offered to everybody in this stage',
    alternative: last?.challenge.alternative ?? 'another check of your choice from the list',
    reasons: item.decision?.reason ?? '',
    evidence: last === undefined ? '' : `the check "${last.challenge.title}", which ended as: ${last.outcome ?? 'offered'}`,
    retention: 'for 12 months after the decision, and then deleted',
  }
}

/** A notice that the law wants so many days before has to have run out. */
async function mustHaveRun(tables: Repositories, org: Id, item: StoredCase, now: number): Promise<void> {
  const until = noticeUntil(await tables.caseEvents.list(org, item.id))
  if (until !== null && now < until) throw new SallyportError('SP_CASE_MOVE', `The notice given before has to run until ${isoDay(until)}.`, { until })
}

/** Until when the newest notice has to run; null: none has to. */
export function noticeUntil(events: readonly { readonly type: string; readonly data: unknown }[]): number | null {
  const last = events.findLast(({ type, data }) => type === 'letter' && (data as { kind?: string }).kind === 'notice')
  return (last?.data as { until?: number | null } | undefined)?.until ?? null
}

/** Midnight UTC after so many weekdays. Public holidays are not known here: count them in where they matter. */
export function businessDaysLater(from: number, days: number): number {
  let at = Math.floor(from / day) * day
  for (let left = days; left > 0; ) {
    at += day
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return at + day
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
