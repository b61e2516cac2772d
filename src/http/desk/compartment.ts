import type { Id } from '../../core/ids.ts'
import { caseSettingsOf } from '../../jobs/cases/events.ts'
import { rows, type House } from '../../jobs/house.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'

/**
 * Who may see a case, or null for everybody whose role allows it. In the mode `security-case` a person's case that
 * escalated is shut away: to the leads, and to whoever works on it or decided it.
 */
export async function compartments(house: House, org: Id, cases: readonly StoredCase[]): Promise<ReadonlyMap<Id, readonly Id[] | null>> {
  const grave = cases.filter(({ posture, door }) => posture === 'escalate' && door !== 'packages' && door !== 'messages')
  const shut = grave.length > 0 && (await caseSettingsOf(rows(house), org)).mode === 'security-case'
  const leads = shut ? (await rows(house).users.list(org)).filter(({ roles, disabledAt }) => roles.includes('lead') && disabledAt === null).map(({ id }) => id) : []
  return new Map(cases.map((item) => [item.id, shut && grave.includes(item) ? [...leads, ...[item.assignee, item.decision?.by].flatMap((one) => one ?? [])] : null]))
}
