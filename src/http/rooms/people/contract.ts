import type { Role } from '../../../guard/policy/actions.ts'

/** `GET /api/users` */
export interface UserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly createdAt: number
  readonly signedInAt: number | null
  readonly disabledAt: number | null
  /** How they sign in; null: they were invited and have not yet. */
  readonly signsInBy: 'password' | 'single sign-on' | null
}

/** `GET /api/tokens` */
export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: number
  readonly usedAt: number | null
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}
