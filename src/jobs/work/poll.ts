import type { Id } from '../../core/ids.ts'
import { SallyportError } from '../../core/errors.ts'
import { intakeOf, newReport, type Intake } from '../../doors/work/intake.ts'
import { pollers } from '../../doors/work/polling/index.ts'
import { firstCursor, type Cursor, type PollAnswer, type Poller, type PollRequest } from '../../doors/work/polling/poller.ts'
import type { WorkSource } from '../../store/repositories/work-sources.ts'
import { rows, type House } from '../house.ts'
import { DAY } from './person.ts'
import { take } from './take.ts'

/** Pages read by one job: the next one begins where this one stopped. */
const PAGES = 20
const EVERY = 5 * 60_000
const LONGEST_PAUSE = 60 * 60_000
/** How far back a source is read when it is new. */
const FIRST_DAYS = 90
const PAGE_BYTES = 40_000_000

/**
 * Reads what a source has since last time. The cursor is written in the transaction that keeps the events, so a crash
 * costs nothing and doubles nothing. A failure is noted on the source and tried again, later each time.
 */
export async function poll(house: House, job: { readonly org: Id; readonly source: Id }): Promise<void> {
  const { org } = job
  const source = await rows(house).workSources.find(org, job.source)
  const poller = pollers.find(({ kind }) => kind === source?.kind)
  if (source === null || poller === undefined || source.state !== 'running' || source.nextAt > house.clock.now()) return
  try {
    const more = await readPages(house, org, source, poller)
    if (more) await house.queue.add(null, 'poll', job, `${org}/${source.id}`)
  } catch (error) {
    if (!(error instanceof SallyportError)) throw error
    await noteFailure(house, org, source, error)
  }
}

/** Puts every source that is due to work. @returns how many */
export async function pollDue(house: House, org: Id): Promise<number> {
  const now = house.clock.now()
  const due = (await rows(house).workSources.list(org)).filter(({ kind, state, nextAt }) => state === 'running' && nextAt <= now && pollers.some((poller) => poller.kind === kind))
  for (const { id } of due) await house.queue.add(null, 'poll', { org, source: id }, `${org}/${id}`)
  return due.length
}

async function readPages(house: House, org: Id, source: WorkSource, poller: Poller): Promise<boolean> {
  const now = house.clock.now()
  const held = await rows(house).workSources.secret(org, source.id)
  const secret = poller.token === undefined ? held : await tokenOf(house, poller.token(source.config, held))
  const isNew = source.cursor === null
  const missed = missedBy(source, poller, now)
  let cursor = isNew ? firstCursor(now, Math.min(FIRST_DAYS, poller.keepsDays)) : missed === null ? (source.cursor as Cursor) : { since: missed.to, page: null, newest: 0 }
  for (let page = 0; page < PAGES; page++) {
    const read = poller.read(await ask(house, poller.request(source.config, secret, cursor, now)), source.config, cursor)
    cursor = read.cursor
    const gap: Intake[] = page === 0 && missed !== null ? [{ explainer: { kind: 'source-gap', offset: null, source: source.kind, ...missed } }] : []
    await take(house, org, [...gap, ...intakeOf(read.records, now, newReport(), isNew)], {
      strangers: 'leave-out',
      source: {
        id: source.id,
        change: { cursor, nextAt: read.more ? now : now + EVERY, failingSince: null, problem: null, ...(read.records.length === 0 ? {} : { receivedAt: now }) },
      },
    })
    if (!read.more) return false
  }
  return true
}

/** The time that a failing source no longer keeps: a gap, noted once the source answers again. */
function missedBy(source: WorkSource, poller: Poller, now: number): { from: number; to: number } | null {
  const oldest = now - poller.keepsDays * DAY
  const since = (source.cursor as Cursor | null)?.since ?? oldest
  return source.failingSince === null || since >= oldest ? null : { from: since, to: oldest }
}

async function ask(house: House, request: PollRequest): Promise<PollAnswer> {
  const { url, ...rest } = request
  const answer = await house.fetch(url, { ...rest, maxBytes: PAGE_BYTES, timeoutMs: 60_000, maxRedirects: 0 })
  if (answer.status === 401 || answer.status === 403) throw new SallyportError('SP_FETCH_FAILED', 'The service refused the secret: it was revoked, or may not read the log.', { status: answer.status })
  if (answer.status === 429) throw new SallyportError('SP_RATE_LIMITED', 'The service asks for a pause.', { after: Number(answer.headers['retry-after'] ?? 60) || 60 })
  if (answer.status !== 200) throw new SallyportError('SP_FETCH_FAILED', `The service answered ${answer.status}.`, { status: answer.status })
  try {
    return { body: JSON.parse(new TextDecoder().decode(answer.body)) as unknown, headers: answer.headers }
  } catch {
    throw new SallyportError('SP_FETCH_FAILED', 'The service answered with something that is not JSON.')
  }
}

async function tokenOf(house: House, request: PollRequest): Promise<string> {
  const { body } = await ask(house, request)
  const token = (body as { access_token?: unknown } | null)?.access_token
  if (typeof token !== 'string' || token === '') throw new SallyportError('SP_FETCH_FAILED', 'The service gave no token.')
  return token
}

async function noteFailure(house: House, org: Id, source: WorkSource, error: SallyportError): Promise<void> {
  const now = house.clock.now()
  const since = source.failingSince ?? now
  const asked = error.code === 'SP_RATE_LIMITED' ? Number(error.details['after'] ?? 60) * 1000 : 0
  const pause = Math.min(LONGEST_PAUSE, Math.max(asked, 60_000, (now - since) / 2))
  await rows(house).workSources.change(org, source.id, { failingSince: since, problem: `${error.code}: ${error.message}`.slice(0, 300), nextAt: now + pause })
}
