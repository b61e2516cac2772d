import { SallyportError } from '../../core/errors.ts'
import type { ApiToken, LinkPurpose, OneTimeLink, Session, SignInStores, User } from '../../guard/sign-in/stores.ts'
import { isAction, isRole, places, type Place } from '../../guard/policy/policy.ts'
import { jsonText } from '../json.ts'
import type { Context } from '../repositories/context.ts'
import { repositories, type Repositories } from '../repositories/repositories.ts'

/** The guard's people, sessions, tokens and links, in the database. */
export function signInStores(context: Context): SignInStores {
  const tables = repositories(context)
  return {
    users: userStore(context, tables),
    sessions: sessionStore(context, tables),
    tokens: tokenStore(context, tables),
    links: linkStore(context, tables),
  }
}

function userStore({ db }: Context, tables: Repositories): SignInStores['users'] {
  const one = (row: Awaited<ReturnType<Repositories['users']['find']>>): User | null =>
    row === null ? null : { ...row, roles: row.roles.filter(isRole), doors: doorsOf(row.scope) }
  return {
    byId: async (org, id) => one(await tables.users.find(org, id)),
    byEmail: async (org, email) => one(await tables.users.byEmail(org, email)),
    byOidcSubject: async (org, subject) => one(await tables.users.byOidc(org, subject)),
    anyWithRole: async (org, role) =>
      (await tables.users.list(org)).some((user) => user.disabledAt === null && user.roles.includes(role)),
    async insert(user) {
      const made = await db
        .insertInto('users')
        .values({
          org_id: user.org,
          id: user.id,
          email: user.email,
          name: user.name,
          roles: jsonText(user.roles),
          scope: user.doors === null ? null : jsonText({ doors: user.doors }),
          password_hash: user.passwordHash,
          oidc_subject: user.oidcSubject,
          created_at: user.createdAt,
          signed_in_at: user.signedInAt,
          disabled_at: user.disabledAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (made === undefined)
        throw new SallyportError('SP_CONFLICT', 'There is a user with this address already.', { field: 'email' })
    },
    update: (org, id, { doors, email: _fixed, ...change }) =>
      tables.users.update(org, id, {
        ...change,
        ...(doors === undefined ? {} : { scope: doors === null ? null : { doors } }),
      }),
  }
}

function doorsOf(scope: unknown): readonly Place[] | null {
  const doors = (scope as { doors?: unknown } | null)?.doors
  return Array.isArray(doors)
    ? doors.filter((door): door is Place => (places as readonly unknown[]).includes(door))
    : null
}

function sessionStore({ db }: Context, tables: Repositories): SignInStores['sessions'] {
  return {
    insert: (session) =>
      tables.sessions.insert(session.org, session.tokenHash, session.user, session.expiresAt, session.data),
    async find(tokenHash) {
      const row = await tables.sessions.find(tokenHash)
      return row === null ? null : { ...row, tokenHash, data: row.data as Session['data'] }
    },
    seen: (session) => tables.sessions.touch(session.org, session.tokenHash),
    remove: (session) => tables.sessions.remove(session.org, session.tokenHash),
    async removeOf(org, user, except) {
      let gone = db.deleteFrom('sessions').where('org_id', '=', org).where('user_id', '=', user)
      if (except !== undefined) gone = gone.where('token_hash', '!=', Buffer.from(except))
      await gone.execute()
    },
  }
}

function tokenStore({ db }: Context, tables: Repositories): SignInStores['tokens'] {
  return {
    async insert(token) {
      const { org, id, tokenHash, name, scopes, user, createdAt, usedAt, expiresAt, revokedAt } = token
      await db
        .insertInto('api_tokens')
        .values({
          org_id: org,
          id,
          token_hash: tokenHash,
          name,
          scopes: jsonText(scopes),
          user_id: user,
          created_at: createdAt,
          used_at: usedAt,
          expires_at: expiresAt,
          revoked_at: revokedAt,
        })
        .execute()
    },
    async find(tokenHash) {
      const row = await tables.apiTokens.find(tokenHash)
      return row === null ? null : ({ ...row, tokenHash, scopes: row.scopes.filter(isAction) } satisfies ApiToken)
    },
    used: (token) => tables.apiTokens.touch(token.org, token.id),
    revoke: (org, id) => tables.apiTokens.revoke(org, id),
  }
}

function linkStore({ db }: Context, tables: Repositories): SignInStores['links'] {
  return {
    insert: ({ org, tokenHash, purpose, subject, user, data, expiresAt }) =>
      tables.oneTimeLinks.insert(org, tokenHash, {
        purpose,
        expiresAt,
        data,
        ...(subject === null ? {} : { subject }),
        ...(user === null ? {} : { user }),
      }),
    async take(tokenHash, purpose) {
      const row = await tables.oneTimeLinks.use(tokenHash, purpose)
      if (row === null) return null
      return {
        ...row,
        tokenHash,
        purpose: row.purpose as LinkPurpose,
        data: row.data as OneTimeLink['data'],
        createdAt: 0,
      }
    },
    async withdraw(org, purpose, now) {
      await db
        .updateTable('one_time_links')
        .set({ used_at: now })
        .where('org_id', '=', org)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .execute()
    },
  }
}
