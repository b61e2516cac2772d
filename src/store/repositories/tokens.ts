import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { Context } from './context.ts'

export interface ApiToken {
  readonly id: Id
  readonly org: Id
  readonly name: string
  readonly scopes: readonly string[]
  readonly user: Id | null
  readonly createdAt: number
  readonly usedAt: number | null
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}

/** Tokens of programs, found by the SHA-256 of the token. */
export class ApiTokens {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  async insert(
    org: Id,
    token: { hash: Uint8Array; name: string; scopes: readonly string[]; user?: Id; expiresAt?: number },
  ): Promise<Id> {
    const id = newId()
    await this.#context.db
      .insertInto('api_tokens')
      .values({
        org_id: org,
        id,
        token_hash: token.hash,
        name: token.name,
        scopes: jsonText(token.scopes),
        user_id: token.user ?? null,
        created_at: this.#context.clock.now(),
        used_at: null,
        expires_at: token.expiresAt ?? null,
        revoked_at: null,
      })
      .execute()
    return id
  }

  /** The token, unless it was revoked or has expired. */
  async find(hash: Uint8Array): Promise<ApiToken | null> {
    const row = await this.#context.db
      .selectFrom('api_tokens')
      .selectAll()
      .where('token_hash', '=', Buffer.from(hash))
      .executeTakeFirst()
    const live =
      row !== undefined &&
      row.revoked_at === null &&
      (row.expires_at === null || row.expires_at > this.#context.clock.now())
    return live ? asToken(row) : null
  }

  async list(org: Id): Promise<readonly ApiToken[]> {
    return (
      await this.#context.db
        .selectFrom('api_tokens')
        .selectAll()
        .where('org_id', '=', org)
        .orderBy('created_at')
        .execute()
    ).map(asToken)
  }

  async touch(org: Id, id: Id): Promise<void> {
    await this.#context.db
      .updateTable('api_tokens')
      .set({ used_at: this.#context.clock.now() })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute()
  }

  async revoke(org: Id, id: Id): Promise<void> {
    await this.#context.db
      .updateTable('api_tokens')
      .set({ revoked_at: this.#context.clock.now() })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
  }
}

function asToken(row: {
  id: Id
  org_id: Id
  name: string
  scopes: readonly string[]
  user_id: Id | null
  created_at: number
  used_at: number | null
  expires_at: number | null
  revoked_at: number | null
}): ApiToken {
  return {
    id: row.id,
    org: row.org_id,
    name: row.name,
    scopes: row.scopes,
    user: row.user_id,
    createdAt: row.created_at,
    usedAt: row.used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
