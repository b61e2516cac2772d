import type { Selectable } from 'kysely'
import type { DoorId } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import type { DoorRowsTable } from '../tables/evidence.ts'
import { batches, type Context } from './context.ts'

export interface DoorRow<T = unknown> {
  readonly id: string
  readonly subject: Id | null
  readonly ref: string | null
  readonly sortAt: number
  /** Undefined when the row was sealed and its subject erased. */
  readonly value: T | undefined
  readonly createdAt: number
  readonly updatedAt: number
}

export interface DoorRowQuery {
  readonly ref?: string
  readonly subject?: Id
  /** `sortAt` from, inclusive. */
  readonly from?: number
  /** `sortAt` to, exclusive. */
  readonly to?: number
  readonly newestFirst?: boolean
  readonly limit?: number
}

/** A door, or the cases of all doors together. */
export type RowOwner = DoorId | 'cases'

/** Small documents that doors keep without a table of their own. A row about a subject is sealed under its key. */
export class DoorRows {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async put(
    org: Id,
    door: RowOwner,
    space: string,
    id: string,
    value: unknown,
    more: { subject?: Id; ref?: string; sortAt?: number } = {},
  ): Promise<void> {
    const { db, vault, clock } = this.#context
    const now = clock.now()
    const sealed =
      more.subject === undefined ? null : await vault.seal(org, more.subject, rowPlace(door, space, id), value, db)
    const written = {
      subject_id: more.subject ?? null,
      ref: more.ref ?? null,
      body: sealed === null ? jsonText(value) : null,
      sealed,
      updated_at: now,
    }
    await db
      .insertInto('door_rows')
      .values({ org_id: org, door, space, id, ...written, sort_at: more.sortAt ?? now, created_at: now })
      .onConflict((c) =>
        c
          .columns(['org_id', 'door', 'space', 'id'])
          .doUpdateSet({ ...written, ...(more.sortAt === undefined ? {} : { sort_at: more.sortAt }) }),
      )
      .execute()
  }

  async get<T = unknown>(org: Id, door: RowOwner, space: string, id: string): Promise<DoorRow<T> | null> {
    const row = await this.#context.db
      .selectFrom('door_rows')
      .selectAll()
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? null : ((await this.#open<T>(org, [row]))[0] ?? null)
  }

  async list<T = unknown>(
    org: Id,
    door: RowOwner,
    space: string,
    query: DoorRowQuery = {},
  ): Promise<readonly DoorRow<T>[]> {
    let wanted = this.#context.db
      .selectFrom('door_rows')
      .selectAll()
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
    if (query.ref !== undefined) wanted = wanted.where('ref', '=', query.ref)
    if (query.subject !== undefined) wanted = wanted.where('subject_id', '=', query.subject)
    if (query.from !== undefined) wanted = wanted.where('sort_at', '>=', query.from)
    if (query.to !== undefined) wanted = wanted.where('sort_at', '<', query.to)
    const direction = query.newestFirst === true ? 'desc' : 'asc'
    return this.#open<T>(
      org,
      await wanted
        .orderBy('sort_at', direction)
        .orderBy('id', direction)
        .limit(query.limit ?? 1_000)
        .execute(),
    )
  }

  /** Sets the `ref` of rows without opening them. */
  async mark(org: Id, door: RowOwner, space: string, ids: readonly string[], ref: string | null): Promise<void> {
    for (const part of batches(ids)) {
      await this.#context.db
        .updateTable('door_rows')
        .set({ ref })
        .where('org_id', '=', org)
        .where('door', '=', door)
        .where('space', '=', space)
        .where('id', 'in', part)
        .execute()
    }
  }

  /** Ids of rows, and nothing of what is in them. */
  async ids(org: Id, door: RowOwner, space: string, query: { ref?: string; limit?: number } = {}): Promise<readonly string[]> {
    let wanted = this.#context.db
      .selectFrom('door_rows')
      .select('id')
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
    if (query.ref !== undefined) wanted = wanted.where('ref', '=', query.ref)
    return (await wanted.orderBy('id').limit(query.limit ?? 100_000).execute()).map(({ id }) => id)
  }

  async remove(org: Id, door: RowOwner, space: string, id: string): Promise<void> {
    await this.#context.db
      .deleteFrom('door_rows')
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
      .where('id', '=', id)
      .execute()
  }

  /** Removes rows whose `sortAt` lies before. */
  async forget(org: Id, door: RowOwner, space: string, before: number): Promise<void> {
    await this.#context.db
      .deleteFrom('door_rows')
      .where('org_id', '=', org)
      .where('door', '=', door)
      .where('space', '=', space)
      .where('sort_at', '<', before)
      .execute()
  }

  async #open<T>(org: Id, rows: readonly Selectable<DoorRowsTable>[]): Promise<DoorRow<T>[]> {
    const sealed = rows.filter((row) => row.sealed !== null)
    const values = await this.#context.vault.unsealAll(
      org,
      sealed.map((row) => ({ sealed: row.sealed as Buffer, place: rowPlace(row.door, row.space, row.id) })),
      this.#context.db,
    )
    const valueOf = new Map(sealed.map((row, i) => [row.id, values[i]]))
    return rows.map((row) => ({
      id: row.id,
      subject: row.subject_id,
      ref: row.ref,
      sortAt: row.sort_at,
      value: (row.sealed === null ? row.body : valueOf.get(row.id)) as T | undefined,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }))
  }
}

const rowPlace = (door: string, space: string, id: string) => ({
  table: 'door_rows',
  column: 'sealed',
  row: `${door}/${space}/${id}`,
})
