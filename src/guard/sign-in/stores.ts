import type { Id } from '../../core/ids.ts'
import type { Action, Place, Role } from '../policy/policy.ts'

/** A person who can sign in. */
export interface User {
  readonly org: Id
  readonly id: Id
  /** Case folded; unique in the organisation. */
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Doors the person is confined to; null: those of the roles. */
  readonly doors: readonly Place[] | null
  /** PHC string; null: signs in through the identity provider only. */
  readonly passwordHash: string | null
  /** `issuer|subject` of the identity provider. */
  readonly oidcSubject: string | null
  readonly createdAt: number
  readonly signedInAt: number | null
  readonly disabledAt: number | null
}

/** A signed-in browser. Of its token only the SHA-256 is stored: who reads the database cannot sign in. */
export interface Session {
  readonly org: Id
  readonly tokenHash: Uint8Array
  readonly user: Id
  readonly data: { readonly via: 'password' | 'oidc' | 'link' }
  readonly createdAt: number
  readonly seenAt: number
  readonly expiresAt: number
}

export interface ApiToken {
  readonly org: Id
  readonly id: Id
  readonly tokenHash: Uint8Array
  readonly name: string
  readonly scopes: readonly Action[]
  /** The person it acts for; null: a service. */
  readonly user: Id | null
  readonly createdAt: number
  readonly usedAt: number | null
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}

export const linkPurposes = ['first-admin', 'invitation', 'password-reset', 'check-in', 'report', 'oidc'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** A link that works once. */
export interface OneTimeLink {
  readonly org: Id
  readonly tokenHash: Uint8Array
  readonly purpose: LinkPurpose
  readonly subject: Id | null
  readonly user: Id | null
  readonly data: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
}

export interface UserStore {
  byId(org: Id, id: Id): Promise<User | null>
  byEmail(org: Id, email: string): Promise<User | null>
  byOidcSubject(org: Id, subject: string): Promise<User | null>
  /** Whether an enabled user has the role. */
  anyWithRole(org: Id, role: Role): Promise<boolean>
  /** @throws SP_CONFLICT when the e-mail address is taken */
  insert(user: User): Promise<void>
  update(org: Id, id: Id, change: Partial<Omit<User, 'org' | 'id' | 'createdAt'>>): Promise<void>
}

export interface SessionStore {
  insert(session: Session): Promise<void>
  find(tokenHash: Uint8Array): Promise<Session | null>
  seen(session: Session, at: number): Promise<void>
  remove(session: Session): Promise<void>
  /** Ends every session of a person, except the one with this token. */
  removeOf(org: Id, user: Id, except?: Uint8Array): Promise<void>
}

export interface TokenStore {
  insert(token: ApiToken): Promise<void>
  find(tokenHash: Uint8Array): Promise<ApiToken | null>
  used(token: ApiToken, at: number): Promise<void>
  revoke(org: Id, id: Id, at: number): Promise<void>
}

export interface LinkStore {
  insert(link: OneTimeLink): Promise<void>
  /**
   * Takes a link: returns it and marks it used in one atomic step, so that two requests cannot both have it. null when
   * there is none of this purpose, it was used, or it expired.
   */
  take(tokenHash: Uint8Array, purpose: LinkPurpose, now: number): Promise<OneTimeLink | null>
  /** Makes unused links of a purpose worthless, before a new one is made. */
  withdraw(org: Id, purpose: LinkPurpose, now: number): Promise<void>
}

/** All of them, as the services below take them. */
export interface SignInStores {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly tokens: TokenStore
  readonly links: LinkStore
}
