import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types, type CustomTypesConfig } from 'pg'
import { messageOf, SallyportError } from '../core/errors.ts'
import { migrate } from './migrate.ts'
import { lockFolder } from './pglite/folder-lock.ts'
import { PgliteHost } from './pglite/host.ts'
import { readTemplate } from './pglite/template.ts'
import { unpack } from './pglite/unpack.ts'
import type { Schema } from './schema.ts'
import { refuseOutside } from './transaction-scope.ts'

export interface StoreOptions {
  /** `postgres://…`; without it the embedded database is used. */
  readonly databaseUrl?: string | undefined
  /** Data folder of the embedded database. */
  readonly folder?: string | undefined
  /** Embedded database that is gone when it is closed. */
  readonly memory?: boolean | undefined
  /** Prepared data folder as a tar, for tests; the shipped template otherwise. */
  readonly template?: Uint8Array | undefined
  /** Connections to PostgreSQL; the embedded database has one. */
  readonly connections?: number | undefined
  /** Milliseconds since 1970, written beside the migrations that run. */
  readonly now?: number | undefined
}

export interface Store {
  readonly db: Kysely<Schema>
  readonly pool: Pool
  readonly kind: 'pglite' | 'postgres'
  /** Migrations that ran when it was opened: all of them on a first start. */
  readonly migrated: readonly string[]
  close(): Promise<void>
}

/** Said at each start on the embedded database. */
export const evaluationBanner = 'Evaluation store: survives a crash, not a power cut. Set DATABASE_URL for production.'

/**
 * Opens the database and brings its schema up to date. One driver and one dialect, whichever it is: the embedded
 * database speaks the wire protocol through a stream (see `pglite/`).
 *
 * @throws SP_STORE_LOCKED, SP_STORE_UNREACHABLE, SP_CONFIG
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl === undefined || options.databaseUrl === '' ? openEmbedded(options) : openPostgres(options)
}

async function openPostgres(options: StoreOptions): Promise<Store> {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.connections ?? 10,
    application_name: 'sallyport',
    connectionTimeoutMillis: 10_000,
    types: numericTypes,
  })
  return finish(pool, 'postgres', options, async () => undefined)
}

async function openEmbedded(options: StoreOptions): Promise<Store> {
  const memory = options.memory ?? false
  const folder = options.folder
  if (!memory && folder === undefined) {
    throw new SallyportError('SP_CONFIG', 'Neither a database URL nor a data folder was named.')
  }
  const release = memory ? () => undefined : lockFolder(folder as string)
  try {
    const data = memory ? null : join(folder as string, 'pgdata')
    const template = data === null || !isDataFolder(data) ? (options.template ?? readTemplate()) : null
    if (data !== null && !isDataFolder(data)) await prepare(data, template)
    const host = new PgliteHost({ folder: data, template: data === null ? template : null })
    const pool = new Pool({
      max: 1,
      idleTimeoutMillis: 0,
      stream: host.stream,
      user: 'postgres',
      database: 'postgres',
      types: numericTypes,
    })
    return await finish(pool, 'pglite', options, async () => {
      await host.close()
      release()
    })
  } catch (error) {
    release()
    throw error
  }
}

/** Fills a new data folder beside its place and then renames it: a start that is cut off leaves no half of one. */
async function prepare(data: string, template: Uint8Array | null): Promise<void> {
  const draft = `${data}.new`
  rmSync(draft, { recursive: true, force: true })
  if (template !== null) unpack(template, draft)
  else await initialise(draft)
  renameSync(draft, data)
}

/** Without a template PGlite runs `initdb`. */
async function initialise(folder: string): Promise<void> {
  const host = new PgliteHost({ folder, template: null })
  try {
    await host.ready()
  } finally {
    await host.close()
  }
}

function isDataFolder(path: string): boolean {
  return existsSync(path) && readdirSync(path).includes('PG_VERSION')
}

async function finish(
  pool: Pool,
  kind: Store['kind'],
  options: StoreOptions,
  afterwards: () => Promise<void>,
): Promise<Store> {
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    await refuseOldServer(pool)
    const migrated = await migrate(pool, options.now ?? Date.now())
    const guarded = refuseOutside(pool)
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) })
    let closed: Promise<void> | null = null
    const close = async (): Promise<void> => {
      await db.destroy()
      // Kysely ends the pool only if it made a query of its own.
      if (!pool.ending) await pool.end()
      await afterwards()
    }
    return { db, pool: guarded, kind, migrated, close: () => (closed ??= close()) }
  } catch (error) {
    await pool.end().catch(() => undefined)
    await afterwards()
    throw asStoreError(error)
  }
}

async function refuseOldServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num')
  const version = Number(rows[0]?.server_version_num ?? 0)
  if (version < 150_000) {
    throw new SallyportError('SP_CONFIG', `PostgreSQL 15 or newer is needed; this server says ${version}.`, { version })
  }
}

function asStoreError(error: unknown): SallyportError {
  if (error instanceof SallyportError) return error
  return new SallyportError(
    'SP_STORE_UNREACHABLE',
    `The database could not be opened: ${messageOf(error)}`,
    {},
    { cause: error },
  )
}

// Counts and times are int8. They fit a number for the next 285,000 years, and one place decides that.
const numericTypes: CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    id === types.builtins.INT8 && format !== 'binary'
      ? (text: string) => Number(text)
      : types.getTypeParser(id, format as 'text')) as typeof types.getTypeParser,
}
