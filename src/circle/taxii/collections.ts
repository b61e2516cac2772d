import { sql } from 'kysely'
import type { Clock } from '../../core/clock.ts'
import type { Id } from '../../core/ids.ts'
import type { Store } from '../../store/open.ts'
import { inTransaction, type Trx } from '../../store/transaction.ts'
import type { Received } from './envelope.ts'
import type { Filters } from './filters.ts'
import { order, selection } from './selection.ts'
import { showMicros } from './time.ts'
import { sortVersions, type SortedVersions } from './versions.ts'

export interface Page {
  /** Texts of the objects, joined by commas; null: none. */
  readonly joined: string | null
  readonly count: number
  readonly first: number
  readonly last: number
  readonly more: boolean
}

export interface ManifestRow {
  readonly id: string
  readonly added: number
  readonly version: string
  readonly specVersion: string
}

export interface ListedCollection {
  readonly id: Id
  readonly alias: string | null
  readonly title: string
  readonly description: string | null
}

const separator = '\u001e'

/** The objects of the collections, in tables of their own: the text as received, and columns to find it by. */
export class TaxiiCollections {
  #store: Store
  #clock: Clock
  #listed = new Map<string, { readonly until: number; readonly list: readonly ListedCollection[] }>()
  readonly org: Id

  constructor(store: Store, clock: Clock, org: Id) {
    this.#store = store
    this.#clock = clock
    this.org = org
  }

  async create(collection: {
    id: Id
    root: string
    title: string
    alias?: string
    description?: string
  }): Promise<void> {
    await this.#store.db
      .insertInto('taxii_collections')
      .values({
        org_id: this.org,
        id: collection.id,
        root: collection.root,
        alias: collection.alias ?? null,
        title: collection.title,
        description: collection.description ?? null,
        last_added: 0,
        created_at: this.#clock.now(),
      })
      .onConflict((c) => c.columns(['org_id', 'id']).doNothing())
      .execute()
    this.#listed.clear()
  }

  /** Collections of a root. Kept for five seconds: every request asks, and they hardly ever change. */
  async list(root: string): Promise<readonly ListedCollection[]> {
    const now = this.#clock.now()
    const known = this.#listed.get(root)
    if (known !== undefined && now < known.until && now >= known.until - 5000) return known.list
    const list = await this.#store.db
      .selectFrom('taxii_collections')
      .select(['id', 'alias', 'title', 'description'])
      .where('org_id', '=', this.org)
      .where('root', '=', root)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    if (this.#listed.size > 100) this.#listed.clear()
    if (list.length > 0) this.#listed.set(root, { until: now + 5000, list })
    return list
  }

  async roots(): Promise<string[]> {
    const rows = await this.#store.db
      .selectFrom('taxii_collections')
      .select('root')
      .distinct()
      .where('org_id', '=', this.org)
      .orderBy('root')
      .execute()
    return rows.map((row) => row.root)
  }

  /**
   * Adds objects in one transaction, together with the status that answers for them. Their dates added rise strictly, in
   * the order of commits: the row of the collection is locked until the end, so a reader's cursor never passes an object
   * that becomes visible later.
   *
   * @param restored dates added to keep, one an object: for moving from another server
   * @returns which objects were new; the others were there already
   */
  async add(
    collection: Id,
    objects: readonly Received[],
    status: { id: Id; root: string; peer: string; body: string } | null,
    restored?: readonly number[],
  ): Promise<boolean[]> {
    return inTransaction(this.#store, async (trx) => {
      const wanted = restored?.at(-1) ?? this.#clock.now() * 1000
      const n = restored === undefined ? objects.length : 0
      const { rows } = await sql<{ last_added: number }>`
        update taxii_collections set last_added = case when last_added < ${wanted}::int8 then ${wanted}::int8 else last_added end + ${n}::int8
        where org_id = ${this.org} and id = ${collection} returning last_added`.execute(trx)
      const last = rows[0]?.last_added ?? wanted
      const fresh = await this.#sort(trx, collection, objects)
      const added = objects.map((_, i) => restored?.[i] ?? last - n + i + 1)
      const rowsToAdd = fresh.rows.map((row) => ({
        ...row,
        added: added[row.index] as number,
        object: objects[row.index] as Received,
      }))
      // One statement for both: each way to the database and back counts when envelopes come one after the other.
      const noted =
        status === null
          ? sql``
          : sql`with noted as (insert into taxii_statuses (org_id, id, root, peer, body, created_at) values (${this.org}::uuid, ${status.id}::uuid, ${status.root}, ${status.peer}, ${status.body}, ${this.#clock.now()}::int8))`
      if (rowsToAdd.length > 0) {
        await sql`${noted} insert into taxii_objects (org_id, collection_id, added, object_id, type, spec_version, version, version_at, marking, is_first, is_last, body)
          select ${this.org}::uuid, ${collection}::uuid, a, i, t, s, v, at, m, f, l, b from unnest(
            ${rowsToAdd.map((row) => row.added)}::int8[], ${rowsToAdd.map((row) => row.object.id)}::text[], ${rowsToAdd.map((row) => row.object.type)}::text[],
            ${rowsToAdd.map((row) => row.object.specVersion)}::text[], ${rowsToAdd.map((row) => row.object.version || showMicros(row.added))}::text[],
            ${rowsToAdd.map((row) => row.object.versionAt)}::int8[], ${rowsToAdd.map((row) => row.object.marking)}::int4[],
            ${rowsToAdd.map((row) => row.isFirst)}::bool[], ${rowsToAdd.map((row) => row.isLast)}::bool[],
            string_to_array(${rowsToAdd.map((row) => row.object.text).join(separator)}::text, ${separator}::text)
          ) as rows (a, i, t, s, v, at, m, f, l, b)`.execute(trx)
      } else if (status !== null) await sql`${noted} select 1`.execute(trx)
      for (const [column, ids] of [
        ['is_last', fresh.older],
        ['is_first', fresh.newer],
      ] as const)
        await this.#settle(trx, collection, column, ids)
      const isNew = new Set(rowsToAdd.map((row) => row.index))
      return objects.map((_, i) => isNew.has(i))
    })
  }

  /** Which are new, and which flags of older rows no longer hold. */
  async #sort(
    trx: Trx,
    collection: Id,
    objects: readonly Received[],
  ): Promise<SortedVersions> {
    const { rows: held } = await sql<{ object_id: string; version_at: number; spec_version: string }>`
      select object_id, version_at, spec_version from taxii_objects where org_id = ${this.org} and collection_id = ${collection} and object_id = any(${[...new Set(objects.map((object) => object.id))]}::text[])`.execute(
      trx,
    )
    return sortVersions(held, objects)
  }

  /** Sets `is_last` or `is_first` of some objects' versions anew. */
  async #settle(trx: Trx, collection: Id, column: 'is_last' | 'is_first', ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const order = column === 'is_last' ? sql`max(a.version_at)` : sql`min(a.version_at)`
    const mine = sql`org_id = ${this.org} and collection_id = ${collection} and object_id = any(${[...ids]}::text[])`
    await sql`update taxii_objects o set ${sql.ref(column)} = (o.spec_version = best.spec_version and o.version_at = best.v)
      from (select a.object_id, a.spec_version, ${order} as v from taxii_objects a
        join (select object_id, max(spec_version) as spec_version from taxii_objects where ${mine} group by object_id) latest
          on latest.object_id = a.object_id and latest.spec_version = a.spec_version
        where a.org_id = ${this.org} and a.collection_id = ${collection} group by a.object_id, a.spec_version) best
      where o.org_id = ${this.org} and o.collection_id = ${collection} and o.object_id = best.object_id`.execute(trx)
  }

  /** A page of texts, joined in the database: not one object is parsed on the way out. */
  async page(collection: Id, filters: Filters, from: number, clearance: number): Promise<Page> {
    const { rows } = await sql<{
      joined: string | null
      n: number
      first: number | null
      last: number | null
      total: number
    }>`
      with page as (select added, body from taxii_objects o where ${selection(this.org, collection, filters, from, clearance)} order by ${order(filters)} limit ${filters.limit + 1}),
           kept as (select added, body from page order by added limit ${filters.limit})
      select string_agg(body, ',' order by added) as joined, count(*) as n, min(added) as first, max(added) as last, (select count(*) from page) as total from kept`.execute(
      this.#store.db,
    )
    const row = rows[0]
    return {
      joined: row?.joined ?? null,
      count: row?.n ?? 0,
      first: row?.first ?? 0,
      last: row?.last ?? 0,
      more: (row?.total ?? 0) > filters.limit,
    }
  }

  async manifest(
    collection: Id,
    filters: Filters,
    from: number,
    clearance: number,
  ): Promise<{ rows: ManifestRow[]; more: boolean }> {
    const { rows } = await sql<{ object_id: string; added: number; version: string; spec_version: string }>`
      select object_id, added, version, spec_version from taxii_objects o where ${selection(this.org, collection, filters, from, clearance)} order by ${order(filters)} limit ${filters.limit + 1}`.execute(
      this.#store.db,
    )
    return {
      rows: rows
        .slice(0, filters.limit)
        .map((row) => ({ id: row.object_id, added: row.added, version: row.version, specVersion: row.spec_version })),
      more: rows.length > filters.limit,
    }
  }

  async has(collection: Id, object: string, clearance: number): Promise<boolean> {
    const row = await this.#store.db
      .selectFrom('taxii_objects')
      .select('added')
      .where('org_id', '=', this.org)
      .where('collection_id', '=', collection)
      .where('object_id', '=', object)
      .where('marking', '<=', clearance)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  /** @returns how many versions went */
  async remove(collection: Id, object: string, filters: Filters): Promise<number> {
    return inTransaction(this.#store, async (trx) => {
      const { numAffectedRows } =
        await sql`delete from taxii_objects o where ${selection(this.org, collection, { ...filters, ids: [object], after: null }, 0, 99)}`.execute(
          trx,
        )
      for (const column of ['is_last', 'is_first'] as const) await this.#settle(trx, collection, column, [object])
      return Number(numAffectedRows ?? 0)
    })
  }

  /** A status as another server wrote it. */
  async keepStatus(status: { id: Id; root: string; peer: string; body: string }): Promise<void> {
    await this.#store.db
      .insertInto('taxii_statuses')
      .values({ org_id: this.org, ...status, created_at: this.#clock.now() })
      .onConflict((c) => c.columns(['org_id', 'id']).doNothing())
      .execute()
  }

  async status(id: Id, root: string, peer: string): Promise<string | null> {
    const row = await this.#store.db
      .selectFrom('taxii_statuses')
      .select('body')
      .where('org_id', '=', this.org)
      .where('id', '=', id)
      .where('root', '=', root)
      .where('peer', '=', peer)
      .executeTakeFirst()
    return row?.body ?? null
  }

  /** Statuses older than a day may go. */
  async forgetStatuses(): Promise<void> {
    await this.#store.db
      .deleteFrom('taxii_statuses')
      .where('org_id', '=', this.org)
      .where('created_at', '<', this.#clock.now() - 48 * 3_600_000)
      .execute()
  }
}
