import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { freshDatabase } from '../harness/postgres.ts'
import { readConfig } from '../../src/cli/config.ts'
import { openHouse } from '../../src/cli/open-house.ts'
import { rows } from '../../src/jobs/house.ts'
import { accept } from '../../src/jobs/pipeline/accept.ts'
import { startWorkers } from '../../src/jobs/workers.ts'

export interface StoreRun {
  readonly evidence: number
  /** From the first intake to the last judged case. */
  readonly seconds: number
  /** Milliseconds from received to measured, each evidence. */
  readonly waits: readonly number[]
  readonly rssMb: number
}

/**
 * Sends the files through one installation: intake and one working process here, further workers as processes of their
 * own. A fresh database each time.
 */
export async function runStore(options: { files: readonly { name: string; bytes: Uint8Array }[]; workers: number; databaseUrl: string | null }): Promise<StoreRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-bench-'))
  const database = options.databaseUrl === null ? null : await freshDatabase(options.databaseUrl)
  const environment = { SALLYPORT_DATA: folder, ...(database === null ? {} : { DATABASE_URL: database.url }) }
  const opened = await openHouse(readConfig(environment), () => undefined, () => undefined)
  const children: ChildProcess[] = []
  try {
    const { house } = opened
    const org = (await rows(house).orgs.insert('Bench')).id
    for (let i = 0; i < options.workers; i++) children.push(await startWorker(environment))
    await startWorkers(house)
    const started = performance.now()
    const subjects: string[] = []
    for (const file of options.files) subjects.push((await accept(house, org, { ...file, door: 'apply', subject: null, source: 'bench' })).subject)
    await settled(house.store.pool, org, subjects.length)
    const seconds = (performance.now() - started) / 1000
    const waits = (await house.store.db.selectFrom('evidence').select(['received_at', 'measured_at']).where('org_id', '=', org).execute()).map((row) => (row.measured_at ?? row.received_at) - row.received_at)
    return { evidence: subjects.length, seconds, waits, rssMb: process.memoryUsage().rss / 1e6 }
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await opened.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until every subject has a case and no job is left. */
async function settled(pool: pg.Pool, org: string, subjects: number): Promise<void> {
  for (;;) {
    const { rows: found } = await pool.query<{ cases: number; jobs: number }>(
      `select (select count(*)::int from cases where org_id = $1) as cases, (select count(*)::int from pgboss.job where state in ('created', 'retry', 'active')) as jobs`,
      [org],
    )
    if ((found[0]?.cases ?? 0) >= subjects && found[0]?.jobs === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function startWorker(environment: Record<string, string>): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
  const child = spawn(process.execPath, [entry, 'worker'], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  return child
}
