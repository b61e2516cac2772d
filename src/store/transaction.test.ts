import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from './new-id.ts'
import { migrate, migrationDigest } from './migrate.ts'
import { migrations } from './migrations/list.ts'
import { testedOn, testStore } from './testing.ts'
import { inTransaction } from './transaction.ts'

const store = await testStore()
after(() => store.close())

const transient = (): Error => Object.assign(new Error('could not serialize access'), { code: '40001' })

test('commits once, and rolls back what throws', async () => {
  const kept = newId()
  await inTransaction(store, (trx) =>
    trx.insertInto('orgs').values({ id: kept, name: 'kept', created_at: 1 }).execute(),
  )
  await assert.rejects(
    inTransaction(store, async (trx) => {
      await trx.insertInto('orgs').values({ id: newId(), name: 'lost', created_at: 1 }).execute()
      throw new Error('no')
    }),
    /no/,
  )
  assert.deepEqual(await store.db.selectFrom('orgs').select('name').execute(), [{ name: 'kept' }])
})

test('runs again when the database asks for it, and gives up after its attempts', async () => {
  let runs = 0
  const value = await inTransaction(store, async () => {
    runs++
    if (runs < 3) throw transient()
    return runs
  })
  assert.equal(value, 3)
  runs = 0
  await assert.rejects(
    inTransaction(
      store,
      async () => {
        runs++
        throw transient()
      },
      { attempts: 2 },
    ),
    { code: '40001' },
  )
  assert.equal(runs, 2)
})

test('does not run again for any other error', async () => {
  let runs = 0
  await assert.rejects(
    inTransaction(store, async () => {
      runs++
      throw Object.assign(new Error('duplicate'), { code: '23505' })
    }),
  )
  assert.equal(runs, 1)
})

test(
  'serializable transactions that collide all end up done',
  { skip: testedOn === 'pglite' ? 'one connection cannot collide' : false },
  async () => {
    const org = newId()
    await store.db.insertInto('audit_heads').values({ org_id: org, size: 0 }).execute()
    await Promise.all(
      Array.from({ length: 5 }, () =>
        inTransaction(
          store,
          async (trx) => {
            const { size } = await trx
              .selectFrom('audit_heads')
              .select('size')
              .where('org_id', '=', org)
              .executeTakeFirstOrThrow()
            await new Promise((resolve) => setTimeout(resolve, 5))
            await trx
              .updateTable('audit_heads')
              .set({ size: size + 1 })
              .where('org_id', '=', org)
              .execute()
          },
          { isolation: 'serializable', attempts: 12 },
        ),
      ),
    )
    assert.deepEqual(await store.db.selectFrom('audit_heads').select('size').where('org_id', '=', org).execute(), [
      { size: 5 },
    ])
  },
)

test('a query beside the transaction is refused instead of waiting for ever', async () => {
  await assert.rejects(
    inTransaction(store, async () => {
      await store.db.selectFrom('orgs').selectAll().execute()
    }),
    /use the transaction/,
  )
  assert.ok(await store.db.selectFrom('orgs').selectAll().execute())
})

test('a migration that was edited, or that we do not know, is refused', async () => {
  const edited = migrations.map((migration, i) =>
    i === 0 ? { ...migration, statements: [...migration.statements, 'select 1'] } : migration,
  )
  await assert.rejects(migrate(store.pool, 1, edited), /was changed/)
  await assert.rejects(migrate(store.pool, 1, migrations.slice(0, 3)), /newer/)
})

test('a migration that fails half way leaves nothing of itself', async () => {
  const broken = { name: '9999-broken', statements: ['create table half (org_id uuid primary key)', 'this is no sql'] }
  await assert.rejects(migrate(store.pool, 1, [...migrations, broken]))
  const { rows } = await store.pool.query("select 1 from information_schema.tables where table_name = 'half'")
  assert.equal(rows.length, 0)
  assert.deepEqual(await migrate(store.pool, 1), [])
  assert.notEqual(migrationDigest(broken), migrationDigest({ ...broken, statements: [] }))
})
