import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Actor } from '../policy/policy.ts'
import type { Session, SignInStores, User } from './stores.ts'
import { csrfOf, looksLikeToken, newToken, tokenHash } from './token.ts'

export const sessionTimes = {
  /** Without a request for so long, a session ends. */
  idleMs: 60 * 60_000,
  /** And after so long in any case. */
  absoluteMs: 12 * 60 * 60_000,
  /** `seenAt` is written at most so often. */
  seenEveryMs: 60_000,
} as const

/** A request that was recognised. */
export interface SignedIn {
  readonly actor: Actor
  readonly user: User
  readonly session: Session
  readonly csrf: string
}

/** Sessions of browsers. */
export interface Sessions {
  /**
   * A new session, and the token for its cookie. A session the browser had before is ended: the token changes at every
   * sign-in, so one planted beforehand is worth nothing.
   */
  start(user: User, via: Session['data']['via'], before?: string | null): Promise<string>
  /** Who sent this token, or null: unknown, expired, idle too long, disabled. Roles are read anew each time. */
  recognise(token: string | null): Promise<SignedIn | null>
  end(token: string | null): Promise<void>
  /**
   * After a change of password or roles: every session of the person ends, and the one in hand (if it is theirs) gets a
   * new token.
   */
  rotate(user: User, inHand: string | null): Promise<string | null>
}

export function sessions(stores: Pick<SignInStores, 'users' | 'sessions'>, clock: Clock): Sessions {
  const live = async (token: string | null): Promise<Session | null> => {
    if (token === null || !looksLikeToken(token)) return null
    const session = await stores.sessions.find(tokenHash(token))
    if (session === null) return null
    const now = clock.now()
    if (now < session.expiresAt && now < session.seenAt + sessionTimes.idleMs) return session
    await stores.sessions.remove(session)
    return null
  }
  const insert = async (user: User, via: Session['data']['via']): Promise<string> => {
    const token = newToken()
    const now = clock.now()
    const times = { createdAt: now, seenAt: now, expiresAt: now + sessionTimes.absoluteMs }
    await stores.sessions.insert({ org: user.org, tokenHash: tokenHash(token), user: user.id, data: { via }, ...times })
    return token
  }
  const end = async (token: string | null): Promise<void> => {
    const session = await live(token)
    if (session !== null) await stores.sessions.remove(session)
  }

  return {
    end,
    async start(user, via, before = null) {
      if (user.disabledAt !== null) throw new SallyportError('SP_SIGN_IN', 'This account is disabled.')
      await end(before)
      await stores.users.update(user.org, user.id, { signedInAt: clock.now() })
      return insert(user, via)
    },
    async recognise(token) {
      const session = await live(token)
      if (token === null || session === null) return null
      const user = await stores.users.byId(session.org, session.user)
      if (user === null || user.disabledAt !== null) {
        await stores.sessions.remove(session)
        return null
      }
      const now = clock.now()
      if (now - session.seenAt >= sessionTimes.seenEveryMs) await stores.sessions.seen(session, now)
      return { actor: actorOf(user), user, session, csrf: csrfOf(token) }
    },
    async rotate(user, inHand) {
      const mine = await live(inHand)
      await stores.sessions.removeOf(user.org, user.id)
      return mine !== null && mine.user === user.id ? insert(user, mine.data.via) : null
    },
  }
}

/** A person as the policy sees them. */
export function actorOf(user: User): Actor {
  return { id: user.id, org: user.org, roles: user.roles, doors: user.doors, scopes: null }
}
