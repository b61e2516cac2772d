import { z } from 'zod'
import { SallyportError, messageOf } from '../../../../core/errors.ts'
import type { Id } from '../../../../core/ids.ts'
import { accept } from '../../../../jobs/pipeline/accept.ts'
import { rows, transact, type House } from '../../../../jobs/house.ts'
import type { IpTable } from '../../../../measure/network/ip-table.ts'
import { application, atsIds, type Application, type Ats, type AtsId, type AtsSystem, type Delivery } from './ats.ts'
import { keepVisits } from './visits.ts'

/** A delivery that carries its own time is believed for so long. */
const WINDOW_MS = 10 * 60_000
/** Ids of deliveries are kept for so long; what comes again later meets the same evidence and changes nothing. */
const REMEMBERED_MS = 30 * 86_400_000
/** Minutes until the next try, after each failure. */
const waits = [1, 5, 30, 180, 720]

const seenSpace = 'ats/seen'
const waitingSpace = 'ats/waiting'
export const candidateSpace = 'ats/candidate'

const waiting = z.object({ ats: z.enum(atsIds), application, tries: z.number(), problem: z.string().nullable() })
type Waiting = z.infer<typeof waiting>

/** Who a subject is at an applicant-tracking system, and what was told there. */
export interface AtsCandidate {
  readonly ats: AtsId
  readonly candidate: string
  readonly told: string | null
}

/**
 * Keeps a delivery: its id so that it is taken once, its application to be fetched. When this returns it survives
 * whatever happens to the process.
 *
 * @returns whether it brought an application that was not known
 * @throws SP_WEBHOOK_SIGNATURE when it is too old or was received before
 */
export async function keep(house: House, org: Id, ats: Ats, delivery: Delivery, body: unknown): Promise<boolean> {
  const now = house.clock.now()
  if (delivery.at !== null && Math.abs(now - delivery.at) > WINDOW_MS) {
    throw new SallyportError('SP_WEBHOOK_SIGNATURE', `The delivery is more than ${WINDOW_MS / 60_000} minutes old, or the clocks differ.`)
  }
  const found = ats.read(body)
  const read = found === null ? null : application.safeParse(found)
  return transact(house, async ({ doorRows }) => {
    const id = `${ats.id}/${delivery.id}`
    if ((await doorRows.get(org, 'apply', seenSpace, id)) !== null) throw new SallyportError('SP_WEBHOOK_SIGNATURE', 'This delivery was received before.')
    await doorRows.put(org, 'apply', seenSpace, id, {}, { sortAt: now })
    if (read === null || !read.success) return false
    const wanted: Waiting = { ats: ats.id, application: read.data, tries: 0, problem: null }
    await doorRows.put(org, 'apply', waitingSpace, `${ats.id}/${read.data.candidate}`, wanted, { sortAt: now })
    return true
  })
}

/**
 * Fetches what waits and is due. Doing it twice, or on two servers at once, gives the same evidence.
 *
 * @returns how many résumés were taken in
 */
export async function fetchWaiting(house: House, org: Id, systems: readonly AtsSystem[], table: IpTable | null, report: (error: Error) => void): Promise<number> {
  const { doorRows } = rows(house)
  const now = house.clock.now()
  let taken = 0
  for (const row of await doorRows.list(org, 'apply', waitingSpace, { to: now + 1, limit: 200 })) {
    const read = waiting.safeParse(row.value)
    const system = systems.find(({ ats }) => ats.id === read.data?.ats)
    if (!read.success || system === undefined) continue
    try {
      if (await takeIn(house, org, system, read.data.application, table)) taken += 1
      await doorRows.remove(org, 'apply', waitingSpace, row.id)
    } catch (error) {
      const wait = waits[read.data.tries]
      report(error as Error)
      const later: Waiting = { ...read.data, tries: read.data.tries + 1, problem: messageOf(error) }
      // After the last try it stays, far in the future, so that somebody can see what never came.
      await doorRows.put(org, 'apply', waitingSpace, row.id, later, { sortAt: wait === undefined ? Number.MAX_SAFE_INTEGER : now + wait * 60_000 })
    }
  }
  for (const row of await doorRows.list(org, 'apply', seenSpace, { to: now - REMEMBERED_MS, limit: 500 })) await doorRows.remove(org, 'apply', seenSpace, row.id)
  return taken
}

async function takeIn(house: House, org: Id, { ats, settings }: AtsSystem, wanted: Application, table: IpTable | null): Promise<boolean> {
  const file = await ats.resume(wanted, settings, house.fetch)
  // Somebody may apply without a résumé: there is nothing to read, and nothing wrong.
  if (file === null) return false
  const ref = `ats:${ats.id}:${wanted.candidate}`
  const { subject } = await accept(house, org, { name: file.name, bytes: file.bytes, door: 'apply', subject: null, ref, source: `ats:${ats.id}` })
  const { doorRows } = rows(house)
  const id = `${ats.id}/${wanted.candidate}`
  const known = (await doorRows.get<AtsCandidate>(org, 'apply', candidateSpace, id))?.value
  await doorRows.put(org, 'apply', candidateSpace, id, { ats: ats.id, candidate: wanted.candidate, told: known?.told ?? null } satisfies AtsCandidate, { subject })
  // The résumé is what counts; a system that does not say from where it came is asked no second time.
  const visits = (await ats.clientInfo?.(wanted, settings, house.fetch).catch(() => [])) ?? []
  await keepVisits(house, org, ats.id, subject, visits, table)
  return true
}
