import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { SallyportError } from '../core/errors.ts'
import { migrations } from './migrations/list.ts'
import type { Migration } from './migrations/migration.ts'
import { isTransient } from './transient.ts'

/** What a migration is, in one short text: an edited one is noticed. */
export function migrationDigest(migration: Migration): string {
  const hash = createHash('sha256')
  for (const statement of migration.statements) hash.update(`${statement.replace(/\s+/g, ' ').trim()};`)
  return hash.digest('hex').slice(0, 32)
}

/**
 * Brings the schema up to date, each step in its own transaction. Several processes may do this at once: the row in
 * `schema_migrations` is written first, so all but one wait for it and then skip.
 *
 * @returns names of the migrations that ran now
 * @throws SP_CONFIG when the database was migrated by a newer program, or by steps that were edited since
 */
export async function migrate(pool: Pool, now: number, list: readonly Migration[] = migrations): Promise<string[]> {
  const client = await pool.connect()
  try {
    await retried(client, createHistory)
    const applied = await readHistory(client)
    refuseStrangers(applied, list)
    const ran: string[] = []
    for (const migration of list) {
      if (applied.has(migration.name)) continue
      if (await retried(client, (c) => applyOne(c, migration, now))) ran.push(migration.name)
    }
    return ran
  } finally {
    client.release()
  }
}

async function createHistory(client: PoolClient): Promise<void> {
  await client.query(
    'create table if not exists schema_migrations (name text primary key, digest text not null, applied_at int8 not null)',
  )
}

async function readHistory(client: PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from schema_migrations')
  return new Map(rows.map((row) => [row.name, row.digest]))
}

function refuseStrangers(applied: ReadonlyMap<string, string>, list: readonly Migration[]): void {
  const known = new Map(list.map((migration) => [migration.name, migrationDigest(migration)]))
  for (const [name, digest] of applied) {
    const ours = known.get(name)
    if (ours === undefined) {
      throw new SallyportError(
        'SP_CONFIG',
        `The database was migrated by a newer Sallyport (${name}). Start that version.`,
        { migration: name },
      )
    }
    if (ours !== digest) {
      throw new SallyportError('SP_CONFIG', `Migration ${name} was changed after this database ran it.`, {
        migration: name,
      })
    }
  }
}

async function applyOne(client: PoolClient, migration: Migration, now: number): Promise<boolean> {
  await client.query('begin')
  try {
    const claimed = await client.query(
      'insert into schema_migrations (name, digest, applied_at) values ($1, $2, $3) on conflict (name) do nothing',
      [migration.name, migrationDigest(migration), now],
    )
    if (claimed.rowCount === 1) for (const statement of migration.statements) await client.query(statement)
    await client.query('commit')
    return claimed.rowCount === 1
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

// `create table if not exists` by two processes at once may end in a duplicate key of the catalogue (23505, 42P07).
async function retried<T>(client: PoolClient, step: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step(client)
    } catch (error) {
      const code = (error as { code?: string }).code
      const again = isTransient(error) || code === '23505' || code === '42P07'
      if (!again || attempt === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
}
