import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../../src/core/clock.ts'
import { seededRandom } from '../../src/core/random.ts'
import { intake, newReport } from '../../src/doors/work/intake.ts'
import type { House } from '../../src/jobs/house.ts'
import { enter, takeAll } from '../../src/jobs/work/take.ts'
import { emptyPresence, type Presence } from '../../src/measure/rhythm/presence.ts'
import { featuresOfAll } from '../../src/measure/rhythm/presence-features.ts'
import { newId } from '../../src/store/new-id.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { repositories } from '../../src/store/repositories/repositories.ts'
import { emptyQuarter, QUARTER_DAYS, quarterOf, type Quarter } from '../../src/store/repositories/work-presence.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { memoryKeys, openVaultWith } from '../../src/store/vault/open.ts'
import { freshDatabase } from '../harness/postgres.ts'

export interface StoreFigures {
  readonly events: number
  /** Wall seconds from OCSF lines to committed rows: validated, deduplicated, sealed. */
  readonly ingestSeconds: number
  readonly bytesPerEvent: number
  readonly people: number
  /** Wall seconds to read and unseal everybody's bitmaps of 180 days and compute all features. */
  readonly featuresSeconds: number
  readonly bytesPerPersonQuarter: number
}

const DAY = 86_400_000

/** The presence store as it is used: everything that arrives as text goes out as sealed rows, on the embedded database or on PostgreSQL. */
export async function measureStore(url: string | null, size: { people: number; days: number; perDay: number; bitmaps: number }): Promise<StoreFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-presence-'))
  const database = url === null ? null : await freshDatabase(url)
  const store = await openStore(database === null ? { folder } : { databaseUrl: database.url })
  try {
    const vault = await openVaultWith(store, memoryKeys(), systemClock)
    const house = { store, vault, clock: systemClock } as House
    const tables = repositories({ db: store.db, vault, clock: systemClock })
    const { id: org } = await tables.orgs.insert('Bench')
    const now = systemClock.now()
    await inTransaction(store, async (trx) => {
      const inside = repositories({ db: trx, vault, clock: systemClock })
      for (let person = 0; person < size.people; person++) await enter(inside, org, [mailOf(person)], 'Europe/Lisbon')
    })
    const report = newReport()
    const from = performance.now()
    const { added } = await takeAll(house, org, intake(ocsfLines(size, now), now, report, true), { strangers: 'leave-out' })
    const ingestSeconds = (performance.now() - from) / 1000
    const rawBytes = await sizeOf(store, 'work_days')

    const subjects = Array.from({ length: size.bitmaps }, newId)
    const today = Math.floor(now / DAY)
    const random = seededRandom(1)
    for (const subject of subjects) await tables.workPresence.write(org, subject, madeUp(today, random.next))
    const read = performance.now()
    const presence = presenceOf([...(await tables.workPresence.readAll(org, null)).values()], today - 180, 180)
    featuresOfAll(presence, new Int8Array(presence.people))
    const featuresSeconds = (performance.now() - read) / 1000
    const quarters = new Set(Array.from({ length: 180 }, (_, i) => quarterOf(today - i))).size
    return { events: added, ingestSeconds, bytesPerEvent: rawBytes / added, people: presence.people, featuresSeconds, bytesPerPersonQuarter: (await sizeOf(store, 'work_presence')) / (size.bitmaps * quarters) }
  } finally {
    await store.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const mailOf = (person: number): string => `person${person}@example.com`

/** Authentication events of OCSF 1.8 in the order of time, as an identity provider delivers them. */
async function* ocsfLines({ people, days, perDay }: { people: number; days: number; perDay: number }, now: number): AsyncGenerator<string> {
  const random = seededRandom(7)
  for (let day = days; day > 0; day--) {
    const events = Array.from({ length: people * perDay }, (_, i) => ({ person: i % people, at: now - day * DAY + Math.floor((9 + 8 * random.next()) * 3_600_000) })).sort((a, b) => a.at - b.at)
    let text = ''
    for (const { person, at } of events) {
      text += `{"class_uid":3002,"category_uid":3,"activity_id":1,"type_uid":300201,"severity_id":1,"time":${at},"metadata":{"uid":"${day}-${person}-${at}","version":"1.8.0","product":{"name":"Gate","vendor_name":"Example"}},"user":{"email_addr":"${mailOf(person)}","type_id":1},"src_endpoint":{"ip":"203.0.113.${person % 250}","uid":"device-${person}"},"session":{"uid":"s${day}-${person}"},"logon_type_id":2,"status_id":1}\n`
      if (text.length > 60_000) {
        yield text
        text = ''
      }
    }
    yield text
  }
}

/** Office hours of 180 days. */
function madeUp(today: number, random: () => number): Quarter[] {
  const out = new Map<number, Quarter>()
  for (let day = today - 180; day < today; day++) {
    const quarter = quarterOf(day)
    const { words } = out.get(quarter) ?? emptyQuarter(quarter)
    for (let n = 0; n < 10; n++) {
      const half = 16 + Math.floor(random() * 20)
      words[(day - quarter * QUARTER_DAYS) * 3 + (half >> 4)]! |= 1 << (half & 15)
    }
    out.set(quarter, { quarter, words })
  }
  return [...out.values()]
}

function presenceOf(people: readonly (readonly Quarter[])[], firstDay: number, days: number): Presence {
  const presence = emptyPresence(people.length, days, firstDay)
  people.forEach((quarters, person) => {
    for (const { quarter, words } of quarters) {
      const first = quarter * QUARTER_DAYS
      for (let day = Math.max(first, firstDay); day < Math.min(first + QUARTER_DAYS, firstDay + days); day++)
        presence.words.set(words.subarray((day - first) * 3, (day - first) * 3 + 3), (person * days + day - firstDay) * 3)
    }
  })
  return presence
}

async function sizeOf(store: Store, table: string): Promise<number> {
  const { rows } = await store.pool.query<{ bytes: number }>('select pg_total_relation_size($1::regclass)::int8 as bytes', [table])
  return rows[0]?.bytes ?? 0
}
