import { moveCase } from '../../core/case.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { menuOf, type MenuItem } from '../../cases/menu.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import type { House } from '../house.ts'
import { actOn, caseSettingsOf } from './events.ts'

/** The menu of a case's band, in the order that clears most of this case's findings. */
export async function menuFor(house: House, tables: Repositories, org: Id, item: StoredCase): Promise<MenuItem[]> {
  const ledger = await tables.cases.ledger(org, item.id)
  const findings = (ledger?.groups ?? []).flatMap((group) => group.findings.flatMap((finding) => (finding.outcome === 'present' ? [finding] : [])))
  // Without postures there is one band: everybody's.
  const band = (await caseSettingsOf(tables, org)).mode === 'evidence-only' ? 'look' : item.posture
  return menuOf(house.challenges, item.door, band, findings)
}

/** Offers the whole menu of the band, not a choice of it: the person chooses, or names an alternative. */
export async function offerMenu(house: House, org: Id, id: Id, actor: Id): Promise<void> {
  await actOn(house, org, id, actor, async (tables, item) => {
    const menu = await menuFor(house, tables, org, item)
    if (menu.length === 0) throw new SallyportError('SP_CASE_MOVE', 'This band offers no check: nothing is asked of anybody in it.')
    await tables.cases.write(org, item, moveCase(item, 'step-up-offered', house.clock.now()))
    return { event: { type: 'offer', data: { checks: menu.map(({ id: check }) => check), band: item.posture } }, result: undefined }
  })
}

/**
 * A check is not possible for this person: its alternative takes its place, and that is all. No reason is asked for, and
 * nothing of it is a finding.
 */
export async function takeAlternative(house: House, org: Id, id: Id, actor: Id, check: string): Promise<string> {
  return actOn(house, org, id, actor, async (_tables, item) => {
    if (item.state !== 'step-up-offered') throw new SallyportError('SP_CASE_MOVE', 'No check is open on this case.', { from: item.state })
    const challenge = house.challenges.find((one) => one.id === check && one.for.includes(item.door))
    if (challenge === undefined) throw new SallyportError('SP_INPUT', `There is no check called "${check}" at this door.`, { field: 'check' })
    return { event: { type: 'alternative', data: { check } }, result: challenge.alternative }
  })
}
