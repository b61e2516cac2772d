import type { Id } from '../../../core/ids.ts'
import { SallyportError } from '../../../core/errors.ts'
import type { CheckinLink } from '../../../checkin/house.ts'
import { looksLikeToken, newToken, tokenHash } from '../../../guard/sign-in/token.ts'
import { rows, transact, type House } from '../../../jobs/house.ts'
import { stages, type Stage } from '../../../measure/device/session-document.ts'
import type { CheckinLinkRow, SentLink } from './contract.ts'

const purpose = 'check-in'
const space = 'checkin-link'

/** What is remembered of a link beside the table of one-time links; sealed under the subject's key. */
interface Kept {
  readonly stage: Stage
  readonly madeBy: string
  readonly madeAt: number
  readonly expiresAt: number
  readonly ended: { readonly at: number; readonly how: 'used' | 'call' | 'withdrawn' } | null
}

/** Makes a link. @returns its token, which is stored nowhere */
export async function makeLink(house: House, org: Id, subject: Id, by: string, stage: Stage, hours: number): Promise<{ id: string; token: string; expiresAt: number }> {
  const token = newToken()
  const hash = tokenHash(token)
  const id = idOf(hash)
  const madeAt = house.clock.now()
  const expiresAt = madeAt + hours * 3_600_000
  await transact(house, async (tables) => {
    await tables.oneTimeLinks.insert(org, hash, { purpose, subject, expiresAt, data: { stage } })
    await tables.doorRows.put(org, 'apply', space, id, { stage, madeBy: by, madeAt, expiresAt, ended: null } satisfies Kept, { subject, ref: subject, sortAt: madeAt })
  })
  return { id, token, expiresAt }
}

/** Reads a link without using it up; null when it was used, is too old or was never made. */
export async function peekLink(house: House, token: string): Promise<CheckinLink | null> {
  if (!looksLikeToken(token)) return null
  const link = await rows(house).oneTimeLinks.find(tokenHash(token))
  return link === null || link.purpose !== purpose || link.usedAt !== null || link.subject === null ? null : { org: link.org, subject: link.subject, stage: stageOf(link.data) }
}

/** Uses a link up: of two who try at once, one gets it. @throws SP_LINK */
export async function takeLink(house: House, token: string, how: 'used' | 'call'): Promise<CheckinLink> {
  const link = looksLikeToken(token) ? await rows(house).oneTimeLinks.use(tokenHash(token), purpose) : null
  if (link === null || link.subject === null) throw new SallyportError('SP_LINK', 'This link was used before, or is too old.')
  await end(house, link.org, link.subject, idOf(tokenHash(token)), how)
  return { org: link.org, subject: link.subject, stage: stageOf(link.data) }
}

/** Takes back a link that was not used. @throws SP_NOT_FOUND */
export async function withdrawLink(house: House, org: Id, subject: Id, id: string): Promise<void> {
  const row = await rows(house).doorRows.get<Kept>(org, 'apply', space, id)
  if (row === null || row.subject !== subject) throw new SallyportError('SP_NOT_FOUND', 'There is no such link.')
  await rows(house).oneTimeLinks.use(Buffer.from(id, 'hex'), purpose)
  await end(house, org, subject, id, 'withdrawn')
}

/** Links of a person, newest first. */
export async function linksOf(house: House, org: Id, subject: Id): Promise<CheckinLinkRow[]> {
  const found = await rows(house).doorRows.list<Kept>(org, 'apply', space, { subject, newestFirst: true, limit: 50 })
  return found.flatMap(({ id, value }) => (value === undefined ? [] : [shown(house, id, value)]))
}

/** The newest links of everybody. */
export async function sentLinks(house: House, org: Id): Promise<SentLink[]> {
  const tables = rows(house)
  const found = (await tables.doorRows.list<Kept>(org, 'apply', space, { newestFirst: true, limit: 100 })).filter((row) => row.subject !== null)
  const names = await tables.subjects.find(org, found.map((row) => row.subject as Id))
  return Promise.all(found.flatMap(({ id, subject, value }) => (value === undefined ? [] : [{ ...shown(house, id, value), subject: subject as Id }])).map(async ({ subject, ...row }) => ({ ...row, name: names.get(subject)?.name ?? null, case: (await tables.cases.ofSubject(org, subject))[0]?.id ?? null })))
}

function shown(house: House, id: string, { stage, madeBy, madeAt, expiresAt, ended }: Kept): CheckinLinkRow {
  return { id, stage, madeBy, madeAt, expiresAt, state: ended?.how ?? (expiresAt <= house.clock.now() ? 'expired' : 'open') }
}

async function end(house: House, org: Id, subject: Id, id: string, how: NonNullable<Kept['ended']>['how']): Promise<void> {
  const { doorRows } = rows(house)
  const row = await doorRows.get<Kept>(org, 'apply', space, id)
  if (row?.value === undefined || row.value.ended !== null) return
  await doorRows.put(org, 'apply', space, id, { ...row.value, ended: { at: house.clock.now(), how } }, { subject, ref: subject, sortAt: row.sortAt })
}

function idOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}

function stageOf(data: unknown): Stage {
  const stage = (data as { stage?: unknown } | null)?.stage
  return stages.find((known) => known === stage) ?? 'application'
}
