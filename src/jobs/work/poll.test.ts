import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { safeFetcher } from '../../guard/fetch/safe-fetch.ts'
import { rows, transact, type House } from '../house.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { DAY, spaces } from './person.ts'
import { poll, pollDue } from './poll.ts'
import { startSource, setPrivacy } from './privacy.ts'
import { enter, type Gap } from './take.ts'

interface Asked {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Reply = { status?: number; headers?: Record<string, string | string[]>; body?: unknown }

let tested: TestedHouse
let house: House
let server: Server
let base: string
let asked: Asked[] = []
let answer: (asked: Asked) => Reply = () => ({ status: 500 })

before(async () => {
  tested = await testedHouse()
  server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const one = { url: request.url ?? '', headers: request.headers, body }
      asked.push(one)
      const { status = 200, headers = {}, body: sent = [] } = answer(one)
      response.writeHead(status, headers).end(JSON.stringify(sent))
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  house = { ...tested.house, fetch: safeFetcher({ allow: ['127.0.0.0/8'], ports: [port] }) }
  await setPrivacy(house, tested.org, { council: false, notice: 'What we keep of you, and why.' }, 'admin')
  await transact(house, (tables) => enter(tables, tested.org, ['kim@example.com', 'kim-gh'], 'Europe/Lisbon'))
})
beforeEach(() => void (asked = []))
after(async () => {
  server.close()
  await tested.close()
})

const clock = (): { now(): number; advance(ms: number): void } => tested.house.clock as never
const at = (minutesAgo: number): string => new Date(clock().now() - minutesAgo * 60_000).toISOString()

async function source(kind: string, config: Record<string, string> = { url: base }): Promise<{ id: string; run: () => Promise<void>; now: () => Promise<NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['workSources']['find']>>>> }> {
  const { workSources } = rows(house)
  const id = await workSources.insert(tested.org, { kind, name: kind, config, secret: 'the-secret' })
  const now = async () => (await workSources.find(tested.org, id)) ?? assert.fail()
  await startSource(house, tested.org, await now(), null, 'admin')
  return { id, now, run: () => poll(house, { org: tested.org, source: id }) }
}

const kim = async (): Promise<number> => {
  const subject = (await rows(house).workNames.find(tested.org, ['kim@example.com'])).get('kim@example.com') as string
  return (await rows(house).workDays.read(tested.org, subject, 0)).length
}
const login = (id: string, minutesAgo: number) => ({ uuid: id, published: at(minutesAgo), eventType: 'user.session.start', actor: { type: 'User', alternateId: 'kim@example.com' }, client: { ipAddress: '192.0.2.7' } })

test('Okta: pages are followed, the last link is kept, and the next round begins there', async () => {
  const okta = await source('okta')
  answer = ({ url }) =>
    url.includes('after=2')
      ? { headers: { link: [`<${base}/api/v1/logs?self>; rel="self"`, `<${base}/api/v1/logs?after=2>; rel="next"`] }, body: [] }
      : url.includes('after=1')
        ? { headers: { link: [`<${base}/api/v1/logs?self>; rel="self"`, `<${base}/api/v1/logs?after=2>; rel="next"`] }, body: [login('b', 20)] }
        : { headers: { link: `<${base}/api/v1/logs?after=1>; rel="next"` }, body: [login('a', 30), login('a', 30)] }
  await okta.run()
  assert.equal(await kim(), 2)
  assert.equal(asked.length, 3)
  assert.equal(asked[0]?.headers.authorization, 'SSWS the-secret')
  assert.match(asked[0]?.url ?? '', /since=2026-.*sortOrder=ASCENDING/)
  // Not due yet: nobody is asked. Five minutes later the kept link is.
  await okta.run()
  assert.equal(asked.length, 3)
  clock().advance(6 * 60_000)
  await okta.run()
  assert.match(asked.at(-1)?.url ?? '', /after=2/)
  assert.equal(await kim(), 2)
})

test('a log that names its next page elsewhere is not followed: the secret stays here', async () => {
  const okta = await source('okta')
  answer = () => ({ headers: { link: '<https://elsewhere.example/logs>; rel="next"' }, body: [login('z', 5)] })
  await okta.run()
  assert.match((await okta.now()).problem ?? '', /SP_FETCH_REFUSED/)
  assert.equal(asked.length, 1)
})

test('a refused secret, a pause and a broken answer are noted, tried again later, and forgotten when it works', async () => {
  const okta = await source('okta')
  for (const [reply, problem] of [
    [{ status: 401 }, /refused the secret/],
    [{ status: 429, headers: { 'retry-after': '900' } }, /SP_RATE_LIMITED/],
    [{ status: 502 }, /answered 502/],
  ] as const) {
    answer = () => reply as Reply
    clock().advance(61 * 60_000)
    await okta.run()
    const noted = await okta.now()
    assert.match(noted.problem ?? '', problem)
    assert.ok(noted.nextAt > clock().now() && noted.failingSince !== null)
  }
  clock().advance(61 * 60_000)
  answer = () => ({ body: [] })
  await okta.run()
  assert.deepEqual([(await okta.now()).problem, (await okta.now()).failingSince], [null, null])
})

test('what a source no longer keeps after a long failure is a gap, and never sleep', async () => {
  const github = await source('github', { url: base, organisation: 'example' })
  answer = () => ({ body: [{ '@timestamp': clock().now() - 60_000, action: 'git.push', actor: 'kim-gh', _document_id: 'g1' }] })
  await github.run()
  answer = () => ({ status: 503 })
  for (let days = 0; days < 20; days += 1) {
    clock().advance(DAY)
    await github.run()
  }
  answer = () => ({ body: [] })
  clock().advance(DAY)
  await github.run()
  const gaps = await rows(house).doorRows.list<Gap>(tested.org, 'work', spaces.gap)
  const gap = gaps.find(({ value }) => value?.source === 'github')?.value
  assert.ok(gap !== undefined && gap.to - gap.from > 12 * DAY, JSON.stringify(gap))
  assert.match(decodeURIComponent(asked.at(-1)?.url ?? ''), new RegExp(`created:>=${new Date(clock().now() - 7 * DAY).toISOString().slice(0, 10)}`))
})

test('a stopped source is asked nothing; the time it stood still is a gap once it had delivered', async () => {
  const slack = await source('slack')
  answer = () => ({ body: { entries: [{ id: 's1', date_create: Math.floor(clock().now() / 1000) - 60, action: 'user_login', actor: { type: 'user', user: { email: 'kim@example.com' } }, context: {} }], response_metadata: { next_cursor: '' } } })
  await slack.run()
  assert.match(asked[0]?.url ?? '', /oldest=\d+$/)
  await rows(house).workSources.change(tested.org, slack.id, { state: 'stopped', stoppedAt: clock().now() })
  clock().advance(3 * DAY)
  const before = asked.length
  await slack.run()
  assert.equal(asked.length, before)
  await startSource(house, tested.org, await slack.now(), null, 'admin')
  const gaps = await rows(house).doorRows.list<Gap>(tested.org, 'work', spaces.gap)
  assert.ok(gaps.some(({ value }) => value?.source === 'slack' && value.to - value.from === 3 * DAY))
  assert.ok((await pollDue(house, tested.org)) >= 1)
})

test('Entra asks for a token first; Jira and Linear give changes without what was changed; GitLab goes by link', async () => {
  const counts: number[] = [await kim()]
  answer = ({ url, body }) =>
    url.includes('/oauth2/')
      ? (assert.match(body, /client_secret=the-secret/), { body: { access_token: 'short-lived' } })
      : { body: { value: [{ id: 'e1', createdDateTime: at(9), userPrincipalName: 'kim@example.com', isInteractive: true }] } }
  await (await source('entra', { url: base, login: base, tenant: 't', client: 'c' })).run()
  assert.equal(asked.at(-1)?.headers.authorization, 'Bearer short-lived')
  counts.push(await kim())

  answer = ({ body }) => (assert.match(body, /updated >= \\"-\d+m\\" ORDER BY.*"fields":\["updated"\]/), { body: { issues: [{ key: 'SECRET-1', changelog: { histories: [{ id: '7', created: at(8).replace('Z', '+0000'), author: { emailAddress: 'kim@example.com', accountType: 'atlassian' } }] } }] } })
  await (await source('jira', { url: base, user: 'u' })).run()
  counts.push(await kim())

  answer = () => ({ body: { data: { issues: { nodes: [{ history: { nodes: [{ id: 'h1', createdAt: at(7), actor: { email: 'kim@example.com' } }, { id: 'h2', createdAt: at(7), actor: null }] } }], pageInfo: { hasNextPage: false, endCursor: null } } } } })
  await (await source('linear')).run()
  counts.push(await kim())

  answer = ({ url }) => (url.includes('page=2') ? { body: [{ id: 2, author_id: 5, entity_type: 'Group', created_at: at(5), details: { author_email: 'kim@example.com' } }] } : { headers: { link: `<${base}/api/v4/groups/1/audit_events?page=2>; rel="next"` }, body: [] })
  await (await source('gitlab', { url: base, group: '1' })).run()
  counts.push(await kim())
  assert.deepEqual(counts.map((count) => count - (counts[0] ?? 0)), [0, 1, 2, 3, 4])
})
