import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { testStore } from './testing.ts'

const store = await testStore()
after(() => store.close())

/** Type in the row type → type in the database, where a column's declared name does not decide it. */
const databaseType: Readonly<Record<string, readonly string[]>> = {
  string: ['text', 'uuid'],
  Id: ['uuid'],
  number: ['integer', 'bigint', 'double precision'],
  Milliseconds: ['bigint'],
  boolean: ['boolean'],
  BytesColumn: ['bytea'],
  SealedColumn: ['bytea'],
  JsonColumn: ['jsonb'],
}

/** Reads `interface XTable { name: type }` out of the sources: the row types as they are written. */
function declaredTables(): Map<string, Map<string, { type: string; nullable: boolean }>> {
  const folder = join(import.meta.dirname, 'tables')
  const source = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const schema = readFileSync(join(import.meta.dirname, 'schema.ts'), 'utf8')
  const tables = new Map<string, Map<string, { type: string; nullable: boolean }>>()
  for (const [, table, type] of schema.matchAll(/^ {2}(\w+): (\w+Table)$/gm)) {
    const body = new RegExp(`interface ${type} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? ''
    const columns = [...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, name, text]) => {
      const parts = (text as string).split(' | ')
      const nullable = parts.includes('null')
      const kind = (parts[0] as string).replace(/<.*$/, '')
      return [name as string, { type: kind in databaseType ? kind : 'string', nullable }] as const
    })
    tables.set(table as string, new Map(columns))
  }
  return tables
}

test('row types say what information_schema says', async () => {
  const { rows } = await sql<{ table_name: string; column_name: string; data_type: string; is_nullable: string }>`
    select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public'`.execute(
    store.db,
  )
  const declared = declaredTables()
  const real = Map.groupBy(rows, (row) => row.table_name)
  assert.deepEqual([...declared.keys()].sort(), [...real.keys()].sort())
  for (const [table, columns] of real) {
    const wanted = declared.get(table) as Map<string, { type: string; nullable: boolean }>
    assert.deepEqual(
      [...wanted.keys()].sort(),
      columns.map((column) => column.column_name).sort(),
      `columns of ${table}`,
    )
    for (const column of columns) {
      const want = wanted.get(column.column_name) as { type: string; nullable: boolean }
      assert.ok(
        databaseType[want.type]?.includes(column.data_type),
        `${table}.${column.column_name}: ${want.type} is ${column.data_type}`,
      )
      assert.equal(column.is_nullable === 'YES', want.nullable, `${table}.${column.column_name}: null`)
    }
  }
})

test('int8 comes back as a number, on every connection', async () => {
  const { rows } = await store.pool.query('select 9007199254740991::int8 as most, count(*) as n')
  assert.deepEqual(rows[0], { most: 9007199254740991, n: 1 })
})
