import { sql } from 'kysely'
import type { Id } from '../../core/ids.ts'
import { storable } from '../json.ts'
import type { Context } from './context.ts'

/** One entry as it is stored. */
export interface AuditRow {
  readonly index: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly object: string
  /** The exact text that was hashed. */
  readonly entry: string
  readonly leaf: Buffer
}

export interface AuditCheckpoint {
  readonly size: number
  readonly at: number
  readonly root: Buffer
  readonly signature: Buffer
  readonly keyId: string
}

/** Rows of the audit log. What goes into an entry and how it is hashed is the guard's. There is no update or delete. */
export class AuditRows {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Appends one entry; indices have no gap. Must run in a transaction: the row of `audit_heads` it locks orders the
   * appenders of an organisation.
   *
   * @param build makes the entry's text and leaf once its index is known
   */
  async append(
    org: Id,
    entry: { actor: string; action: string; object: string },
    build: (index: number, at: number) => { entry: string; leaf: Uint8Array },
  ): Promise<AuditRow> {
    const { db, clock } = this.#context
    const head = await db
      .insertInto('audit_heads')
      .values({ org_id: org, size: 1 })
      .onConflict((c) => c.column('org_id').doUpdateSet({ size: sql`audit_heads.size + 1` }))
      .returning('size')
      .executeTakeFirstOrThrow()
    const index = head.size - 1
    const at = clock.now()
    const built = build(index, at)
    const row = {
      index,
      at,
      actor: storable(entry.actor),
      action: entry.action,
      object: storable(entry.object),
      entry: storable(built.entry),
      leaf: Buffer.from(built.leaf),
    }
    await db
      .insertInto('audit_log')
      .values({ org_id: org, ...row })
      .execute()
    return row
  }

  /** Entries from an index on, in order. */
  async list(org: Id, from: number, limit: number): Promise<readonly AuditRow[]> {
    return this.#context.db
      .selectFrom('audit_log')
      .select(['index', 'at', 'actor', 'action', 'object', 'entry', 'leaf'])
      .where('org_id', '=', org)
      .where('index', '>=', from)
      .orderBy('index')
      .limit(limit)
      .execute()
  }

  /** The newest entries first, optionally about one object. */
  async latest(org: Id, limit: number, object?: string): Promise<readonly AuditRow[]> {
    let query = this.#context.db
      .selectFrom('audit_log')
      .select(['index', 'at', 'actor', 'action', 'object', 'entry', 'leaf'])
      .where('org_id', '=', org)
    if (object !== undefined) query = query.where('object', '=', object)
    return query.orderBy('index', 'desc').limit(limit).execute()
  }

  /** How many entries the head says there are. */
  async size(org: Id): Promise<number> {
    const row = await this.#context.db
      .selectFrom('audit_heads')
      .select('size')
      .where('org_id', '=', org)
      .executeTakeFirst()
    return row?.size ?? 0
  }

  async addCheckpoint(org: Id, checkpoint: Omit<AuditCheckpoint, 'at'>): Promise<void> {
    await this.#context.db
      .insertInto('audit_checkpoints')
      .values({
        org_id: org,
        size: checkpoint.size,
        at: this.#context.clock.now(),
        root: checkpoint.root,
        signature: checkpoint.signature,
        key_id: checkpoint.keyId,
      })
      .onConflict((c) => c.doNothing())
      .execute()
  }

  /** Oldest first. */
  async checkpoints(org: Id): Promise<readonly AuditCheckpoint[]> {
    return this.#context.db
      .selectFrom('audit_checkpoints')
      .select(['size', 'at', 'root', 'signature', 'key_id as keyId'])
      .where('org_id', '=', org)
      .orderBy('size')
      .orderBy('at')
      .execute()
  }
}
