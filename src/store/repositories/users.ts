import type { Selectable } from 'kysely'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { jsonText } from '../json.ts'
import { newId } from '../new-id.ts'
import type { UsersTable } from '../tables/people.ts'
import type { Context } from './context.ts'

export interface User {
  readonly id: Id
  readonly org: Id
  readonly email: string
  readonly name: string
  readonly roles: readonly string[]
  readonly scope: unknown
  readonly passwordHash: string | null
  readonly oidcSubject: string | null
  readonly createdAt: number
  readonly signedInAt: number | null
  readonly disabledAt: number | null
}

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly roles: readonly string[]
  readonly scope?: unknown
  readonly passwordHash?: string
  readonly oidcSubject?: string
}

/** People who may sign in. */
export class Users {
  #context: Context

  constructor(context: Context) {
    this.#context = context
  }

  /** @throws SP_CONFLICT when the address is taken */
  async insert(org: Id, user: NewUser): Promise<User> {
    const row = {
      org_id: org,
      id: newId(),
      email: user.email.trim().toLowerCase(),
      name: user.name,
      roles: jsonText(user.roles),
      scope: user.scope === undefined ? null : jsonText(user.scope),
      password_hash: user.passwordHash ?? null,
      oidc_subject: user.oidcSubject ?? null,
      created_at: this.#context.clock.now(),
      signed_in_at: null,
      disabled_at: null,
    }
    const made = await this.#context.db
      .insertInto('users')
      .values(row)
      .onConflict((c) => c.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (made === undefined)
      throw new SallyportError('SP_CONFLICT', 'There is a user with this address already.', { field: 'email' })
    return asUser(made)
  }

  async find(org: Id, id: Id): Promise<User | null> {
    return this.#one(this.#context.db.selectFrom('users').selectAll().where('org_id', '=', org).where('id', '=', id))
  }

  async byEmail(org: Id, email: string): Promise<User | null> {
    return this.#one(
      this.#context.db
        .selectFrom('users')
        .selectAll()
        .where('org_id', '=', org)
        .where('email', '=', email.trim().toLowerCase()),
    )
  }

  async byOidc(org: Id, subject: string): Promise<User | null> {
    return this.#one(
      this.#context.db.selectFrom('users').selectAll().where('org_id', '=', org).where('oidc_subject', '=', subject),
    )
  }

  async list(org: Id): Promise<readonly User[]> {
    return (
      await this.#context.db.selectFrom('users').selectAll().where('org_id', '=', org).orderBy('email').execute()
    ).map(asUser)
  }

  async update(
    org: Id,
    id: Id,
    change: Partial<
      Pick<User, 'name' | 'roles' | 'scope' | 'passwordHash' | 'oidcSubject' | 'signedInAt' | 'disabledAt'>
    >,
  ): Promise<void> {
    const set = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.roles === undefined ? {} : { roles: jsonText(change.roles) }),
      ...(change.scope === undefined ? {} : { scope: change.scope === null ? null : jsonText(change.scope) }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
      ...(change.oidcSubject === undefined ? {} : { oidc_subject: change.oidcSubject }),
      ...(change.signedInAt === undefined ? {} : { signed_in_at: change.signedInAt }),
      ...(change.disabledAt === undefined ? {} : { disabled_at: change.disabledAt }),
    }
    if (Object.keys(set).length > 0)
      await this.#context.db.updateTable('users').set(set).where('org_id', '=', org).where('id', '=', id).execute()
  }

  async #one(query: { executeTakeFirst(): Promise<Selectable<UsersTable> | undefined> }): Promise<User | null> {
    const row = await query.executeTakeFirst()
    return row === undefined ? null : asUser(row)
  }
}

function asUser(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    org: row.org_id,
    email: row.email,
    name: row.name,
    roles: row.roles,
    scope: row.scope,
    passwordHash: row.password_hash,
    oidcSubject: row.oidc_subject,
    createdAt: row.created_at,
    signedInAt: row.signed_in_at,
    disabledAt: row.disabled_at,
  }
}
