import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '../../src/core/clock.ts'
import { seededRandom } from '../../src/core/random.ts'
import { findReuse, passageSpace, reuseBands } from '../../src/doors/apply/reuse.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { repositories, storePorts } from '../../src/store/repositories/repositories.ts'
import { memoryKeys, openVaultWith } from '../../src/store/vault/open.ts'
import type { Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import { achievements } from './people.ts'
import { itemOf } from './recall.ts'

const queries = 120

/** 95th percentile of one look-up of a whole résumé, with the index grown step by step; milliseconds. */
export async function queryTimes(
  database: string | null,
  sizes: readonly number[],
  rowsEach: number,
  seed: number,
  say: (line: string) => void,
): Promise<Record<string, Metric>> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-reuse-'))
  const own = database === null ? null : await freshDatabase(database)
  const store = await openStore(own === null ? { folder } : { databaseUrl: own.url, connections: 2 })
  try {
    const clock = fixedClock(Date.UTC(2026, 10, 23))
    const vault = await openVaultWith(store, memoryKeys(), clock)
    const { id: org } = await repositories({ db: store.db, vault, clock }).orgs.insert('Bench')
    const ports = storePorts({ db: store.db, vault, clock })
    const random = seededRandom(seed)
    const metrics: Record<string, Metric> = {}
    let held = 0
    for (const size of sizes) {
      await fill(store, org, held, size, rowsEach)
      held = size
      // The copy is among the askers' rows, so that each look-up finds somebody: rows of a hundred held ones.
      const times: number[] = []
      for (let i = 0; i < queries; i++) {
        const { facts } = itemOf(0, `Asker X${i}z`, achievements(random, 22))
        await plant(store, org, reuseBands(facts)[0]?.[1] ?? [], (i * 7919) % size)
        const evidence = {
          id: '00000000-0000-7000-8000-000000000001',
          subject: '00000000-0000-7000-8000-000000000002',
          org,
        } as never
        const started = performance.now()
        await findReuse(facts, evidence, ports)
        times.push(performance.now() - started)
      }
      const name = `query_p95_ms.1e${Math.round(Math.log10(size))}${store.kind === 'postgres' ? '.postgres' : ''}`
      metrics[name] = { value: quantile(times, 0.95), n: queries }
      metrics[name.replace('p95', 'p50')] = { value: quantile(times, 0.5), n: queries }
      say(
        `${store.kind}, ${size.toLocaleString('en')} résumés: half within ${quantile(times, 0.5).toFixed(1)} ms, 95 % within ${quantile(times, 0.95).toFixed(1)} ms`,
      )
    }
    return metrics
  } finally {
    await store.close()
    await own?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const uuid = (at: string): string => `('00000000-0000-7000-8000-' || lpad(to_hex(${at}), 12, '0'))::uuid`

/** Synthetic signatures: rows drawn by hash, with one in ten taken from a thousand that many share. */
async function fill(store: Store, org: string, from: number, to: number, rowsEach: number): Promise<void> {
  const step = 50_000
  for (let at = from; at < to; at += step) {
    const last = Math.min(to, at + step) - 1
    const row = `case when k = 0 then 'common' || (i % 1000) else substr(md5(i || ':' || k), 1, 11) end`
    await store.pool.query(
      `insert into bands (org_id, space, band, evidence_id, subject_id) select '${org}', '${passageSpace}', ${row}, ${uuid('i + 4096')}, ${uuid('i + 4096')} from generate_series(${at}::int8, ${last}::int8) i, generate_series(0, ${rowsEach - 1}) k on conflict do nothing`,
    )
    await store.pool.query(
      `insert into corpus_members (org_id, space, evidence_id) select '${org}', '${passageSpace}', ${uuid('i + 4096')} from generate_series(${at}::int8, ${last}::int8) i on conflict do nothing`,
    )
    await store.pool.query(
      `insert into term_counts (org_id, space, term, count) select '${org}', '${passageSpace}', substr(md5(i || ':1'), 1, 11), 1 from generate_series(${at}::int8, ${last}::int8) i on conflict do nothing`,
    )
  }
  await store.pool.query('analyze bands')
  await store.pool.query('analyze corpus_members')
  await store.pool.query('analyze term_counts')
}

/** A quarter of the asker's rows in somebody's record. */
async function plant(store: Store, org: string, rows: readonly string[], at: number): Promise<void> {
  for (const band of rows.filter((_, i) => i % 4 === 0)) {
    await store.pool.query(
      `insert into bands (org_id, space, band, evidence_id, subject_id) values ($1, $2, $3, ${uuid('$4::int8')}, ${uuid('$4::int8')}) on conflict do nothing`,
      [org, passageSpace, band, at + 4096],
    )
  }
}

async function freshDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const { Client } = await import('pg')
  const name = `sallyport_reuse_${process.pid}`
  const admin = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await admin(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => admin(`drop database if exists ${name} with (force)`) }
}
