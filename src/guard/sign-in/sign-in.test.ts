import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { idMaker } from '../../core/ids.ts'
import { seededRandom } from '../../core/random.ts'
import { allowed } from '../policy/policy.ts'
import { accounts, firstRoles, foldEmail } from './accounts.ts'
import { apiTokens } from './api-tokens.ts'
import { readCookie, setCookie } from './cookie.ts'
import { memoryStores } from './memory-stores.ts'
import { hashPassword, isOutdated, verifyPassword } from './password.ts'
import { sessions, sessionTimes } from './sessions.ts'
import { csrfOf, looksLikeToken, newToken } from './token.ts'

const org = 'org'
const password = 'correct horse battery'
function house() {
  const stores = memoryStores()
  const clock = fixedClock(1_700_000_000_000)
  const makeId = idMaker(clock, seededRandom(1))
  return {
    stores,
    clock,
    accounts: accounts(stores, clock, makeId),
    sessions: sessions(stores, clock),
    tokens: apiTokens(stores, clock, makeId),
  }
}
async function withAdmin() {
  const all = house()
  const link = (await all.accounts.firstAdminLink(org)) as string
  const admin = await all.accounts.firstAdmin(link, { email: 'Ada@Example.com', name: 'Ada', password })
  return { ...all, admin, link }
}

describe('passwords', () => {
  it('are argon2id with the parameters OWASP names, salted', async () => {
    const stored = await hashPassword(password)
    assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    assert.notEqual(stored, await hashPassword(password))
    assert.equal(await verifyPassword(password, stored), true)
    assert.equal(await verifyPassword(`${password} `, stored), false)
    assert.equal(isOutdated(stored), false)
    assert.equal(isOutdated(stored.replace('m=19456', 'm=4096')), true)
  })

  it('are the same composed and decomposed', async () => {
    assert.equal(
      await verifyPassword(
        'ein schönes Passwort'.normalize('NFD'),
        await hashPassword('ein schönes Passwort'.normalize('NFC')),
      ),
      true,
    )
  })

  it('cost the same work when there is no such account', async () => {
    assert.equal(await verifyPassword(password, null), false)
    assert.equal(await verifyPassword(password, 'not a PHC string'), false)
  })

  it('have 12 to 256 characters', async () => {
    await assert.rejects(hashPassword('short'), { code: 'SP_INPUT' })
    await assert.rejects(hashPassword('x'.repeat(257)), { code: 'SP_INPUT' })
  })
})

describe('the first admin', () => {
  it('is made through a link that works once', async () => {
    const { accounts, admin, link } = await withAdmin()
    assert.equal(admin.email, 'ada@example.com')
    assert.deepEqual(admin.roles, firstRoles)
    await assert.rejects(accounts.firstAdmin(link, { email: 'eve@example.com', name: 'Eve', password }), {
      code: 'SP_SIGN_IN',
    })
    assert.equal(await accounts.firstAdminLink(org), null)
  })

  it('a form with a mistake does not use the link up', async () => {
    const { accounts } = house()
    const link = (await accounts.firstAdminLink(org)) as string
    await assert.rejects(accounts.firstAdmin(link, { email: 'ada@example.com', name: 'Ada', password: 'short' }), {
      code: 'SP_INPUT',
    })
    await assert.rejects(accounts.firstAdmin(link, { email: 'nobody', name: 'Ada', password }), { code: 'SP_INPUT' })
    await accounts.firstAdmin(link, { email: 'ada@example.com', name: 'Ada', password })
  })

  it('links of earlier starts, and old ones, stop working', async () => {
    const { accounts, clock } = house()
    const first = (await accounts.firstAdminLink(org)) as string
    const second = (await accounts.firstAdminLink(org)) as string
    await assert.rejects(accounts.firstAdmin(first, { email: 'ada@example.com', name: 'Ada', password }), {
      code: 'SP_SIGN_IN',
    })
    clock.advance(25 * 3_600_000)
    await assert.rejects(accounts.firstAdmin(second, { email: 'ada@example.com', name: 'Ada', password }), {
      code: 'SP_SIGN_IN',
    })
  })

  it('two requests with one link make one account', async () => {
    const { accounts } = house()
    const link = (await accounts.firstAdminLink(org)) as string
    const both = await Promise.allSettled(
      ['a', 'b'].map((name) => accounts.firstAdmin(link, { email: `${name}@example.com`, name, password })),
    )
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  })
})

describe('local sign-in', () => {
  it('says the same about a wrong password, an unknown address and a disabled account', async () => {
    const { accounts, stores, admin } = await withAdmin()
    assert.equal((await accounts.byPassword(org, ' ADA@example.com ', password)).id, admin.id)
    const messages = new Set<string>()
    const refuse = (email: string, text: string) =>
      accounts.byPassword(org, email, text).then(
        () => assert.fail(),
        (error: { code: string; message: string }) => messages.add(error.code + error.message),
      )
    await refuse('ada@example.com', 'wrong horse battery')
    await refuse('eve@example.com', password)
    await refuse('', '')
    await stores.users.update(org, admin.id, { disabledAt: 1 })
    await refuse('ada@example.com', password)
    assert.equal(messages.size, 1)
  })

  it('invites people, who choose their password once', async () => {
    const { accounts } = await withAdmin()
    const { user, link } = await accounts.invite(org, { email: 'rita@example.com', name: 'Rita', roles: ['recruiter'] })
    await assert.rejects(accounts.byPassword(org, user.email, ''), { code: 'SP_SIGN_IN' })
    await accounts.choosePassword(link, 'another long password')
    assert.equal((await accounts.byPassword(org, user.email, 'another long password')).id, user.id)
    await assert.rejects(accounts.choosePassword(link, 'a third long password'), { code: 'SP_SIGN_IN' })
    await assert.rejects(accounts.invite(org, { email: 'x@example.com', name: 'X', roles: ['root'] }), {
      code: 'SP_INPUT',
    })
    await assert.rejects(accounts.invite(org, { email: 'rita@example.com', name: 'R', roles: ['lead'] }), {
      code: 'SP_CONFLICT',
    })
  })

  it('a link serves one purpose', async () => {
    const { accounts } = await withAdmin()
    const guest = await accounts.guestLink(org, 'check-in', 'subject-1')
    await assert.rejects(accounts.choosePassword(guest, 'another long password'), { code: 'SP_SIGN_IN' })
    await assert.rejects(accounts.takeGuestLink(guest, 'report'), { code: 'SP_SIGN_IN' })
    assert.equal((await accounts.takeGuestLink(guest, 'check-in')).subject, 'subject-1')
  })

  it('takes e-mail addresses, not header lines', () => {
    for (const bad of ['', 'a', 'a@b', 'a@b.c\nBcc: d@e.f', '<a@b.c>', 'a b@c.d', 'a@b@c.d'])
      assert.throws(() => foldEmail(bad), { code: 'SP_INPUT' }, bad)
  })
})

describe('sessions', () => {
  it('the database holds nothing one could sign in with', async () => {
    const { stores, sessions, tokens, accounts, admin } = await withAdmin()
    const secrets = [
      await sessions.start(admin, 'password'),
      (await tokens.make(org, { name: 'build', scopes: ['verdict.read'] })).token,
      await accounts.resetLink(admin),
      password,
    ]
    for (const secret of secrets) assert.equal(stores.dump().includes(secret), false)
  })

  it('end when idle, and in any case', async () => {
    const { sessions, clock, admin } = await withAdmin()
    const idle = await sessions.start(admin, 'password')
    clock.advance(sessionTimes.idleMs)
    assert.equal(await sessions.recognise(idle), null)
    const busy = await sessions.start(admin, 'password')
    let lasted = 0
    for (; (await sessions.recognise(busy)) !== null; lasted += 600_000) clock.advance(600_000)
    assert.equal(lasted, sessionTimes.absoluteMs)
  })

  it('get a new token at every sign-in, so that a planted one is worth nothing', async () => {
    const { sessions, admin } = await withAdmin()
    const planted = await sessions.start(admin, 'password')
    const own = await sessions.start(admin, 'password', planted)
    assert.notEqual(own, planted)
    assert.equal(await sessions.recognise(planted), null)
    assert.equal((await sessions.recognise(own))?.user.id, admin.id)
  })

  it('rotate when privileges change, and the others end', async () => {
    const { stores, sessions, admin } = await withAdmin()
    const [here, elsewhere] = [await sessions.start(admin, 'password'), await sessions.start(admin, 'password')]
    const next = await sessions.rotate(admin, here)
    for (const old of [here, elsewhere]) assert.equal(await sessions.recognise(old), null)
    assert.equal((await sessions.recognise(next))?.user.id, admin.id)
    assert.equal(await sessions.rotate(admin, 'x'), null)
    await stores.users.update(org, admin.id, { roles: ['employee'] })
    assert.equal(await sessions.recognise(next), null)
  })

  it('lose a role at once when it is taken away, and end when the account is disabled', async () => {
    const { stores, sessions, admin } = await withAdmin()
    const token = await sessions.start(admin, 'password')
    await stores.users.update(org, admin.id, { roles: ['employee'] })
    assert.deepEqual((await sessions.recognise(token))?.actor.roles, ['employee'])
    await stores.users.update(org, admin.id, { disabledAt: 1 })
    assert.equal(await sessions.recognise(token), null)
    await assert.rejects(sessions.start({ ...admin, disabledAt: 1 }, 'password'), { code: 'SP_SIGN_IN' })
  })

  it('do not take what is no token', async () => {
    const { sessions } = house()
    for (const bad of [null, '', 'x', newToken(), `${newToken()} `, '../../etc', 'x'.repeat(1e5)])
      assert.equal(await sessions.recognise(bad), null)
    assert.equal(looksLikeToken(newToken()), true)
    assert.equal(new Set(Array.from({ length: 1000 }, () => newToken())).size, 1000)
    assert.notEqual(csrfOf('a'), csrfOf('b'))
  })
})

describe('cookies', () => {
  it('are bound to the host, to TLS, and out of reach of scripts', () => {
    assert.equal(
      setCookie('session', 'abc', { secure: true, maxAgeMs: 60_000 }),
      '__Host-sallyport-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
    )
    assert.doesNotMatch(setCookie('session', 'abc', { secure: true, maxAgeMs: 1 }), /Domain/)
  })

  it('are read back, and not when somebody planted a second one', () => {
    assert.equal(readCookie('a=b; __Host-sallyport-session=abc', 'session', true), 'abc')
    assert.equal(readCookie('__Host-sallyport-session=abc; __Host-sallyport-session=evil', 'session', true), null)
    assert.equal(readCookie('sallyport-session=abc', 'session', true), null)
    assert.equal(readCookie(undefined, 'session', true), null)
  })
})

describe('API tokens', () => {
  it('do what their scopes say, for a service', async () => {
    const { tokens } = await withAdmin()
    const { token, row } = await tokens.make(org, { name: 'build', scopes: ['verdict.read'] })
    assert.match(token, /^sp_[\w-]{43}$/)
    const found = await tokens.recognise(`Bearer ${token}`)
    assert.equal(found?.token.id, row.id)
    assert.deepEqual(found?.actor.roles, ['service'])
    assert.equal(allowed(found?.actor as never, 'verdict.read', { org, place: 'packages' }), true)
    assert.equal(allowed(found?.actor as never, 'evidence.submit', { org, place: 'packages' }), false)
  })

  it('for a person: never more than that person may today', async () => {
    const { stores, tokens, admin } = await withAdmin()
    const { token } = await tokens.make(org, { name: 'mine', scopes: ['audit.read', 'self.read'], user: admin.id })
    const may = async (action: 'audit.read' | 'self.read' | 'settings.read') => {
      const found = await tokens.recognise(`Bearer ${token}`)
      return found !== null && allowed(found.actor, action, { org, place: 'house' })
    }
    assert.deepEqual([await may('audit.read'), await may('settings.read')], [true, false])
    await stores.users.update(org, admin.id, { roles: ['employee'] })
    assert.deepEqual([await may('audit.read'), await may('self.read')], [false, true])
    await stores.users.update(org, admin.id, { disabledAt: 1 })
    assert.equal(await may('self.read'), false)
  })

  it('expire, are revoked, and are not guessed', async () => {
    const { stores, tokens, clock } = await withAdmin()
    const short = await tokens.make(org, { name: 'short', scopes: ['health.read'], expiresAt: clock.now() + 1000 })
    const revoked = await tokens.make(org, { name: 'revoked', scopes: ['health.read'] })
    await stores.tokens.revoke(org, revoked.row.id, clock.now())
    assert.notEqual(await tokens.recognise(`Bearer ${short.token}`), null)
    clock.advance(1000)
    for (const bad of [
      `Bearer ${short.token}`,
      `Bearer ${revoked.token}`,
      short.token,
      `Bearer ${newToken('sp_')}`,
      '',
      null,
    ]) {
      assert.equal(await tokens.recognise(bad), null)
    }
    await assert.rejects(tokens.make(org, { name: 'x', scopes: ['everything'] }), { code: 'SP_INPUT' })
    await assert.rejects(tokens.make(org, { name: 'x', scopes: [] }), { code: 'SP_INPUT' })
  })
})
