import type { Repositories } from '../store/repositories/repositories.ts'
import type { Trx } from '../store/transaction.ts'
import type { House } from './house.ts'

/** Events that webhooks may be told of. Bodies hold ids and postures, never what was received. */
export type Told = 'case.judged' | 'case.decided'

/** Puts an event before the webhooks that want it, in the transaction of its cause: either both happened or neither. */
export async function tell(house: House, tables: Repositories, trx: Trx, org: string, event: Told, body: object): Promise<void> {
  const waiting = await tables.webhooks.announce(org, event, body)
  if (waiting.length > 0) await house.queue.add(trx, 'deliver', { org }, org)
}
