import { moveCase } from '../../core/case.ts'
import type { Id } from '../../core/ids.ts'
import { silentDays } from '../../measure/rhythm/gaps.ts'
import { quarterOf } from '../../store/repositories/work-presence.ts'
import { rows, transact, type House } from '../house.ts'
import { baseline } from './baseline.ts'
import { BITMAP_DAYS, DAY, RAW_DAYS, spaces } from './person.ts'
import { putGap } from './take.ts'

/** A case without a verification step closes by itself after so many days. */
const CASE_DAYS = 30

export interface Kept {
  readonly rawForgotten: number
  readonly bitmapsForgotten: number
  readonly casesClosed: number
  readonly gapsFound: number
}

/**
 * The nightly chores of the work door: what is too old is forgotten, a case nobody acted on closes, gaps of the sources
 * are looked for, the nameless baseline is drawn anew, and everybody is measured again.
 */
export async function keepWork(house: House, org: Id): Promise<Kept> {
  const tables = rows(house)
  const today = Math.floor(house.clock.now() / DAY)
  const gapsFound = await findGaps(house, org, today)
  const casesClosed = await closeUntouched(house, org)
  // A week of grace: raw facts go when their bitmaps are drawn (`measurePerson`); these were never measured.
  const rawForgotten = await tables.workDays.forget(org, today - RAW_DAYS - 7)
  const bitmapsForgotten = await tables.workPresence.forget(org, quarterOf(today - BITMAP_DAYS))
  for (const space of [spaces.explainer, spaces.gap, spaces.opening]) await tables.doorRows.forget(org, 'work', space, (today - BITMAP_DAYS) * DAY)
  await baseline(house, org)
  await tables.doorRows.mark(org, 'work', spaces.person, await tables.doorRows.ids(org, 'work', spaces.person), 'stale')
  return { rawForgotten, bitmapsForgotten, casesClosed, gapsFound }
}

async function findGaps(house: House, org: Id, today: number): Promise<number> {
  const seen = Map.groupBy(await rows(house).workDays.peopleByDay(org, today - RAW_DAYS), ({ source }) => source)
  let found = 0
  for (const [source, days] of seen) {
    for (const { from, to } of silentDays(new Map(days.map(({ day, people }) => [day, people])), today)) {
      await transact(house, (tables) => putGap(tables, org, { from: from * DAY, to: to * DAY, source }))
      found += 1
    }
  }
  return found
}

/** Cases of the work door that were opened thirty days ago and in which no verification was offered. */
async function closeUntouched(house: House, org: Id): Promise<number> {
  const now = house.clock.now()
  const { cases } = await rows(house).cases.queue(org, { doors: ['work'], states: ['intake', 'evidence'], limit: 10_000 })
  let closed = 0
  for (const item of cases) {
    const since = item.waitingSince ?? item.openedAt
    if (now - since < CASE_DAYS * DAY || item.verifications.length > 0 || item.posture === 'routine') continue
    await transact(house, async (tables) => {
      const ready = item.state === 'intake' ? { ...item, ...moveCase(item, 'evidence', now) } : item
      await tables.cases.write(org, item, moveCase(ready, 'closed', now))
      await tables.caseEvents.add(org, { case: item.id, subject: item.subject }, { actor: 'rules', type: 'move', data: { to: 'closed' }, text: `Closed by itself: ${CASE_DAYS} days without a verification step.` })
    })
    closed += 1
  }
  return closed
}
