import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import { fixedClock } from '../core/clock.ts'
import type { Id } from '../core/ids.ts'
import { migrate, migrationDigest } from './migrate.ts'
import { migrations } from './migrations/list.ts'
import { openStore, type Store } from './open.ts'
import { PgliteHost } from './pglite/host.ts'
import { readTemplate, templateNote } from './pglite/template.ts'
import { repositories, type Repositories } from './repositories/repositories.ts'
import { memoryKeys, openVaultWith } from './vault/open.ts'
import type { StoreVault } from './vault/vault.ts'

/** Named in the environment, the same tests run on PostgreSQL: each store in a database of its own. */
const testUrl = process.env['SALLYPORT_TEST_DATABASE_URL'] ?? ''

/** Which database the tests run on now. */
export const testedOn: Store['kind'] = testUrl === '' ? 'pglite' : 'postgres'

/**
 * An empty store with the present schema, gone when it is closed. On PGlite it is cloned from a template that was
 * migrated once; on PostgreSQL it is a new database.
 */
export async function testStore(): Promise<Store> {
  return testUrl === '' ? openStore({ memory: true, template: await migratedTemplate() }) : testPostgres(testUrl)
}

/** A store on PostgreSQL, for tests that need one beside PGlite; null when no server is named. */
export async function testPostgresStore(): Promise<Store | null> {
  return testUrl === '' ? null : testPostgres(testUrl)
}

export interface TestHouse extends Repositories {
  readonly store: Store
  readonly vault: StoreVault
  readonly clock: ReturnType<typeof fixedClock>
  readonly org: Id
  /** The repositories over a transaction. */
  readonly on: (db: Store['db']) => Repositories
  readonly close: () => Promise<void>
}

/** A store with an open vault, a clock that stands still, one organisation and its repositories. */
export async function testHouse(): Promise<TestHouse> {
  const store = await testStore()
  const clock = fixedClock(Date.UTC(2026, 10, 23, 9))
  const vault = await openVaultWith(store, memoryKeys(), clock)
  const on = (db: Store['db']): Repositories => repositories({ db, vault, clock })
  const here = on(store.db)
  const { id: org } = await here.orgs.insert('Example Ltd')
  return { ...here, store, vault, clock, org, on, close: () => store.close() }
}

async function testPostgres(url: string): Promise<Store> {
  const name = `sallyport_test_${randomBytes(6).toString('hex')}`
  await asAdmin(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const store = await openStore({ databaseUrl: own.href, connections: 5 })
  const close = async (): Promise<void> => {
    await store.close()
    await asAdmin(url, `drop database if exists ${name} with (force)`)
  }
  return { ...store, close }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const cacheFolder = join(import.meta.dirname, '../../.cache')

/** Made once for a schema and a PGlite, and kept beside the sources: a test file then starts in a second. */
async function migratedTemplate(): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify(templateNote()))
  for (const migration of migrations) hash.update(migration.name).update(migrationDigest(migration))
  const path = join(cacheFolder, `test-template-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(path)) return new Uint8Array(readFileSync(path))
  const host = new PgliteHost({ folder: null, template: readTemplate() })
  const pool = new Pool({ max: 1, stream: host.stream, user: 'postgres', database: 'postgres' })
  await migrate(pool, 0)
  const tar = await host.dump()
  await pool.end()
  await host.close()
  mkdirSync(cacheFolder, { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, tar)
  renameSync(draft, path)
  return tar
}
