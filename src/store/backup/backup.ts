import type { PoolClient } from 'pg'
import { migrations } from '../migrations/list.ts'
import type { Store } from '../open.ts'
import type { MasterKeys } from '../vault/master-keys.ts'
import { encrypted } from './envelope.ts'
import { columnsOf, primaryKeyOf, quoted, savedTables, type Column } from './tables.ts'

/** Said while rows pass by. */
export interface Progress {
  readonly table: string
  /** Rows so far, and in all. */
  readonly rows: number
  readonly total: number
}

export interface BackupOptions {
  /** Milliseconds since 1970, written into the backup. */
  readonly now: number
  readonly progress?: (progress: Progress) => void
}

/** Rows read at once; a row of `blobs` may hold 4 MiB. */
const pageRows = (table: string): number => (table === 'blobs' ? 4 : 500)

/**
 * A backup as an encrypted stream: all rows of one moment, as text that any of the databases takes back. It opens only
 * with the master key file, which is not part of it.
 *
 * On the embedded database, which has one connection, everything else waits while it runs.
 */
export function backup(store: Store, keys: MasterKeys, options: BackupOptions): AsyncGenerator<Uint8Array> {
  return encrypted(lines(store, options), keys)
}

async function* lines(store: Store, options: BackupOptions): AsyncGenerator<string> {
  const client = await store.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const counts = await countAll(client)
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    yield JSON.stringify({
      version: 1,
      at: options.now,
      migrations: migrations.map((migration) => migration.name),
      counts,
    })
    let done = 0
    for (const table of savedTables) {
      const columns = await columnsOf(client, table)
      yield JSON.stringify({ table, columns: columns.map((column) => column.name) })
      for await (const rows of pages(client, table, columns)) {
        for (const row of rows) yield JSON.stringify(columns.map((column) => written(row[column.name], column)))
        options.progress?.({ table, rows: (done += rows.length), total })
      }
    }
    yield JSON.stringify({ end: total })
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

type Row = Record<string, unknown>

/** Rows of a table in the order of its key, page by page: each page begins after the last key of the one before. */
async function* pages(client: PoolClient, table: string, columns: readonly Column[]): AsyncGenerator<Row[]> {
  const key = await primaryKeyOf(client, table)
  const order = key.map(quoted).join(', ')
  const limit = pageRows(table)
  let last: Row | null = null
  for (;;) {
    const after: string = last === null ? '' : `where (${order}) > (${key.map((_, i) => `$${i + 1}`).join(', ')})`
    const values: unknown[] = last === null ? [] : key.map((name) => (last as Row)[name])
    const text = `select ${columns.map(selected).join(', ')} from ${quoted(table)} ${after} order by ${order} limit ${limit}`
    const { rows }: { rows: Row[] } = await client.query(text, values)
    if (rows.length > 0) yield rows
    if (rows.length < limit) return
    last = rows.at(-1) as Row
  }
}

// As text, so that a JSON null stays one and is not taken for a missing value.
function selected(column: Column): string {
  return column.type === 'jsonb' ? `${quoted(column.name)}::text as ${quoted(column.name)}` : quoted(column.name)
}

function written(value: unknown, column: Column): unknown {
  return value !== null && column.type === 'bytea' ? (value as Buffer).toString('base64') : value
}

async function countAll(client: PoolClient): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of savedTables) {
    const { rows } = await client.query<{ n: number }>(`select count(*) as n from ${quoted(table)}`)
    counts[table] = rows[0]?.n ?? 0
  }
  return counts
}
