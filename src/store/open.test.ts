import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { SallyportError } from '../core/errors.ts'
import { migrations } from './migrations/list.ts'
import { newId } from './new-id.ts'
import { openStore } from './open.ts'
import { lockFolder } from './pglite/folder-lock.ts'
import { templateNote, pgliteVersion } from './pglite/template.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-store-'))
  folders.push(folder)
  return folder
}
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const isLocked = (error: unknown): boolean => error instanceof SallyportError && error.code === 'SP_STORE_LOCKED'

/** A process of its own that opens the folder, says `open` and waits. */
async function holder(folder: string): Promise<{ pid: number; kill(): Promise<void> }> {
  const script = `import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}
    const store = await openStore({ folder: ${JSON.stringify(folder)} })
    await store.pool.query("insert into orgs values ('00000000-0000-7000-8000-000000000001', 'acknowledged', 0)")
    process.stdout.write('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)))
  })
  return {
    pid: child.pid as number,
    kill: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

describe('the embedded store', () => {
  test('keeps its rows over a restart, and migrates once', async () => {
    const folder = newFolder()
    const first = await openStore({ folder })
    assert.equal(first.migrated.length, migrations.length)
    const id = newId()
    await first.db.insertInto('orgs').values({ id, name: 'Example', created_at: 1 }).execute()
    await first.close()
    assert.deepEqual(readdirSync(folder), ['pgdata'])
    const second = await openStore({ folder })
    assert.deepEqual(second.migrated, [])
    assert.deepEqual(await second.db.selectFrom('orgs').select('id').execute(), [{ id }])
    await second.close()
  })

  test('refuses a folder that is in use, here and in another process, and takes over from a killed one', async () => {
    const folder = newFolder()
    const other = await holder(folder)
    await assert.rejects(openStore({ folder }), isLocked)
    await other.kill()
    const store = await openStore({ folder })
    assert.deepEqual(await store.db.selectFrom('orgs').select('name').execute(), [{ name: 'acknowledged' }])
    await assert.rejects(openStore({ folder }), isLocked)
    await store.close()
  })

  test('takes over a lock whose pid now belongs to another program, or to itself', () => {
    for (const pid of [process.ppid, process.pid]) {
      const folder = newFolder()
      writeFileSync(join(folder, 'store.lock'), JSON.stringify({ pid, started: '1', host: hostname() }))
      const release = lockFolder(folder)
      assert.throws(() => lockFolder(folder), isLocked)
      release()
      assert.deepEqual(readdirSync(folder), [])
    }
  })

  test('respects the lock of another machine while that is alive', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'store.lock'), JSON.stringify({ pid: 1, started: '1', host: 'elsewhere' }))
    assert.throws(() => lockFolder(folder), isLocked)
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(join(folder, 'store.lock'), longAgo, longAgo)
    lockFolder(folder)()
  })

  test('begins anew when the first start was cut off', async () => {
    const folder = newFolder()
    const half = join(folder, 'pgdata.new')
    writeFileSync(half, 'half of a folder')
    const store = await openStore({ folder })
    assert.equal(store.kind, 'pglite')
    await store.close()
  })

  test('lets timers run while it works', async () => {
    const store = await openStore({ memory: true })
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await sql`select count(*) from generate_series(1, 1500000)`.execute(store.db)
    clearInterval(timer)
    await store.close()
    assert.ok(ticks > 3, `${ticks} ticks`)
  })

  test('has a template for the PGlite that is installed', () => {
    assert.equal(templateNote()?.pglite, pgliteVersion())
  })
})

test('a database that does not answer is a clear error', async () => {
  await assert.rejects(
    openStore({ databaseUrl: 'postgres://nobody:x@127.0.0.1:9/none' }),
    (error) => error instanceof SallyportError && error.code === 'SP_STORE_UNREACHABLE',
  )
})

test('without a URL or a folder nothing is opened', async () => {
  await assert.rejects(openStore({}), (error) => error instanceof SallyportError && error.code === 'SP_CONFIG')
})
