import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import type { Context } from './context.ts'

export interface Session {
  readonly org: Id
  readonly user: Id
  readonly data: unknown
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
}

/** Signed-in browsers, found by the SHA-256 of their token. */
export class Sessions {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(org: Id, tokenHash: Uint8Array, user: Id, expiresAt: number, data: unknown = {}): Promise<void> {
    const now = this.#context.clock.now()
    await this.#context.db
      .insertInto('sessions')
      .values({
        org_id: org,
        token_hash: tokenHash,
        user_id: user,
        data: jsonText(data),
        created_at: now,
        seen_at: now,
        expires_at: expiresAt,
      })
      .execute()
  }

  /** The session, unless it expired. A cookie names no organisation. */
  async find(tokenHash: Uint8Array): Promise<Session | null> {
    const row = await this.#context.db
      .selectFrom('sessions')
      .selectAll()
      .where('token_hash', '=', Buffer.from(tokenHash))
      .where('expires_at', '>', this.#context.clock.now())
      .executeTakeFirst()
    return row === undefined
      ? null
      : {
          org: row.org_id,
          user: row.user_id,
          data: row.data,
          createdAt: row.created_at,
          seenAt: row.seen_at,
          expiresAt: row.expires_at,
        }
  }

  /** Notes a sign of life; `data` replaces what was kept. */
  async touch(org: Id, tokenHash: Uint8Array, data?: unknown): Promise<void> {
    await this.#context.db
      .updateTable('sessions')
      .set({ seen_at: this.#context.clock.now(), ...(data === undefined ? {} : { data: jsonText(data) }) })
      .where('org_id', '=', org)
      .where('token_hash', '=', Buffer.from(tokenHash))
      .execute()
  }

  async remove(org: Id, tokenHash: Uint8Array): Promise<void> {
    await this.#context.db
      .deleteFrom('sessions')
      .where('org_id', '=', org)
      .where('token_hash', '=', Buffer.from(tokenHash))
      .execute()
  }

  /** Signs a user out everywhere. */
  async removeOf(org: Id, user: Id): Promise<void> {
    await this.#context.db.deleteFrom('sessions').where('org_id', '=', org).where('user_id', '=', user).execute()
  }

  async removeExpired(org: Id): Promise<void> {
    await this.#context.db
      .deleteFrom('sessions')
      .where('org_id', '=', org)
      .where('expires_at', '<=', this.#context.clock.now())
      .execute()
  }
}
