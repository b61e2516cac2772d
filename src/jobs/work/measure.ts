import { createHash } from 'node:crypto'
import type { Evidence } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { activityArtefacts, nobodyElse } from '../../doors/work/measure.ts'
import { presenceEvent, type Explainer, type PresenceEvent } from '../../measure/rhythm/event.ts'
import { measureActivity } from '../../measure/rhythm/measure.ts'
import { newId } from '../../store/new-id.ts'
import { rollingSource } from '../../store/repositories/retention.ts'
import type { KeptEvent } from '../../store/repositories/work-days.ts'
import { rows, transact, type House } from '../house.ts'
import { measureVersion } from '../pipeline/measure.ts'
import { eventsOf, redraw } from './bitmaps.ts'
import { BITMAP_DAYS, DAY, pseudonym, RAW_DAYS, spaces, type Person } from './person.ts'
import type { Gap } from './take.ts'

/**
 * Measures one colleague anew from everything held: raw facts of the last ninety days, bitmaps of the time before. The
 * bitmaps are brought up to date in the same transaction, then raw facts that are too old are forgotten. Idempotent.
 */
export async function measurePerson(house: House, job: { readonly org: Id; readonly subject: Id }): Promise<void> {
  const { org, subject } = job
  const tables = rows(house)
  const person = await tables.doorRows.get<Person>(org, 'work', spaces.person, subject)
  if (person?.value === undefined) return
  const now = house.clock.now()
  const rawFrom = Math.floor(now / DAY) - RAW_DAYS
  const events = (await tables.workDays.read(org, subject, 0)).map(asEvent)
  const quarters = await tables.workPresence.read(org, subject)
  const explainers = await explainersOf(house, org, subject)
  const redrawn = redraw(quarters, events, explainers, rawFrom, Math.floor(now / DAY) - BITMAP_DAYS)
  const { zone } = person.value
  const recent = events.filter(({ at }) => at >= rawFrom * DAY)
  const activity = { account: pseudonym(subject), events: [...eventsOf(redrawn, rawFrom), ...recent], explainers, claim: zone === null ? null : { zone }, refused: {} }
  const measured = measureActivity(activity, nobodyElse)

  await transact(house, async (inside, trx) => {
    await inside.workPresence.write(org, subject, redrawn)
    const { evidence } = await inside.evidence.insertIfNew(presenceOf(org, subject, now), 'subject')
    await inside.facts.write(org, { evidence: evidence.id, subject, root: 'activity', measureVersion }, measured)
    await inside.artefacts.replace(org, evidence.id, subject, activityArtefacts(measured.facts))
    await inside.evidence.markMeasured(org, evidence.id)
    await inside.doorRows.mark(org, 'work', spaces.person, [subject], null)
    await house.queue.add(trx, 'judge', { org, subject }, `${org}/${subject}`)
  })
  await tables.workDays.forgetOf(org, subject, rawFrom)
}

/** Puts colleagues with new facts to work, some at a time. @returns how many */
export async function measureStale(house: House, org: Id, limit = 2_000): Promise<number> {
  const stale = await rows(house).doorRows.ids(org, 'work', spaces.person, { ref: 'stale', limit })
  for (const subject of stale) await house.queue.add(null, 'rhythm', { org, subject }, `${org}/${subject}`)
  return stale.length
}

/** What explains a colleague's hours: their own, and gaps of sources, which are everybody's. */
export async function explainersOf(house: House, org: Id, subject: Id): Promise<Explainer[]> {
  const { doorRows } = rows(house)
  const own = await doorRows.list<Explainer>(org, 'work', spaces.explainer, { subject })
  const gaps = await doorRows.list<Gap>(org, 'work', spaces.gap)
  return [
    ...own.flatMap(({ value }) => (value === undefined ? [] : [value])),
    ...gaps.flatMap(({ value }) => (value === undefined ? [] : [{ kind: 'source-gap' as const, from: value.from, to: value.to, offset: null, source: value.source }])),
  ]
}

function asEvent(kept: KeptEvent): PresenceEvent {
  return { ...kept, account: '', class: presenceEvent.shape.class.catch('interactive').parse(kept.class) }
}

/**
 * The evidence that stands for what the presence store holds of somebody: one a person, its facts renewed in place every
 * night. What is too old leaves the store itself (`keep.ts`), so the clocks of received evidence pass it over.
 */
function presenceOf(org: Id, subject: Id, now: number): Evidence {
  return {
    id: newId(),
    org,
    door: 'work',
    kind: 'activity',
    subject,
    digest: createHash('sha256').update(`presence/${subject}`).digest('hex'),
    bytes: 0,
    mediaType: 'application/json',
    name: 'Presence from connected sources',
    source: rollingSource,
    observedAt: now,
    receivedAt: now,
  }
}
