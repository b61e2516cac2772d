import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

const scope = new AsyncLocalStorage<{ pool: unknown; active: boolean }>()

/**
 * Runs `work` with the knowledge that it is inside a transaction of this pool. A query beside the transaction would
 * not see its rows; on the embedded database, which has one connection, it would wait for itself for ever.
 */
export async function withinTransaction<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const here = { pool, active: true }
  try {
    return await scope.run(here, work)
  } finally {
    here.active = false
  }
}

/** The same pool, which refuses to lend a second connection to code inside one of its transactions. */
export function refuseOutside(pool: pg.Pool): pg.Pool {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown
  const guarded = (...args: unknown[]): unknown => {
    const here = scope.getStore()
    if (here?.active === true && here.pool === pool) {
      throw new Error('Inside inTransaction() use the transaction that was passed in, not the store.')
    }
    return connect(...args)
  }
  pool.connect = guarded as typeof pool.connect
  return pool
}
