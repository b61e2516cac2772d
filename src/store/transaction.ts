import type { Transaction } from 'kysely'
import type { Store } from './open.ts'
import type { Schema } from './schema.ts'
import { withinTransaction } from './transaction-scope.ts'
import { isTransient } from './transient.ts'

/** A transaction of the store. */
export type Trx = Transaction<Schema>

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  /** How often it is tried in all. */
  readonly attempts?: number
}

/**
 * Runs `work` in one transaction and commits. When the database asks for a repetition (40001, 40P01) the whole of it
 * runs again, so `work` must have no effect outside the transaction. Inside, use only the `trx` passed in.
 *
 * @throws what `work` throws, after the rollback; the database's error when all attempts were used up
 */
export async function inTransaction<T>(
  store: Pick<Store, 'db' | 'pool'>,
  work: (trx: Trx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? 6
  for (let attempt = 1; ; attempt++) {
    try {
      const begin = store.db.transaction()
      const configured = options.isolation === undefined ? begin : begin.setIsolationLevel(options.isolation)
      return await configured.execute((trx) => withinTransaction(store.pool, () => work(trx)))
    } catch (error) {
      if (!isTransient(error) || attempt >= attempts) throw error
      await pause(attempt)
    }
  }
}

// Doubling with jitter: those who collided once must not meet again.
async function pause(attempt: number): Promise<void> {
  const milliseconds = 5 * 2 ** attempt * (0.5 + Math.random())
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
