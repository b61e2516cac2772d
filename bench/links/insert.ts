import { randomBytes } from 'node:crypto'
import { systemClock } from '../../src/core/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { freshDatabase } from '../harness/postgres.ts'
import { newId } from '../../src/store/new-id.ts'
import { repositories } from '../../src/store/repositories/repositories.ts'
import { memoryKeys, openVaultWith } from '../../src/store/vault/open.ts'

/**
 * Milliseconds for one new record into an index of `artefacts` rows on PostgreSQL: write its six artefacts, find who
 * else holds them, write the links.
 */
export async function insertTimes(url: string, artefacts: number, say: (line: string) => void): Promise<number[]> {
  const database = await freshDatabase(url)
  const store = await openStore({ databaseUrl: database.url, connections: 4 })
  try {
    const vault = await openVaultWith(store, memoryKeys(), systemClock)
    const tables = repositories({ db: store.db, vault, clock: systemClock })
    const org = (await tables.orgs.insert('Bench')).id
    say(`filling ${artefacts.toLocaleString('en')} artefacts …`)
    // Rows as they would be, but for the sealed value, which no look-up reads.
    await store.pool.query(
      `insert into artefacts (org_id, type, hash, evidence_id, subject_id, sealed, created_at)
       select $1, 'email', decode(md5('a' || n), 'hex'), gen_random_uuid(), gen_random_uuid(), '\\x00', 0 from generate_series(1, $2) n`,
      [org, artefacts],
    )
    await store.pool.query('analyze artefacts')
    const times: number[] = []
    for (let round = 0; round < 200; round++) {
      const subject = newId()
      const evidence = newId()
      await tables.subjects.insert(org, { id: subject, kind: 'person' })
      const values = Array.from({ length: 6 }, (_, i) => ({ type: 'email' as const, value: i === 0 ? `shared-${round % 50}` : randomBytes(8).toString('hex'), from: 'bench' }))
      const started = performance.now()
      await tables.artefacts.replace(org, evidence, subject, values)
      const { holders } = await tables.artefacts.holders(org, values, subject)
      const links = await Promise.all(holders.flatMap(({ artefact, subjects }) => subjects.map(async (other) => ({ a: { subject, evidence }, b: { subject: other, evidence }, type: artefact.type, hash: await tables.artefacts.hash(org, artefact), rarity: 10 }))))
      await tables.links.add(org, links)
      times.push(performance.now() - started)
    }
    return times
  } finally {
    await store.close()
    await database.drop()
  }
}
