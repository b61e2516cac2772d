import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Pool } from 'pg'
import { systemClock } from '../../src/core/clock.ts'
import { relink } from '../../src/jobs/links/relink.ts'
import { withAliases } from '../../src/links/aliases.ts'
import { sharedOf } from '../../src/links/shared.ts'
import { newId } from '../../src/store/new-id.ts'
import { openStore } from '../../src/store/open.ts'
import { repositories } from '../../src/store/repositories/repositories.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { memoryKeys, openVaultWith } from '../../src/store/vault/open.ts'
import { freshDatabase } from '../harness/postgres.ts'

/** Artefacts of one record, as a résumé has them. */
const each = 6

/**
 * Milliseconds for one new record into a graph of `artefacts` rows on PostgreSQL, with all that the product does: write
 * its artefacts, find who else holds them, write the ties, weigh anew what more records carry now, bring its cluster up
 * to date. Every fourth record belongs to a crew of ten that shares two rare values; every second meets a hub.
 */
export async function insertTimes(url: string, artefacts: number, say: (line: string) => void): Promise<{ times: number[]; cpuMs: number | null }> {
  const database = await freshDatabase(url)
  const store = await openStore({ databaseUrl: database.url, connections: 4 })
  try {
    const vault = await openVaultWith(store, memoryKeys(), systemClock)
    const here = repositories({ db: store.db, vault, clock: systemClock })
    const org = (await here.orgs.insert('Bench')).id
    say(`filling ${artefacts.toLocaleString('en')} artefacts …`)
    // Rows as they would be, but for the sealed value, which no look-up reads.
    await store.pool.query(`insert into subjects (org_id, id, kind, created_at) select $1, md5('s' || n)::uuid, 'person', 0 from generate_series(0, $2) n`, [org, Math.ceil(artefacts / each)])
    await store.pool.query(
      `insert into artefacts (org_id, type, hash, evidence_id, subject_id, sealed, created_at)
       select $1, 'email', decode(md5('a' || n), 'hex'), gen_random_uuid(), md5('s' || (n / ${each}))::uuid, '\\x00', 0 from generate_series(1, $2) n`,
      [org, artefacts],
    )
    const hub = await here.artefacts.hash(org, { type: 'domain', value: 'hub.example' })
    await store.pool.query(
      `insert into artefacts (org_id, type, hash, evidence_id, subject_id, sealed, created_at)
       select $1, 'domain', $2, gen_random_uuid(), md5('s' || n)::uuid, '\\x00', 0 from generate_series(1, 300) n`,
      [org, hub],
    )
    await store.pool.query('analyze')
    const times: number[] = []
    const before = await cpuMs(store.pool)
    for (let round = 0; round < 400; round++) {
      const subject = newId()
      const evidence = newId()
      await here.subjects.insert(org, { id: subject, kind: 'person' })
      const values = recordOf(round)
      const started = performance.now()
      await inTransaction(store, async (trx) => {
        const tables = repositories({ db: trx, vault, clock: systemClock })
        await tables.artefacts.replace(org, evidence, subject, values)
        const found = await tables.artefacts.holders(org, values, subject)
        const shared = sharedOf(found, null, () => null)
        await relink(tables, org, subject, evidence, shared, found.population)
      })
      times.push(performance.now() - started)
    }
    const crews = await here.clusters.list(org)
    say(`${crews.length} crews stand in the graph, the largest of ${crews[0]?.size ?? 0}`)
    const after = await cpuMs(store.pool)
    return { times, cpuMs: before === null || after === null ? null : (after - before) / times.length }
  } finally {
    await store.close()
    await database.drop()
  }
}

/** Processor time so far of this process and of the database's on this machine; null where it cannot be read. */
async function cpuMs(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ pid: number }>('select pid from pg_stat_activity where datname = current_database()')
  const { user, system } = process.cpuUsage()
  try {
    const ticks = rows.map(({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')).reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0)
    return (user + system) / 1_000 + ticks * 10
  } catch {
    return null
  }
}

function recordOf(round: number): ReturnType<typeof withAliases> {
  const own = Array.from({ length: each - 2 }, () => ({ type: 'email' as const, value: `${randomBytes(6).toString('hex')}@example.com`, from: 'bench' }))
  const crew = Math.floor(round / 40)
  const rare = round % 4 === 0 ? [{ type: 'email' as const, value: `crew${crew}@example.com`, from: 'bench' }, { type: 'file-id' as const, value: `pdf:${crew}`, from: 'bench' }] : []
  const hub = round % 2 === 0 ? [{ type: 'domain' as const, value: 'hub.example', from: 'bench' }] : []
  return withAliases([...own, ...rare, ...hub])
}
