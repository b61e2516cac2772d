import type { Id } from '../../core/ids.ts'
import { SallyportError } from '../../core/errors.ts'
import { newId } from '../../store/new-id.ts'
import { rows, type House } from '../house.ts'
import { DAY, pseudonym, spaces } from './person.ts'

/** What two people agree to: to see the record under its pseudonym, or also whose it is. */
export const openable = ['record', 'name'] as const
export type Openable = (typeof openable)[number]

/** A request to open a colleague's record. */
export interface Opening {
  readonly subject: Id
  readonly opens: Openable
  readonly reason: string
  readonly askedBy: Id
  readonly askedAt: number
  readonly answer: { readonly by: Id; readonly at: number; readonly agreed: boolean } | null
  /** After that it is shut again. */
  readonly until: number
}

/** A request waits for so long, and what was agreed to stays open for so long. */
const WAITS = 7 * DAY
const OPEN = 7 * DAY
/** Independent classes of evidence that must speak before a name is seen. */
const CLASSES = 2

/**
 * Asks to open a record. A name is only asked for when two classes of evidence speak: one alone is never enough.
 *
 * @throws SP_WORK_ONE_CLASS, SP_INPUT
 */
export async function askToOpen(house: House, org: Id, by: Id, request: { readonly subject: Id; readonly opens: Openable; readonly reason: string }): Promise<Id> {
  const tables = rows(house)
  if (!(await isWatched(house, org, request.subject))) throw new SallyportError('SP_NOT_FOUND', 'There is no such account.')
  if (request.reason.trim().length < 10) throw new SallyportError('SP_INPUT', 'Write the reason in a sentence.', { field: 'reason' })
  if (request.opens === 'name' && (await speakingClasses(house, org, request.subject)) < CLASSES)
    throw new SallyportError('SP_WORK_ONE_CLASS', 'Fewer than two classes of evidence speak in this case.')
  const now = house.clock.now()
  const id = newId()
  const opening: Opening = { subject: request.subject, opens: request.opens, reason: request.reason.trim(), askedBy: by, askedAt: now, answer: null, until: now + WAITS }
  // The row is sealed under the colleague's key: when they are erased, so is what was asked about them.
  await tables.doorRows.put(org, 'work', spaces.opening, id, opening, { subject: request.subject, sortAt: now })
  return id
}

/** Somebody is entered, or a log about them was handed in by itself. */
async function isWatched(house: House, org: Id, subject: Id): Promise<boolean> {
  const tables = rows(house)
  if ((await tables.doorRows.get(org, 'work', spaces.person, subject)) !== null) return true
  return (await tables.cases.ofSubject(org, subject)).some(({ door }) => door === 'work')
}

/** How many groups of the ledger hold a finding that speaks against the account. */
async function speakingClasses(house: House, org: Id, subject: Id): Promise<number> {
  const tables = rows(house)
  const item = (await tables.cases.ofSubject(org, subject)).find(({ door }) => door === 'work')
  const ledger = item === undefined ? null : await tables.cases.ledger(org, item.id)
  return (ledger?.groups ?? []).filter((group) => group.decibans > 0 && group.findings.some(({ outcome }) => outcome === 'present')).length
}

/** @throws SP_NOT_FOUND */
export async function findOpening(house: House, org: Id, id: Id): Promise<Opening> {
  const row = await rows(house).doorRows.get<Opening>(org, 'work', spaces.opening, id)
  if (row?.value === undefined) throw new SallyportError('SP_NOT_FOUND', 'There is no such request.')
  return row.value
}

/** The second person's answer. The policy has made sure that it is another person. @throws SP_CONFLICT */
export async function answerOpening(house: House, org: Id, id: Id, by: Id, agreed: boolean): Promise<void> {
  const opening = await findOpening(house, org, id)
  const now = house.clock.now()
  if (opening.answer !== null || opening.until < now) throw new SallyportError('SP_CONFLICT', 'The request was answered already, or it ran out.')
  const answered: Opening = { ...opening, answer: { by, at: now, agreed }, until: agreed ? now + OPEN : now }
  await rows(house).doorRows.put(org, 'work', spaces.opening, id, answered, { subject: opening.subject, sortAt: opening.askedAt })
}

export interface ListedOpening extends Opening {
  readonly id: Id
  readonly pseudonym: string
  readonly state: 'waiting' | 'open' | 'refused' | 'ended'
}

export async function listOpenings(house: House, org: Id, subject?: Id): Promise<ListedOpening[]> {
  const now = house.clock.now()
  const found = await rows(house).doorRows.list<Opening>(org, 'work', spaces.opening, { newestFirst: true, limit: 200, ...(subject === undefined ? {} : { subject }) })
  return found.flatMap(({ id, value }) => (value === undefined ? [] : [{ id, ...value, pseudonym: pseudonym(value.subject), state: stateOf(value, now) }]))
}

function stateOf({ answer, until }: Opening, now: number): ListedOpening['state'] {
  if (answer?.agreed === false) return 'refused'
  if (until < now) return 'ended'
  return answer === null ? 'waiting' : 'open'
}

/**
 * Who agreed that this person opens that record, as the policy wants to know it. Only for the one who asked: an approval
 * is not a key for everybody.
 */
export async function approvalFor(house: House, org: Id, actor: Id, subject: Id, opens: Openable): Promise<{ by: Id; reason: string } | null> {
  const open = (await listOpenings(house, org, subject)).find(
    (one) => one.state === 'open' && one.askedBy === actor && (one.opens === opens || one.opens === 'name'),
  )
  return open?.answer == null ? null : { by: open.answer.by, reason: open.reason }
}

/** What the policy has to know of a colleague's record when this person asks: whether it is their own, and who agreed. */
export async function aboutColleague(house: House, org: Id, subject: Id, actor: Id, opens: Openable = 'record'): Promise<{ about: Id | null; approval: { by: Id; reason: string } | null }> {
  const tables = rows(house)
  const user = await tables.users.find(org, actor)
  const own = user === null ? undefined : (await tables.workNames.find(org, [user.email])).get(user.email.toLowerCase())
  return { about: own === subject ? actor : null, approval: await approvalFor(house, org, actor, subject, opens) }
}
