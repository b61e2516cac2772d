import type { Id } from '../../core/ids.ts'
import { newId } from '../new-id.ts'
import type { Context } from './context.ts'

export interface Org {
  readonly id: Id
  readonly name: string
}

export class Orgs {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(name: string, id: Id = newId()): Promise<Org> {
    await this.#context.db
      .insertInto('orgs')
      .values({ id, name, created_at: this.#context.clock.now() })
      .onConflict((c) => c.column('id').doNothing())
      .execute()
    return { id, name }
  }

  /** Oldest first. */
  async list(): Promise<readonly Org[]> {
    return this.#context.db.selectFrom('orgs').select(['id', 'name']).orderBy('created_at').orderBy('id').execute()
  }

  async rename(id: Id, name: string): Promise<void> {
    await this.#context.db.updateTable('orgs').set({ name }).where('id', '=', id).execute()
  }
}
