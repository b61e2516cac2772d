import * as client from 'openid-client'
import type { Clock } from '../../core/clock.ts'
import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Role } from '../policy/policy.ts'
import { foldEmail, linkTimes } from './accounts.ts'
import type { SignInStores, User } from './stores.ts'
import { newToken, tokenHash } from './token.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** Ours, as registered with the provider. */
  readonly redirectUri: string
  /** Name shown on the sign-in page. */
  readonly name: string
  readonly scopes?: readonly string[]
  /** Claim that lists a person's groups. */
  readonly groupsClaim?: string
  /** Group → roles. A person gets the roles of all their groups, anew at every sign-in. */
  readonly groupRoles: Readonly<Record<string, readonly Role[]>>
  /** Roles of everybody the provider lets in; empty: only members of a mapped group may sign in. */
  readonly everybody: readonly Role[]
  /** Plain HTTP to the provider: for tests on loopback only. */
  readonly insecure?: boolean
}

/** Sign-in through the company's identity provider: authorization code with PKCE, state and nonce. */
export interface Oidc {
  /** Where to send the browser, and a token for its `sign-in` cookie: only this browser can come back. */
  begin(org: Id, returnTo: string): Promise<{ url: string; cookie: string }>
  /**
   * Who came back.
   *
   * @param returned the whole address the provider sent the browser to
   * @throws SP_SIGN_IN
   */
  finish(cookie: string | null, returned: URL): Promise<{ user: User; returnTo: string }>
}

export function oidc(
  settings: OidcSettings,
  stores: Pick<SignInStores, 'users' | 'links'>,
  clock: Clock,
  makeId: () => Id,
): Oidc {
  let discovered: Promise<client.Configuration> | null = null
  const provider = (): Promise<client.Configuration> => {
    const options = settings.insecure === true ? { execute: [client.allowInsecureRequests] } : {}
    const found =
      discovered ??
      client.discovery(
        new URL(settings.issuer),
        settings.clientId,
        settings.clientSecret ?? undefined,
        undefined,
        options,
      )
    discovered = found
    // A provider that was down must be asked again next time.
    found.catch(() => (discovered = null))
    return found
  }

  return {
    async begin(org, returnTo) {
      const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
      const url = client.buildAuthorizationUrl(await reached(provider()), {
        redirect_uri: settings.redirectUri,
        scope: (settings.scopes ?? ['openid', 'email', 'profile']).join(' '),
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      const cookie = newToken()
      const now = clock.now()
      const times = { createdAt: now, expiresAt: now + linkTimes.oidc, usedAt: null }
      const data = { verifier, state, nonce, returnTo: safeReturn(returnTo) }
      await stores.links.insert({
        org,
        tokenHash: tokenHash(cookie),
        purpose: 'oidc',
        subject: null,
        user: null,
        data,
        ...times,
      })
      return { url: url.href, cookie }
    },
    async finish(cookie, returned) {
      const pending = cookie === null ? null : await stores.links.take(tokenHash(cookie), 'oidc', clock.now())
      if (pending === null) throw new SallyportError('SP_SIGN_IN', 'This sign-in was not begun here, or took too long.')
      const claims = await exchange(returned, pending.data)
      const user = await personOf(pending.org, claims)
      return { user, returnTo: pending.data['returnTo'] ?? '/' }
    },
  }

  async function exchange(returned: URL, pending: Readonly<Record<string, string>>): Promise<client.IDToken> {
    try {
      // The host the browser used may be a proxy's: only the query is the provider's answer.
      const address = new URL(returned.search, settings.redirectUri)
      const tokens = await client.authorizationCodeGrant(await provider(), address, {
        pkceCodeVerifier: pending['verifier'] ?? '',
        expectedState: pending['state'] ?? '',
        expectedNonce: pending['nonce'] ?? '',
        idTokenExpected: true,
      })
      const claims = tokens.claims() as client.IDToken
      // Many providers name e-mail and groups only when asked at the userinfo endpoint.
      const asked = (await provider()).serverMetadata().userinfo_endpoint !== undefined
      const more = asked ? await client.fetchUserInfo(await provider(), tokens.access_token, claims.sub) : {}
      return { ...more, ...claims }
    } catch (cause) {
      throw new SallyportError('SP_SIGN_IN', 'The identity provider did not confirm the sign-in.', {}, { cause })
    }
  }

  async function personOf(org: Id, claims: client.IDToken): Promise<User> {
    const subject = `${claims.iss}|${claims.sub}`
    const roles = rolesOf(claims, settings)
    if (roles.length === 0) throw new SallyportError('SP_SIGN_IN', 'None of your groups has a role here. Ask an admin.')
    const known = await stores.users.byOidcSubject(org, subject)
    if (known !== null) {
      if (known.disabledAt !== null) throw new SallyportError('SP_SIGN_IN', 'This account is disabled.')
      await stores.users.update(org, known.id, { roles })
      return { ...known, roles }
    }
    const email = claims['email_verified'] === true ? foldEmail(String(claims['email'] ?? '')) : ''
    if (email === '') throw new SallyportError('SP_SIGN_IN', 'The identity provider gave no confirmed e-mail address.')
    // Never joined to an account by its address: who can set an address at the provider would take the account over.
    if ((await stores.users.byEmail(org, email)) !== null) {
      throw new SallyportError('SP_SIGN_IN', 'There is a local account with this address. An admin can remove it.')
    }
    const user: User = {
      org,
      id: makeId(),
      email,
      name: String(claims['name'] ?? email).slice(0, 120),
      roles,
      doors: null,
      passwordHash: null,
      oidcSubject: subject,
      createdAt: clock.now(),
      signedInAt: null,
      disabledAt: null,
    }
    await stores.users.insert(user)
    return user
  }
}

/** The roles of everybody and of each mapped group, each once. */
export function rolesOf(claims: Readonly<Record<string, unknown>>, settings: OidcSettings): Role[] {
  const listed = claims[settings.groupsClaim ?? 'groups']
  const groups = Array.isArray(listed) ? listed.filter((group) => typeof group === 'string') : []
  const mapped = groups.flatMap((group) =>
    Object.hasOwn(settings.groupRoles, group) ? (settings.groupRoles[group] ?? []) : [],
  )
  return [...new Set([...settings.everybody, ...mapped])]
}

/** A path on our own host, or `/`: `//elsewhere` and `/\elsewhere` are addresses of other hosts. */
export function safeReturn(path: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length < 2000 ? path : '/'
}

async function reached<T>(provider: Promise<T>): Promise<T> {
  try {
    return await provider
  } catch (cause) {
    throw new SallyportError(
      'SP_SIGN_IN',
      `The identity provider cannot be reached: ${messageOf(cause)}`,
      {},
      { cause },
    )
  }
}
