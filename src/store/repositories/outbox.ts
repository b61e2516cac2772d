import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { Context } from './context.ts'

export interface OutboxEvent {
  readonly id: Id
  readonly topic: string
  readonly body: unknown
  readonly createdAt: number
}

/** Events written with their cause in one transaction, and told afterwards. Bodies hold ids, never received content. */
export class Outbox {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async add(org: Id, topic: string, body: unknown): Promise<Id> {
    const id = newId()
    await this.#context.db
      .insertInto('outbox')
      .values({ org_id: org, id, topic, body: jsonText(body), created_at: this.#context.clock.now(), sent_at: null })
      .execute()
    return id
  }

  async unsent(org: Id, limit: number): Promise<readonly OutboxEvent[]> {
    return this.#context.db
      .selectFrom('outbox')
      .select(['id', 'topic', 'body', 'created_at as createdAt'])
      .where('org_id', '=', org)
      .where('sent_at', 'is', null)
      .orderBy('id')
      .limit(limit)
      .execute()
  }

  async markSent(org: Id, ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return
    await this.#context.db
      .updateTable('outbox')
      .set({ sent_at: this.#context.clock.now() })
      .where('org_id', '=', org)
      .where('id', 'in', [...ids])
      .execute()
  }

  /** Forgets what was told before a moment. */
  async prune(org: Id, before: number): Promise<void> {
    await this.#context.db.deleteFrom('outbox').where('org_id', '=', org).where('sent_at', '<', before).execute()
  }
}
