import { z } from 'zod'
import type { Id } from '../../core/ids.ts'
import { SallyportError } from '../../core/errors.ts'
import type { WorkSource } from '../../store/repositories/work-sources.ts'
import { rows, transact, type House } from '../house.ts'
import { putGap } from './take.ts'

/** Under which rules colleagues are watched over. */
export const privacy = z.strictObject({
  /** No source starts without an agreement with the works council. */
  council: z.boolean(),
  /** What everybody is told: what is kept, why, for how long, whom to ask. */
  notice: z.string().max(8_000),
  /** Counts the texts: an acknowledgement is of one version. 0: nothing was published. */
  version: z.int().min(0),
  publishedAt: z.number().nullable(),
})
export type Privacy = z.infer<typeof privacy>

const none: Privacy = { council: false, notice: '', version: 0, publishedAt: null }
const setting = 'work.privacy'

export async function privacyOf(house: House, org: Id): Promise<Privacy> {
  return privacy.catch(none).parse((await rows(house).settings.get(org, setting)) ?? none)
}

/** Publishes a notice, or changes the mode. A new text is a new version, to be acknowledged anew. */
export async function setPrivacy(house: House, org: Id, to: { readonly council: boolean; readonly notice: string }, by: Id): Promise<Privacy> {
  const before = await privacyOf(house, org)
  const isNew = to.notice.trim() !== before.notice
  const after = { council: to.council, notice: to.notice.trim(), version: before.version + (isNew ? 1 : 0), publishedAt: isNew ? house.clock.now() : before.publishedAt }
  await rows(house).settings.set(org, setting, after, by)
  return after
}

/**
 * Starts a source. The time it stood still is a gap, which nobody's silence fills.
 *
 * @throws SP_WORK_NOTICE without a published notice; SP_WORK_AGREEMENT in works-council mode without an agreement
 */
export async function startSource(house: House, org: Id, source: WorkSource, agreement: string | null, by: Id): Promise<void> {
  const rules = await privacyOf(house, org)
  if (rules.version === 0) throw new SallyportError('SP_WORK_NOTICE', 'Nobody has been told yet: there is no notice.')
  const under = agreement ?? source.agreement
  if (rules.council && (under === null || under.trim() === '')) throw new SallyportError('SP_WORK_AGREEMENT', `"${source.name}" has no agreement with the works council.`, { field: 'agreement' })
  const now = house.clock.now()
  await transact(house, async (tables) => {
    if (source.state === 'stopped' && source.receivedAt !== null && source.stoppedAt !== null) await putGap(tables, org, { from: source.stoppedAt, to: now, source: source.kind })
    await tables.workSources.change(org, source.id, { state: 'running', agreement: under, startedBy: by, stoppedAt: null, failingSince: null, problem: null, nextAt: now })
  })
}

export async function stopSource(house: House, org: Id, source: WorkSource): Promise<void> {
  if (source.state === 'running') await rows(house).workSources.change(org, source.id, { state: 'stopped', stoppedAt: house.clock.now() })
}
