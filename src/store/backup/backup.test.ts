import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { fixedClock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { openStore, type Store } from '../open.ts'
import { newId } from '../new-id.ts'
import { repositories } from '../repositories/repositories.ts'
import type { Schema } from '../schema.ts'
import { testPostgresStore, testStore } from '../testing.ts'
import { newMasterKey, masterKeysOf } from '../vault/master-keys.ts'
import { openVaultWith } from '../vault/open.ts'
import { backup, type Progress } from './backup.ts'
import { moveStore } from './move.ts'
import { restore } from './restore.ts'
import { leftOut, savedTables } from './tables.ts'

const keys = masterKeysOf([newMasterKey()])
const clock = fixedClock(1_700_000_000_000)
const open: Store[] = []
after(() => Promise.all(open.map((store) => store.close())))
const kept = <S extends Store | null>(store: S): S => {
  if (store !== null) open.push(store)
  return store
}

async function fill(store: Store): Promise<{ org: Id; subject: Id; digest: string }> {
  const vault = await openVaultWith(store, keys, clock)
  const rows = repositories({ db: store.db, vault, clock })
  const { id: org } = await rows.orgs.insert('Example Ltd')
  const subject = await rows.subjects.insert(org, { kind: 'person', name: 'Jane\u0000 Example', ref: 'ats:1' })
  const bytes = Buffer.alloc(5_000_000, 'résumé')
  const digest = await vault.put(org, subject, bytes)
  const evidence = newId()
  await rows.evidence.insertIfNew({
    id: evidence,
    org,
    door: 'apply',
    kind: 'resume',
    subject,
    digest,
    bytes: bytes.length,
    mediaType: 'application/pdf',
    name: 'cv.pdf',
    source: 'upload',
    observedAt: 1,
    receivedAt: 2,
  })
  await rows.artefacts.replace(org, evidence, subject, [
    { type: 'email', value: 'jane@example.com', from: 'resume.contacts' },
  ])
  await rows.frequency.add(
    org,
    'bullets',
    evidence,
    Array.from({ length: 1_200 }, (_, i) => `term ${i}`),
  )
  await rows.settings.set(org, 'prior', null, 'test')
  await rows.audit.append(org, { actor: 'test', action: 'x', object: 'y' }, () => ({
    entry: '{"a":1}',
    leaf: Buffer.alloc(32, 1),
  }))
  return { org, subject, digest }
}

async function check(store: Store, was: { org: Id; subject: Id; digest: string }): Promise<void> {
  const vault = await openVaultWith(store, keys, clock)
  const rows = repositories({ db: store.db, vault, clock })
  assert.equal((await rows.subjects.find(was.org, [was.subject])).get(was.subject)?.name, 'Jane\uFFFD Example')
  assert.equal((await vault.get(was.org, was.digest)).length, 5_000_000)
  assert.equal(await rows.subjects.byRef(was.org, 'ats:1'), was.subject)
  assert.equal(
    (await rows.artefacts.holders(was.org, [{ type: 'email', value: 'jane@example.com', from: '' }], newId()))
      .holders[0]?.subjects[0],
    was.subject,
  )
  assert.equal(
    (await rows.evidence.withStatus(was.org, 'received', 10)).length,
    1,
    'what was not measured can be enqueued again',
  )
  assert.equal(await rows.settings.get(was.org, 'prior'), null)
  assert.equal((await rows.settings.all(was.org)).has('prior'), true)
}

const source = kept(await testStore())
const was = await fill(source)

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

const isUnreadable = (error: unknown): boolean =>
  error instanceof SallyportError && error.code === 'SP_BACKUP_UNREADABLE'

describe('a backup', async () => {
  const progress: Progress[] = []
  const file = await collect(backup(source, keys, { now: 5, progress: (step) => progress.push(step) }))

  test('tells how far it is, and holds nothing in the clear', () => {
    const last = progress.at(-1) as Progress
    assert.equal(last.rows, last.total)
    assert.ok(last.total > 1_200)
    for (const text of ['Jane', 'jane@example.com', 'Example Ltd', 'term 7'])
      assert.equal(file.includes(text), false, text)
  })

  test('fills an empty store, whatever the size of the pieces it comes in', async () => {
    const target = kept(await testStore())
    const result = await restore(target, keys, pieces(file, 777), { now: 6 })
    assert.deepEqual(result, { madeAt: 5, rows: (progress.at(-1) as Progress).total })
    await check(target, was)
    await assert.rejects(restore(target, keys, pieces(file, 65_536), { now: 6 }), { code: 'SP_CONFLICT' })
  })

  test('that was changed, cut off, extended or made under another key is refused and leaves nothing', async () => {
    const target = kept(await testStore())
    const changed = Buffer.from(file)
    changed[file.length - 40] = (changed[file.length - 40] as number) ^ 1
    const cases = [
      changed,
      file.subarray(0, file.length - 1),
      file.subarray(0, 300),
      Buffer.concat([file, Buffer.from('x')]),
      Buffer.from('hello\n'),
      Buffer.alloc(0),
    ]
    for (const bad of cases) await assert.rejects(restore(target, keys, pieces(bad, 100_000), { now: 6 }), isUnreadable)
    await assert.rejects(
      restore(target, masterKeysOf([newMasterKey()]), pieces(file, 100_000), { now: 6 }),
      isUnreadable,
    )
    assert.equal(await target.db.selectFrom('orgs').select('id').executeTakeFirst(), undefined)
  })

  test('covers every table, or says why not', async () => {
    const { rows } = await sql<{
      name: string
    }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(source.db)
    const all: readonly (keyof Schema)[] = [...savedTables, ...leftOut]
    assert.deepEqual(rows.map((row) => row.name).sort(), [...all].sort())
  })
})

test('moves from PGlite to PostgreSQL and back', async (t) => {
  const server = kept(await testPostgresStore())
  if (server === null) return t.skip('SALLYPORT_TEST_DATABASE_URL names no server')
  const embedded = kept(await openStore({ memory: true }))
  const there = await fill(embedded)
  const count = await moveStore(embedded, server, { now: 1 })
  await check(server, there)
  const back = kept(await openStore({ memory: true }))
  assert.equal(await moveStore(server, back, { now: 2 }), count)
  await check(back, there)
})
