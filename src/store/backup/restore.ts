import type { PoolClient } from 'pg'
import { SallyportError } from '../../core/errors.ts'
import { migrate } from '../migrate.ts'
import { migrations } from '../migrations/list.ts'
import type { Store } from '../open.ts'
import type { MasterKeys } from '../vault/master-keys.ts'
import type { Progress } from './backup.ts'
import { decrypted, unreadable } from './envelope.ts'
import { columnsOf, leftOut, quoted, savedTables, type Column } from './tables.ts'

export interface RestoreOptions {
  readonly now: number
  readonly progress?: (progress: Progress) => void
}

interface Preface {
  readonly version: number
  readonly at: number
  readonly migrations: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

/** Parameters of one statement, well below the 65,535 that the protocol allows; bytes, for rows of blobs. */
const parameterLimit = 10_000
const byteLimit = 8 * 1024 * 1024

/**
 * Fills an empty store from a backup, in one transaction: all of it, or nothing. A backup of an older version is
 * loaded under the schema it was made with and then migrated.
 *
 * @returns when the backup was made, and how many rows it held
 * @throws SP_BACKUP_UNREADABLE; SP_CONFLICT when the store holds data
 */
export async function restore(
  store: Store,
  keys: MasterKeys,
  source: AsyncIterable<Uint8Array>,
  options: RestoreOptions,
): Promise<{ madeAt: number; rows: number }> {
  const lines = decrypted(source, keys)
  const first = await lines.next()
  const preface = readPreface(first.done === true ? '' : first.value)
  await refuseFull(store)
  const older = preface.migrations.length < migrations.length
  if (older) await startOver(store, preface.migrations.length, options.now)
  const rows = await load(store, lines, preface, options)
  if (older) await migrate(store.pool, options.now)
  return { madeAt: preface.at, rows }
}

function readPreface(line: string): Preface {
  const preface = JSON.parse(line) as Preface
  const known = preface.migrations.every((name, i) => migrations[i]?.name === name)
  if (preface.version !== 1 || !known)
    throw unreadable('It was made by a newer Sallyport. Restore it with that version.')
  return preface
}

async function refuseFull(store: Store): Promise<void> {
  for (const table of ['orgs', 'evidence', 'audit_log', 'data_keys'] as const) {
    const row = await store.db
      .selectFrom(table)
      .select((e) => e.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined)
      throw new SallyportError('SP_CONFLICT', 'The store holds data already. A backup is restored into an empty one.', {
        table,
      })
  }
}

/** Empties the schema (it holds no data) and migrates as far as the backup had been. */
async function startOver(store: Store, steps: number, now: number): Promise<void> {
  for (const table of [...savedTables, ...leftOut]) await store.pool.query(`drop table if exists ${quoted(table)}`)
  await migrate(store.pool, now, migrations.slice(0, steps))
}

async function load(
  store: Store,
  lines: AsyncGenerator<string>,
  preface: Preface,
  options: RestoreOptions,
): Promise<number> {
  const total = Object.values(preface.counts).reduce((sum, count) => sum + count, 0)
  const client = await store.pool.connect()
  try {
    await client.query('begin')
    // An opened vault enrols its master key; the backup brings its own.
    await client.query('delete from vault_masters')
    const writer = new Writer(client, (table, rows) => options.progress?.({ table, rows, total }))
    let ended = false
    for await (const line of lines) {
      if (ended) throw unreadable('Something follows its end.')
      const said = JSON.parse(line) as { table: string; columns: string[] } | { end: number } | unknown[]
      if (Array.isArray(said)) await writer.row(said)
      else if ('table' in said) await writer.begin(said.table, said.columns)
      else ended = said.end === total
    }
    await writer.flush()
    if (!ended || writer.rows !== total)
      throw unreadable(`It says that it holds ${total} rows, and ${writer.rows} came.`)
    await client.query('commit')
    return writer.rows
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error instanceof SyntaxError ? unreadable('A line is not what it should be.', error) : error
  } finally {
    client.release()
  }
}

/** Gathers rows into statements. */
class Writer {
  rows = 0
  #client: PoolClient
  #told: (table: string, rows: number) => void
  #table = ''
  #columns: readonly Column[] = []
  #values: unknown[] = []
  #bytes = 0

  constructor(client: PoolClient, told: (table: string, rows: number) => void) {
    this.#client = client
    this.#told = told
  }

  async begin(table: string, names: readonly string[]): Promise<void> {
    await this.flush()
    if (!(savedTables as readonly string[]).includes(table))
      throw unreadable(`It names a table that does not exist: ${table}.`)
    const columns = new Map((await columnsOf(this.#client, table)).map((column) => [column.name, column]))
    this.#table = table
    this.#columns = names.map((name) => {
      const column = columns.get(name)
      if (column === undefined) throw unreadable(`It names a column that does not exist: ${table}.${name}.`)
      return column
    })
  }

  async row(values: readonly unknown[]): Promise<void> {
    if (values.length !== this.#columns.length || values.length === 0)
      throw unreadable(`A row of ${this.#table} has the wrong length.`)
    for (const [i, column] of this.#columns.entries()) {
      const value = read(values[i], column)
      this.#values.push(value)
      this.#bytes += value instanceof Buffer ? value.length : 0
    }
    this.rows++
    if (this.#values.length + this.#columns.length > parameterLimit || this.#bytes > byteLimit) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#values.length === 0) return
    const width = this.#columns.length
    const rows = Array.from(
      { length: this.#values.length / width },
      (_, row) => `(${this.#columns.map((_column, i) => `$${row * width + i + 1}`).join(', ')})`,
    )
    const text = `insert into ${quoted(this.#table)} (${this.#columns.map((column) => quoted(column.name)).join(', ')}) values ${rows.join(', ')}`
    await this.#client.query(text, this.#values)
    this.#values = []
    this.#bytes = 0
    this.#told(this.#table, this.rows)
  }
}

function read(value: unknown, column: Column): unknown {
  return value !== null && column.type === 'bytea' ? Buffer.from(value as string, 'base64') : value
}
