import type { Kysely } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Schema } from '../schema.ts'
import type { StoreVault } from '../vault/vault.ts'

/** What every repository works with: the store's database, or a transaction of it. */
export interface Context {
  readonly db: Kysely<Schema>
  readonly vault: StoreVault
  readonly clock: Clock
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
export const batchRows = 1_000

export function* batches<T>(items: readonly T[], size: number = batchRows): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size)
}
