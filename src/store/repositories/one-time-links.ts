import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import type { Context } from './context.ts'

export interface OneTimeLink {
  readonly org: Id
  readonly purpose: string
  readonly subject: Id | null
  readonly user: Id | null
  readonly data: unknown
  readonly expiresAt: number
  readonly usedAt: number | null
}

/** Links that work once, found by the SHA-256 of their token. */
export class OneTimeLinks {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(
    org: Id,
    hash: Uint8Array,
    link: { purpose: string; expiresAt: number; subject?: Id; user?: Id; data?: unknown },
  ): Promise<void> {
    await this.#context.db
      .insertInto('one_time_links')
      .values({
        org_id: org,
        token_hash: hash,
        purpose: link.purpose,
        subject_id: link.subject ?? null,
        user_id: link.user ?? null,
        data: jsonText(link.data ?? {}),
        created_at: this.#context.clock.now(),
        expires_at: link.expiresAt,
        used_at: null,
      })
      .execute()
  }

  /** The link as it stands, used or not; null when there is none or it expired. */
  async find(hash: Uint8Array): Promise<OneTimeLink | null> {
    const row = await this.#context.db
      .selectFrom('one_time_links')
      .selectAll()
      .where('token_hash', '=', Buffer.from(hash))
      .where('expires_at', '>', this.#context.clock.now())
      .executeTakeFirst()
    return row === undefined ? null : asLink(row)
  }

  /** Uses the link: of two who try at once, one gets it and the other null. */
  async use(hash: Uint8Array, purpose: string): Promise<OneTimeLink | null> {
    const now = this.#context.clock.now()
    const row = await this.#context.db
      .updateTable('one_time_links')
      .set({ used_at: now })
      .where('token_hash', '=', Buffer.from(hash))
      .where('purpose', '=', purpose)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? null : asLink(row)
  }
}

function asLink(row: {
  org_id: Id
  purpose: string
  subject_id: Id | null
  user_id: Id | null
  data: unknown
  expires_at: number
  used_at: number | null
}): OneTimeLink {
  return {
    org: row.org_id,
    purpose: row.purpose,
    subject: row.subject_id,
    user: row.user_id,
    data: row.data,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }
}
