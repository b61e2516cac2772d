import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { idMaker } from '../../core/ids.ts'
import { seededRandom } from '../../core/random.ts'
import { memoryStores } from './memory-stores.ts'
import { oidc, rolesOf, safeReturn, type OidcSettings } from './oidc.ts'

/** A real provider implementation on loopback: its own keys, sign-in form and consent form. */
const redirectUri = 'http://127.0.0.1:1/api/sign-in/oidc'
let server: Server
let settings: OidcSettings
before(async () => {
  server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { Provider } = await import('oidc-provider' as string)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'sallyport',
        client_secret: 'a-secret-of-the-test',
        redirect_uris: [redirectUri],
        application_type: 'native',
      },
    ],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    findAccount: (_: unknown, login: string) => ({
      accountId: login,
      claims: () => ({
        sub: login,
        name: `${login} Example`,
        email: `${login}@example.com`,
        email_verified: login !== 'unconfirmed',
        groups: login === 'ada' ? ['security', 'unmapped'] : login === 'stranger' ? [] : ['hiring'],
      }),
    }),
  })
  server.on('request', provider.callback() as RequestListener)
  settings = {
    issuer,
    clientId: 'sallyport',
    clientSecret: 'a-secret-of-the-test',
    redirectUri,
    name: 'Example',
    groupRoles: { security: ['analyst', 'auditor'], hiring: ['recruiter'] },
    everybody: [],
    insecure: true,
  }
})
after(() => {
  server.closeAllConnections()
  server.close()
})

/** A browser that signs in at the provider as `login` and stops where it is sent back to us. */
async function browse(address: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>()
  const visit = async (url: URL, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form === undefined ? null : new URLSearchParams(form)
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      body,
      headers: { cookie },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) as unknown as [string, string, string]
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  let url = new URL(address)
  let response = await visit(url)
  for (let step = 0; step < 12; step += 1) {
    const next = response.headers.get('location')
    if (next !== null) {
      url = new URL(next, url)
      if (url.href.startsWith(redirectUri)) return url
      response = await visit(url)
      continue
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1]
    assert.ok(prompt !== undefined, `no form at ${url.href}`)
    response = await visit(url, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt })
  }
  return assert.fail('the provider never sent the browser back')
}

function house(change: Partial<OidcSettings> = {}) {
  const stores = memoryStores()
  const clock = fixedClock(1_700_000_000_000)
  return { stores, clock, oidc: oidc({ ...settings, ...change }, stores, clock, idMaker(clock, seededRandom(1))) }
}

describe('sign-in through an identity provider', () => {
  it('brings a person with the roles of their groups, and back to the page they came from', async () => {
    const { oidc } = house()
    const { url, cookie } = await oidc.begin('org', '/cases/1?tab=links')
    const query = new URL(url).searchParams
    assert.equal(query.get('code_challenge_method'), 'S256')
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((query.get(name) ?? '').length >= 40, name)
    const { user, returnTo } = await oidc.finish(cookie, await browse(url, 'ada'))
    assert.deepEqual([user.email, user.name, user.roles], ['ada@example.com', 'ada Example', ['analyst', 'auditor']])
    assert.equal(returnTo, '/cases/1?tab=links')
  })

  it('knows the person again, with the groups of today', async () => {
    const { oidc: first, stores } = house()
    const one = await first.begin('org', '/')
    const before = (await first.finish(one.cookie, await browse(one.url, 'rita'))).user
    const clock = fixedClock(1_700_000_000_000)
    const later = oidc({ ...settings, groupRoles: { hiring: ['interviewer'] } }, stores, clock, () => 'unused')
    const two = await later.begin('org', '/')
    const { user } = await later.finish(two.cookie, await browse(two.url, 'rita'))
    assert.equal(user.id, before.id)
    assert.deepEqual([before.roles, user.roles], [['recruiter'], ['interviewer']])
    assert.deepEqual((await stores.users.byId('org', user.id))?.roles, ['interviewer'])
  })

  it('only the browser that began it can come back, once, in time, with its own answer', async () => {
    const { oidc, clock } = house()
    const mine = await oidc.begin('org', '/')
    const other = await oidc.begin('org', '/')
    const returned = await browse(mine.url, 'ada')
    const refuse = (cookie: string | null, url: URL) => assert.rejects(oidc.finish(cookie, url), { code: 'SP_SIGN_IN' })
    await refuse(null, returned)
    await refuse('x'.repeat(43), returned)
    await refuse(other.cookie, returned)
    const forged = new URL(returned)
    forged.searchParams.set('state', 'another')
    await refuse(mine.cookie, forged)
    await refuse(mine.cookie, returned)
    const slow = await oidc.begin('org', '/')
    const late = await browse(slow.url, 'ada')
    clock.advance(11 * 60_000)
    await refuse(slow.cookie, late)
  })

  it('refuses a person without a mapped group, without a confirmed address, or disabled', async () => {
    const { oidc, stores } = house()
    const arrive = async (login: string) => {
      const { url, cookie } = await oidc.begin('org', '/')
      return oidc.finish(cookie, await browse(url, login))
    }
    await assert.rejects(arrive('stranger'), { code: 'SP_SIGN_IN' })
    await assert.rejects(arrive('unconfirmed'), { code: 'SP_SIGN_IN' })
    const { user } = await arrive('ada')
    await stores.users.update('org', user.id, { disabledAt: 1 })
    await assert.rejects(arrive('ada'), { code: 'SP_SIGN_IN' })
  })

  it('does not take over a local account that has the same address', async () => {
    const { oidc, stores } = house()
    const local = {
      org: 'org',
      id: 'local',
      email: 'ada@example.com',
      name: 'Ada',
      roles: ['admin' as const],
      doors: null,
    }
    await stores.users.insert({
      ...local,
      passwordHash: 'x',
      oidcSubject: null,
      createdAt: 1,
      signedInAt: null,
      disabledAt: null,
    })
    const { url, cookie } = await oidc.begin('org', '/')
    await assert.rejects(oidc.finish(cookie, await browse(url, 'ada')), { code: 'SP_SIGN_IN' })
  })

  it('says so when the provider cannot be reached', async () => {
    const { oidc } = house({ issuer: 'http://127.0.0.1:1' })
    await assert.rejects(oidc.begin('org', '/'), { code: 'SP_SIGN_IN' })
  })

  it('maps groups by name, and nothing by inheritance', () => {
    assert.deepEqual(rolesOf({ groups: ['constructor', '__proto__', 7, 'security'] }, settings), ['analyst', 'auditor'])
    assert.deepEqual(rolesOf({ groups: 'security' }, settings), [])
    assert.deepEqual(rolesOf({}, { ...settings, everybody: ['employee'] }), ['employee'])
  })

  it('returns to our own pages only', () => {
    assert.equal(safeReturn('/cases'), '/cases')
    for (const bad of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '',
      '/a\\b',
      '/a\nb',
      `/${'x'.repeat(3000)}`,
    ])
      assert.equal(safeReturn(bad), '/')
  })
})
