import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { readConfig } from '../../src/cli/config.ts'
import { openHouse } from '../../src/cli/open-house.ts'
import { rows } from '../../src/jobs/house.ts'
import { accept } from '../../src/jobs/pipeline/accept.ts'
import { enter, takeAll } from '../../src/jobs/work/take.ts'
import { startWorkers } from '../../src/jobs/workers.ts'
import { repositories } from '../../src/store/repositories/repositories.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { freshDatabase } from '../harness/postgres.ts'
import { accountOf, type Day } from './day.ts'
import { screenTimes } from './screens.ts'

export interface Replay {
  readonly files: number
  readonly events: number
  /** From the first intake until nothing waits. */
  readonly seconds: number
  readonly eventSeconds: number
  /** Milliseconds from received to measured, each file. */
  readonly waits: readonly number[]
  /** Of this process and of all workers together, at the end. */
  readonly rssMb: number
  /** Name of a screen → milliseconds of its calls. */
  readonly screens: ReadonlyMap<string, readonly number[]>
}

/**
 * One installation, a fresh database, the whole day as fast as it goes: work facts first, as their sources deliver them
 * in lumps, then the files; then the console with all of that in it.
 *
 * @param workers processes beside the server; 0: the server works its queue itself, as the embedded store must
 */
export async function replay(day: Day, workers: number, databaseUrl: string | null): Promise<Replay> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-load-'))
  const database = databaseUrl === null ? null : await freshDatabase(databaseUrl)
  const environment = { SALLYPORT_DATA: folder, ...(database === null ? {} : { DATABASE_URL: database.url }) }
  const opened = await openHouse(readConfig(environment), () => undefined, () => undefined)
  const children: ChildProcess[] = []
  try {
    const { house } = opened
    const org = (await rows(house).orgs.insert('Bench')).id
    for (let i = 0; i < workers; i++) children.push(await startWorker(environment))
    if (workers === 0) await startWorkers(house)
    // Colleagues are entered once, on their first day: not part of this one.
    for (let first = 0; first < day.people; first += 200) await inTransaction(house.store, async (trx) => {
      const tables = repositories({ db: trx, vault: house.vault, clock: house.clock })
      for (let who = first; who < Math.min(day.people, first + 200); who++) await enter(tables, org, [accountOf(who)], null)
    })
    const begun = performance.now()
    await takeAll(house, org, each(day.events), { strangers: 'leave-out' })
    const eventSeconds = (performance.now() - begun) / 1000
    const started = performance.now()
    for (const file of day.files) await accept(house, org, { name: file.name, bytes: file.bytes, door: null, subject: null, source: 'bench', ...(file.ref === undefined ? {} : { ref: file.ref }) })
    await idle(house.store.pool)
    const seconds = (performance.now() - started) / 1000
    const received = await house.store.db.selectFrom('evidence').select(['received_at', 'measured_at']).where('org_id', '=', org).execute()
    const screens = await screenTimes(house, org, folder)
    return { files: received.length, events: day.events.length, seconds, eventSeconds, waits: received.map((row) => (row.measured_at ?? row.received_at) - row.received_at), rssMb: (process.memoryUsage().rss + children.reduce((sum, child) => sum + rssOf(child), 0)) / 1e6, screens }
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await opened.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

/** Until no job waits or runs. */
async function idle(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows: found } = await pool.query<{ jobs: number }>(`select count(*)::int as jobs from pgboss.job where state in ('created', 'retry', 'active') and name in ('measure', 'judge')`)
    if (found[0]?.jobs === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function startWorker(environment: Record<string, string>): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
  const child = spawn(process.execPath, [entry, 'worker'], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  return child
}

/** Resident bytes of a process; 0 where the system does not tell. */
function rssOf({ pid }: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
