import { readCaseSettings, type CaseSettings } from '../../cases/settings.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import type { Repositories } from '../../store/repositories/repositories.ts'
import { transact, type House } from '../house.ts'

/** What happened, for the timeline: ids and codes in `data`, what a person wrote in `text`, which is sealed. */
export interface CaseAct {
  readonly type: string
  readonly data: unknown
  readonly text?: string | null
}

/** Runs an act on a case in one transaction and writes it into the timeline. @throws SP_NOT_FOUND */
export async function actOn<T>(house: House, org: Id, id: Id, actor: string, work: (tables: Repositories, item: StoredCase) => Promise<{ event: CaseAct; result: T }>): Promise<T> {
  return transact(house, async (tables) => {
    const item = await tables.cases.find(org, id)
    if (item === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such case.')
    const { event, result } = await work(tables, item)
    const text = event.text ?? null
    await tables.caseEvents.add(org, { case: id, subject: item.subject }, { actor, type: event.type, data: event.data, ...(text === null ? {} : { text }) })
    return result
  })
}

export async function caseSettingsOf(tables: Repositories, org: Id): Promise<CaseSettings> {
  return readCaseSettings(await tables.settings.get(org, 'cases'))
}
