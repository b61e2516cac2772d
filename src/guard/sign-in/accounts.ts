import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import { isRole, type Role } from '../policy/policy.ts'
import { hashPassword, isOutdated, verifyPassword } from './password.ts'
import type { LinkPurpose, OneTimeLink, SignInStores, User } from './stores.ts'
import { looksLikeToken, newToken, tokenHash } from './token.ts'

const HOUR = 3_600_000
/** How long a link works. */
export const linkTimes: Readonly<Record<LinkPurpose, number>> = {
  'first-admin': 24 * HOUR,
  invitation: 7 * 24 * HOUR,
  'password-reset': HOUR,
  'check-in': 14 * 24 * HOUR,
  report: 30 * 24 * HOUR,
  oidc: HOUR / 6,
}

/**
 * The first account can do everything that one person can: run the machine, lead, and read the log. It still cannot
 * approve what is its own. `docs/threat-model.md` says to split these roles when the second person arrives.
 */
export const firstRoles: readonly Role[] = ['admin', 'lead', 'auditor']

/** Local accounts: the break-glass admin, and companies without an identity provider. */
export interface Accounts {
  /** The user with this address and password. @throws SP_SIGN_IN, the same sentence whatever was wrong */
  byPassword(org: Id, email: string, password: string): Promise<User>
  /** A token for the first admin's link, or null when there is an admin. Links made before stop working. */
  firstAdminLink(org: Id): Promise<string | null>
  /** @throws SP_SIGN_IN when the link is used, expired, or there is an admin by now */
  firstAdmin(link: string, who: { email: string; name: string; password: string }): Promise<User>
  /** A new account without a password and a token for its invitation. */
  invite(
    org: Id,
    who: { email: string; name: string; roles: readonly string[]; doors?: User['doors'] },
  ): Promise<{ user: User; link: string }>
  /** A token for a link that lets a person choose a new password. */
  resetLink(user: User): Promise<string>
  /** Sets the password of whoever an invitation or reset link is for. @throws SP_SIGN_IN, SP_INPUT */
  choosePassword(link: string, password: string): Promise<User>
  /** A link for a candidate or reporter, who has no account. */
  guestLink(org: Id, purpose: 'check-in' | 'report', subject: Id, data?: Record<string, string>): Promise<string>
  takeGuestLink(link: string, purpose: 'check-in' | 'report'): Promise<OneTimeLink>
}

export function accounts(stores: Pick<SignInStores, 'users' | 'links'>, clock: Clock, makeId: () => Id): Accounts {
  const { users, links } = stores
  const makeLink = async (
    org: Id,
    purpose: LinkPurpose,
    about: Partial<Pick<OneTimeLink, 'user' | 'subject' | 'data'>>,
  ): Promise<string> => {
    const token = newToken()
    const createdAt = clock.now()
    const times = { createdAt, expiresAt: createdAt + linkTimes[purpose], usedAt: null }
    await links.insert({
      org,
      tokenHash: tokenHash(token),
      purpose,
      subject: null,
      user: null,
      data: {},
      ...about,
      ...times,
    })
    return token
  }
  const take = async (token: string, ...purposes: LinkPurpose[]): Promise<OneTimeLink> => {
    for (const purpose of looksLikeToken(token) ? purposes : []) {
      const link = await links.take(tokenHash(token), purpose, clock.now())
      if (link !== null) return link
    }
    throw new SallyportError('SP_SIGN_IN', 'This link was used before, or is too old. Ask for a new one.')
  }
  const blank = (org: Id, email: string, name: string): User => ({
    org,
    id: makeId(),
    email: foldEmail(email),
    name: cleanName(name),
    roles: [],
    doors: null,
    passwordHash: null,
    oidcSubject: null,
    createdAt: clock.now(),
    signedInAt: null,
    disabledAt: null,
  })

  return {
    async byPassword(org, email, password) {
      const user = await users.byEmail(org, email.trim().toLowerCase())
      const right = await verifyPassword(password, user?.passwordHash ?? null)
      if (!right || user === null || user.disabledAt !== null) {
        throw new SallyportError('SP_SIGN_IN', 'The address or the password is wrong.')
      }
      if (user.passwordHash !== null && isOutdated(user.passwordHash)) {
        await users.update(org, user.id, { passwordHash: await hashPassword(password) })
      }
      return user
    },
    async firstAdminLink(org) {
      if (await users.anyWithRole(org, 'admin')) return null
      await links.withdraw(org, 'first-admin', clock.now())
      return makeLink(org, 'first-admin', {})
    },
    async firstAdmin(token, who) {
      // Everything that can be wrong with the form comes before the link is taken, so that a typo does not use it up.
      const account = blank('', who.email, who.name)
      const passwordHash = await hashPassword(who.password)
      const link = await take(token, 'first-admin')
      if (await users.anyWithRole(link.org, 'admin'))
        throw new SallyportError('SP_SIGN_IN', 'There is an admin already.')
      const user: User = { ...account, org: link.org, roles: firstRoles, passwordHash }
      await users.insert(user)
      return user
    },
    async invite(org, who) {
      const unknown = who.roles.find((role) => !isRole(role))
      if (unknown !== undefined || who.roles.length === 0) {
        throw new SallyportError('SP_INPUT', 'An account needs at least one role, and only known ones.', {
          field: 'roles',
        })
      }
      const user: User = {
        ...blank(org, who.email, who.name),
        roles: who.roles.filter(isRole),
        doors: who.doors ?? null,
      }
      await users.insert(user)
      return { user, link: await makeLink(org, 'invitation', { user: user.id }) }
    },
    resetLink: (user) => makeLink(user.org, 'password-reset', { user: user.id }),
    async choosePassword(token, password) {
      const passwordHash = await hashPassword(password)
      const link = await take(token, 'invitation', 'password-reset')
      const user = await users.byId(link.org, link.user ?? '')
      if (user === null || user.disabledAt !== null) throw new SallyportError('SP_SIGN_IN', 'This account is disabled.')
      await users.update(link.org, user.id, { passwordHash })
      return { ...user, passwordHash }
    },
    guestLink: (org, purpose, subject, data = {}) => makeLink(org, purpose, { subject, data }),
    takeGuestLink: (token, purpose) => take(token, purpose),
  }
}

/** @throws SP_INPUT when it is no e-mail address */
export function foldEmail(email: string): string {
  const folded = email.trim().toLowerCase()
  if (folded.length > 254 || !/^[^\s@<>()",;:\\[\]]+@[^\s@<>()",;:\\[\]]+\.[^\s@.]+$/.test(folded)) {
    throw new SallyportError('SP_INPUT', 'This is not an e-mail address.', { field: 'email' })
  }
  return folded
}

function cleanName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 120)
  if (clean === '') throw new SallyportError('SP_INPUT', 'An account needs a name.', { field: 'name' })
  return clean
}
