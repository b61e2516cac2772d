import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import { orgScope } from '../vault/vault.ts'
import type { Context } from './context.ts'

export interface Webhook {
  readonly id: Id
  readonly url: string
  readonly events: readonly string[]
  readonly enabled: boolean
}

export interface Delivery {
  readonly id: Id
  readonly webhook: Id
  readonly event: string
  readonly body: unknown
  readonly state: 'waiting' | 'delivered' | 'given-up'
  readonly attempts: number
  readonly nextAt: number
  readonly lastStatus: number | null
}

/** Whom to tell, and what still has to be told. */
export class Webhooks {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(org: Id, webhook: { url: string; events: readonly string[]; secret: string }): Promise<Id> {
    const { db, vault, clock } = this.#context
    const id = newId()
    const sealed = await vault.seal(org, orgScope, secretPlace(id), webhook.secret, db)
    await db
      .insertInto('webhooks')
      .values({
        org_id: org,
        id,
        url: webhook.url,
        events: jsonText(webhook.events),
        sealed_secret: sealed,
        enabled: true,
        created_at: clock.now(),
      })
      .execute()
    return id
  }

  async list(org: Id): Promise<readonly Webhook[]> {
    return this.#context.db
      .selectFrom('webhooks')
      .select(['id', 'url', 'events', 'enabled'])
      .where('org_id', '=', org)
      .orderBy('created_at')
      .execute()
  }

  async secret(org: Id, id: Id): Promise<string | null> {
    const { db, vault } = this.#context
    const row = await db
      .selectFrom('webhooks')
      .select('sealed_secret')
      .where('org_id', '=', org)
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? null : ((await vault.unseal(org, secretPlace(id), row.sealed_secret, db)) as string)
  }

  async setEnabled(org: Id, id: Id, enabled: boolean): Promise<void> {
    await this.#context.db
      .updateTable('webhooks')
      .set({ enabled })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }

  async remove(org: Id, id: Id): Promise<void> {
    await this.#context.db
      .deleteFrom('webhook_deliveries')
      .where('org_id', '=', org)
      .where('webhook_id', '=', id)
      .execute()
    await this.#context.db.deleteFrom('webhooks').where('org_id', '=', org).where('id', '=', id).execute()
  }

  /** Puts an event into the box of every enabled webhook that wants it; `*` wants all. In the transaction of its cause. */
  async announce(org: Id, event: string, body: unknown): Promise<readonly Id[]> {
    const now = this.#context.clock.now()
    const wanting = (await this.list(org)).filter(
      (hook) => hook.enabled && (hook.events.includes(event) || hook.events.includes('*')),
    )
    const rows = wanting.map((hook) => ({
      org_id: org,
      id: newId(),
      webhook_id: hook.id,
      event,
      body: jsonText(body),
      state: 'waiting' as const,
      attempts: 0,
      next_at: now,
      last_status: null,
      created_at: now,
      delivered_at: null,
    }))
    if (rows.length > 0) await this.#context.db.insertInto('webhook_deliveries').values(rows).execute()
    return rows.map((row) => row.id)
  }

  async due(org: Id, limit: number): Promise<readonly Delivery[]> {
    const rows = await this.#context.db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('org_id', '=', org)
      .where('state', '=', 'waiting')
      .where('next_at', '<=', this.#context.clock.now())
      .orderBy('next_at')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      webhook: row.webhook_id,
      event: row.event,
      body: row.body,
      state: row.state,
      attempts: row.attempts,
      nextAt: row.next_at,
      lastStatus: row.last_status,
    }))
  }

  /** Notes an attempt. @param nextAt when to try again; null: given up, unless it was delivered */
  async attempted(
    org: Id,
    id: Id,
    result: { delivered: boolean; status: number | null; nextAt: number | null },
  ): Promise<void> {
    const now = this.#context.clock.now()
    const state = result.delivered ? 'delivered' : result.nextAt === null ? 'given-up' : 'waiting'
    await this.#context.db
      .updateTable('webhook_deliveries')
      .set((e) => ({
        state,
        attempts: e('attempts', '+', 1),
        last_status: result.status,
        next_at: result.nextAt ?? now,
        delivered_at: result.delivered ? now : null,
      }))
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }
}

const secretPlace = (id: Id) => ({ table: 'webhooks', column: 'sealed_secret', row: id })
