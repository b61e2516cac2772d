import type { Id } from '../../core/ids.ts'
import type { BytesColumn, JsonColumn, Milliseconds } from './columns.ts'

/** An organisation: the tenant. */
export interface OrgsTable {
  id: Id
  name: string
  created_at: Milliseconds
}

/** A person who may sign in to the console. */
export interface UsersTable {
  org_id: Id
  id: Id
  /** Case folded; unique in the organisation. */
  email: string
  name: string
  roles: JsonColumn<readonly string[]>
  /** Doors and other limits of the roles; null: all doors. */
  scope: JsonColumn<unknown> | null
  password_hash: string | null
  /** `issuer|subject` of the identity provider. */
  oidc_subject: string | null
  created_at: Milliseconds
  signed_in_at: Milliseconds | null
  disabled_at: Milliseconds | null
}

/** A signed-in browser. The token itself is never stored. */
export interface SessionsTable {
  org_id: Id
  token_hash: BytesColumn
  user_id: Id
  data: JsonColumn<unknown>
  created_at: Milliseconds
  seen_at: Milliseconds
  expires_at: Milliseconds
}

export interface ApiTokensTable {
  org_id: Id
  id: Id
  token_hash: BytesColumn
  name: string
  scopes: JsonColumn<readonly string[]>
  user_id: Id | null
  created_at: Milliseconds
  used_at: Milliseconds | null
  expires_at: Milliseconds | null
  revoked_at: Milliseconds | null
}

/** A link that works once: first admin, check-in of a candidate, reset. */
export interface OneTimeLinksTable {
  org_id: Id
  token_hash: BytesColumn
  purpose: string
  subject_id: Id | null
  user_id: Id | null
  data: JsonColumn<unknown>
  created_at: Milliseconds
  expires_at: Milliseconds
  used_at: Milliseconds | null
}
