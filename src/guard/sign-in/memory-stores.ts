import { SallyportError } from '../../core/errors.ts'
import type { ApiToken, OneTimeLink, Session, SignInStores, User } from './stores.ts'

const key = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

/** The stores in memory: for tests, and as the shortest statement of what the database ones must do. */
export function memoryStores(): SignInStores & { readonly dump: () => string } {
  const users = new Map<string, User>()
  const sessions = new Map<string, Session>()
  const tokens = new Map<string, ApiToken>()
  const links = new Map<string, OneTimeLink>()
  const find = (org: string, test: (user: User) => boolean): User | null =>
    [...users.values()].find((user) => user.org === org && test(user)) ?? null

  return {
    users: {
      byId: async (org, id) => find(org, (user) => user.id === id),
      byEmail: async (org, email) => find(org, (user) => user.email === email),
      byOidcSubject: async (org, subject) => find(org, (user) => user.oidcSubject === subject),
      anyWithRole: async (org, role) =>
        find(org, (user) => user.disabledAt === null && user.roles.includes(role)) !== null,
      async insert(user) {
        if (find(user.org, (other) => other.email === user.email)) {
          throw new SallyportError('SP_CONFLICT', 'Somebody already has this e-mail address.')
        }
        users.set(user.id, user)
      },
      async update(org, id, change) {
        const user = find(org, (one) => one.id === id)
        if (user !== null) users.set(id, { ...user, ...change })
      },
    },
    sessions: {
      insert: async (session) => void sessions.set(key(session.tokenHash), session),
      find: async (hash) => sessions.get(key(hash)) ?? null,
      seen: async (session, at) => void sessions.set(key(session.tokenHash), { ...session, seenAt: at }),
      remove: async (session) => void sessions.delete(key(session.tokenHash)),
      async removeOf(org, user, except) {
        for (const [hash, session] of sessions) {
          if (session.org === org && session.user === user && (except === undefined || hash !== key(except)))
            sessions.delete(hash)
        }
      },
    },
    tokens: {
      insert: async (token) => void tokens.set(key(token.tokenHash), token),
      find: async (hash) => tokens.get(key(hash)) ?? null,
      used: async (token, at) => void tokens.set(key(token.tokenHash), { ...token, usedAt: at }),
      async revoke(org, id, at) {
        for (const [hash, token] of tokens) {
          if (token.org === org && token.id === id) tokens.set(hash, { ...token, revokedAt: at })
        }
      },
    },
    links: {
      insert: async (link) => void links.set(key(link.tokenHash), link),
      async take(hash, purpose, now) {
        const link = links.get(key(hash))
        if (link === undefined || link.purpose !== purpose || link.usedAt !== null || link.expiresAt <= now) return null
        links.set(key(hash), { ...link, usedAt: now })
        return link
      },
      async withdraw(org, purpose, now) {
        for (const [hash, link] of links) {
          if (link.org === org && link.purpose === purpose && link.usedAt === null)
            links.set(hash, { ...link, usedAt: now })
        }
      },
    },
    dump: () => JSON.stringify([[...users.values()], [...sessions], [...tokens], [...links]]),
  }
}
