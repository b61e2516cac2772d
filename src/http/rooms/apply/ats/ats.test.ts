import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Hono } from 'hono'
import { decide, move } from '../../../desk/case-acts.ts'
import type { Actor } from '../../../../guard/policy/policy.ts'
import { safeFetcher } from '../../../../guard/fetch/safe-fetch.ts'
import { rows, type House } from '../../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../../jobs/testing/house.ts'
import type { Keeper } from '../../room.ts'
import { atsServer, type AtsServer } from '../testing/ats-server.ts'
import { delivery, secret, type Sent } from '../testing/deliveries.ts'
import { atsIds, type AtsId, type AtsSystem } from './ats.ts'
import { atsHooks, systems } from './hooks.ts'
import { fetchWaiting } from './inbox.ts'
import { statusOf, tellDecisions } from './outbound.ts'

const resume = new TextEncoder().encode('Ines Varga\nines@example.org\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing that settles 14 payments a second\n')
let tested: TestedHouse
let house: House
let server: AtsServer
let hooks: Hono
let set: AtsSystem[]

before(async () => {
  server = await atsServer(resume)
})
after(() => server.close())

beforeEach(async (context) => {
  tested = await testedHouse()
  house = { ...tested.house, fetch: safeFetcher({ allow: ['127.0.0.1/32'], ports: [server.port] }) }
  set = atsIds.map((id) => ({ ats: systems[id], settings: { id, secret, apiKey: 'key-of-ours', api: `${server.url}/${id}` } }))
  const keeper = { house, org: tested.org, limit: async () => undefined, report: (error: Error) => assert.fail(error) } as unknown as Keeper
  hooks = atsHooks(keeper, set.map(({ settings }) => settings), () => undefined)
  server.asked.length = 0
  server.breakDown(false)
  ;(context as { after?: (work: () => Promise<void>) => void }).after?.(() => tested.close())
})

const now = (): number => house.clock.now()
const send = async (id: AtsId, { body, headers }: Sent): Promise<Response> => hooks.request(`/hooks/ats/${id}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
const fetchAll = (report = (error: Error): void => assert.fail(error)): Promise<number> => fetchWaiting(house, tested.org, set, null, report)

describe('an application arrives', () => {
  for (const id of atsIds) {
    test(`${id}: signed, fetched, read, and one subject however often it comes`, async () => {
      const sent = delivery(id, now(), server.url)
      assert.equal((await send(id, sent)).status, 202)
      assert.equal(await fetchAll(), 1)
      await tested.drain()
      const subject = await rows(house).subjects.byRef(tested.org, `ats:${id}:${{ ashby: 'cand-a', greenhouse: '57683957', lever: 'opp-1', workable: '3f2a' }[id]}`)
      assert.ok(subject)
      const evidence = (await rows(house).evidence.ofSubject(tested.org, subject)).filter(({ kind }) => kind === 'resume')
      assert.deepEqual(evidence.map(({ source, status }) => [source, status]), [[`ats:${id}`, 'measured']])
      assert.equal((await rows(house).cases.ofSubject(tested.org, subject)).length, 1)
      // Nothing waits any more, and the same delivery is refused.
      assert.equal(await fetchAll(), 0)
      assert.equal((await send(id, sent)).status, 401)
    })

    test(`${id}: a byte changed, another secret, no signature: refused, and nothing is kept`, async () => {
      const sent = delivery(id, now(), server.url)
      const forged: Sent[] = [
        { ...sent, headers: {}, body: sent.body.replace(/"signature":"[0-9a-f]+"/, '"signature":"00"') },
        ...(id === 'lever' ? [{ ...sent, body: sent.body.replace('tok-1', 'tok-2') }] : [{ ...sent, body: sent.body.replace('Ines', 'Anes') }]),
        { headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, value.replace(/[0-9a-f]{64}/, 'f'.repeat(64))])), body: sent.body.replace(/"signature":"[0-9a-f]+"/, `"signature":"${'f'.repeat(64)}"`) },
      ]
      for (const one of forged) assert.equal((await send(id, one)).status, 401)
      assert.equal(await fetchAll(), 0)
      assert.deepEqual(server.asked, [])
    })
  }

  test('a delivery whose signed time is long past is refused', async () => {
    for (const id of ['lever', 'workable'] as const) assert.equal((await send(id, delivery(id, now() - 3_600_000, server.url))).status, 401)
  })

  test('other events, other systems and noise bring nothing', async () => {
    assert.equal((await hooks.request('/hooks/ats/none', { method: 'POST', body: '{}' })).status, 404)
    assert.equal((await send('ashby', { body: 'not json', headers: {} })).status, 400)
    assert.equal(await fetchAll(), 0)
  })

  test('while the system is down the application waits, and nobody is lost', async () => {
    await send('ashby', delivery('ashby', now(), server.url))
    server.breakDown(true)
    const problems: string[] = []
    assert.equal(await fetchAll((error) => void problems.push(error.message)), 0)
    assert.match(problems[0] ?? '', /answered with 503/)
    server.breakDown(false)
    // Not due yet; a minute later it is.
    assert.equal(await fetchAll(), 0)
    const [waiting] = await rows(house).doorRows.list(tested.org, 'apply', 'ats/waiting')
    assert.equal(waiting?.sortAt, now() + 60_000)
    house = { ...house, clock: { now: () => tested.house.clock.now() + 61_000 } }
    assert.equal(await fetchAll(), 1)
  })
})

test('Ashby: the address that applied becomes a visit, and the key never leaves the first host', async () => {
  await send('ashby', delivery('ashby', now(), server.url))
  await fetchAll()
  await tested.drain()
  const subject = (await rows(house).subjects.byRef(tested.org, 'ats:ashby:cand-a')) as string
  const visit = (await rows(house).facts.ofSubject(tested.org, subject)).find(({ root }) => root === 'session')
  assert.equal(visit?.unavailable['device'], 'the page could not read the browser, or the person declined')
  const key = `Basic ${Buffer.from('key-of-ours:').toString('base64')}`
  for (const { path, authorization } of server.asked) assert.equal(authorization, path.startsWith('/files/') ? undefined : key, path)
})

test('Ashby: only what a person decided is told, once', async () => {
  await send('ashby', delivery('ashby', now(), server.url))
  await fetchAll()
  await tested.drain()
  assert.equal(await tellDecisions(house, tested.org, set, assert.fail), 0)
  const tables = rows(house)
  const subject = (await tables.subjects.byRef(tested.org, 'ats:ashby:cand-a')) as string
  const [item] = await tables.cases.ofSubject(tested.org, subject)
  assert.ok(item)
  const analyst: Actor = { id: (await tables.users.insert(tested.org, { email: 'analyst@example.org', name: 'An Analyst', roles: ['analyst'] })).id, org: tested.org, roles: ['analyst'], doors: null, scopes: null }
  await move(house, analyst, item.id, 'step-up-offered', null)
  await move(house, analyst, item.id, 'verified', null)
  assert.equal(await tellDecisions(house, tested.org, set, assert.fail), 0)
  await decide(house, analyst, item.id, 'proceed', 'Showed her papers on the call.')
  assert.equal(await tellDecisions(house, tested.org, set, assert.fail), 1)
  assert.equal(await tellDecisions(house, tested.org, set, assert.fail), 0)
  const told = server.asked.filter(({ path }) => path.endsWith('setFraudStatus'))
  assert.deepEqual(told.map(({ body }) => body), [{ candidateId: 'cand-a', fraudStatus: 'NotFraudulent' }])
})

test('what a decision says to the other system', () => {
  assert.equal(statusOf({ decision: { outcome: 'proceed' }, verifications: [] }), 'cleared')
  assert.equal(statusOf({ decision: { outcome: 'not-proceed' }, verifications: ['failed'] }), 'misrepresented')
  assert.equal(statusOf({ decision: { outcome: 'not-proceed' }, verifications: ['verified'] }), null)
  assert.equal(statusOf({ decision: { outcome: 'hand-over' }, verifications: ['failed'] }), null)
})
