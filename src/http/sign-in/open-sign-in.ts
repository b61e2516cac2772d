import type { Context } from 'hono'
import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { accounts } from '../../guard/sign-in/accounts.ts'
import { apiTokens } from '../../guard/sign-in/api-tokens.ts'
import { readCookie, setCookie } from '../../guard/sign-in/cookie.ts'
import { oidc, type OidcSettings } from '../../guard/sign-in/oidc.ts'
import { sessions, sessionTimes } from '../../guard/sign-in/sessions.ts'
import type { SignInStores, User } from '../../guard/sign-in/stores.ts'
import type { SignInDesk } from '../routes/sign-in.ts'
import type { Identify } from '../session.ts'

export interface SignInParts {
  readonly stores: SignInStores
  readonly org: Id
  readonly clock: Clock
  readonly makeId: () => Id
  /** Whether browsers reach it over TLS: decides the cookie's prefix. */
  readonly secure: boolean
  readonly oidc: OidcSettings | null
  /** Slows guessing: takes a token for the address and the account. @throws SP_RATE_LIMITED */
  readonly limit: (key: string) => Promise<void> | void
  /** Writes down who signed in, and who did not get in. */
  readonly record: (actor: string, action: string, outcome: 'allowed' | 'refused') => Promise<void>
}

/** Sign-in over HTTP: cookies in, cookies out; everything else is the guard's. */
export function openSignIn(parts: SignInParts): { desk: SignInDesk; identify: Identify; firstAdminLink: () => Promise<string | null> } {
  const { stores, org, clock, makeId, secure } = parts
  const people = accounts(stores, clock, makeId)
  const browsers = sessions(stores, clock)
  const tokens = apiTokens(stores, clock, makeId)
  const provider = parts.oidc === null ? null : oidc(parts.oidc, stores, clock, makeId)
  const sessionOf = (context: Context): string | null => readCookie(context.req.header('cookie'), 'session', secure)
  const signIn = async (context: Context, user: User, via: 'password' | 'oidc' | 'link'): Promise<void> => {
    const token = await browsers.start(user, via, sessionOf(context))
    context.header('set-cookie', setCookie('session', token, { secure, maxAgeMs: sessionTimes.absoluteMs }), { append: true })
    await parts.record(user.id, `sign-in.${via}`, 'allowed')
  }

  const desk: SignInDesk = {
    async methods() {
      const isNew = !(await stores.users.anyWithRole(org, 'admin'))
      return { local: true, oidc: parts.oidc === null ? null : { name: parts.oidc.name, url: '/api/sign-in/oidc' }, firstAdmin: isNew }
    },
    async withPassword(context, name, password) {
      await parts.limit(`sign-in/${name.trim().toLowerCase()}`)
      const user = await people.byPassword(org, name, password).catch(async (error: unknown) => {
        await parts.record('nobody', 'sign-in.password', 'refused')
        throw error
      })
      await signIn(context, user, 'password')
    },
    async firstAdmin(context, token, email, password) {
      await parts.limit('first-admin')
      // The same page serves whoever was invited, or chooses a new password: their account is known, only the link counts.
      if (await stores.users.anyWithRole(org, 'admin')) return signIn(context, await people.choosePassword(token, password), 'link')
      const name = email.split('@')[0] ?? email
      await signIn(context, await people.firstAdmin(token, { email, name, password }), 'link')
    },
    async oidcStart(context) {
      if (provider === null) throw new SallyportError('SP_NOT_FOUND', 'There is no identity provider set up.')
      const { url, cookie } = await provider.begin(org, context.req.query('return') ?? '/')
      context.header('set-cookie', setCookie('sign-in', cookie, { secure, maxAgeMs: 600_000 }))
      return context.redirect(url)
    },
    async oidcFinish(context) {
      if (provider === null) throw new SallyportError('SP_NOT_FOUND', 'There is no identity provider set up.')
      const { user, returnTo } = await provider.finish(readCookie(context.req.header('cookie'), 'sign-in', secure), new URL(context.req.url))
      await signIn(context, user, 'oidc')
      return context.redirect(returnTo)
    },
    async out(context) {
      await browsers.end(sessionOf(context))
      context.header('set-cookie', setCookie('session', '', { secure, maxAgeMs: 0 }))
    },
  }

  const identify: Identify = async (context) => {
    const bearer = context.req.header('authorization')
    if (bearer !== undefined) {
      const known = await tokens.recognise(bearer)
      return known === null ? null : { actor: known.actor, name: known.token.name, csrf: null }
    }
    const known = await browsers.recognise(sessionOf(context))
    return known === null ? null : { actor: known.actor, name: known.user.name, csrf: known.csrf }
  }
  return { desk, identify, firstAdminLink: () => people.firstAdminLink(org) }
}

