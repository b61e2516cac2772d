import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { isAction, type Actor } from '../policy/policy.ts'
import { actorOf } from './sessions.ts'
import type { ApiToken, SignInStores } from './stores.ts'
import { looksLikeToken, newToken, tokenHash } from './token.ts'

/** So that a leaked one is recognised in a repository or a log. */
export const apiTokenPrefix = 'sp_'
const SEEN_EVERY_MS = 60_000

export interface ApiTokens {
  /** The token, shown once. @throws SP_INPUT for an unknown scope or none */
  make(
    org: Id,
    token: { name: string; scopes: readonly string[]; user?: Id | null; expiresAt?: number | null },
  ): Promise<{ token: string; row: ApiToken }>
  /** Who sent `Authorization: Bearer sp_…`, or null. A token of a person never does more than that person may today. */
  recognise(header: string | null | undefined): Promise<{ actor: Actor; token: ApiToken } | null>
}

export function apiTokens(stores: Pick<SignInStores, 'users' | 'tokens'>, clock: Clock, makeId: () => Id): ApiTokens {
  return {
    async make(org, { name, scopes, user = null, expiresAt = null }) {
      const known = scopes.filter(isAction)
      if (known.length === 0 || known.length !== scopes.length) {
        throw new SallyportError('SP_INPUT', 'A token needs at least one scope, and only known ones.', {
          field: 'scopes',
        })
      }
      const token = newToken(apiTokenPrefix)
      const times = { createdAt: clock.now(), usedAt: null, expiresAt, revokedAt: null }
      const row: ApiToken = {
        org,
        id: makeId(),
        tokenHash: tokenHash(token),
        name: name.trim().slice(0, 120),
        scopes: known,
        user,
        ...times,
      }
      await stores.tokens.insert(row)
      return { token, row }
    },
    async recognise(header) {
      const text = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? ''
      if (!looksLikeToken(text, apiTokenPrefix)) return null
      const token = await stores.tokens.find(tokenHash(text))
      const now = clock.now()
      if (token === null || token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= now))
        return null
      const actor = await actorBehind(token)
      if (actor !== null && now - (token.usedAt ?? 0) >= SEEN_EVERY_MS) await stores.tokens.used(token, now)
      return actor === null ? null : { actor, token }
    },
  }

  async function actorBehind(token: ApiToken): Promise<Actor | null> {
    if (token.user === null)
      return { id: token.id, org: token.org, roles: ['service'], doors: null, scopes: token.scopes }
    const user = await stores.users.byId(token.org, token.user)
    return user === null || user.disabledAt !== null ? null : { ...actorOf(user), scopes: token.scopes }
  }
}
