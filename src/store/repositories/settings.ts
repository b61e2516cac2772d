import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import type { Context } from './context.ts'

/** Settings changed while it runs; never secrets. */
export class Settings {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** The value, or undefined; the caller checks its shape. */
  async get(org: Id, name: string): Promise<unknown> {
    const row = await this.#context.db
      .selectFrom('settings')
      .select('value')
      .where('org_id', '=', org)
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.value
  }

  async all(org: Id): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.#context.db
      .selectFrom('settings')
      .select(['name', 'value'])
      .where('org_id', '=', org)
      .orderBy('name')
      .execute()
    return new Map(rows.map((row) => [row.name, row.value]))
  }

  async set(org: Id, name: string, value: unknown, by: string): Promise<void> {
    const written = { value: jsonText(value), updated_at: this.#context.clock.now(), updated_by: by }
    await this.#context.db
      .insertInto('settings')
      .values({ org_id: org, name, ...written })
      .onConflict((c) => c.columns(['org_id', 'name']).doUpdateSet(written))
      .execute()
  }
}
