import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { safeFetcher } from '../guard/fetch/safe-fetch.ts'
import { signatureHeader, verifyWebhook } from '../guard/webhook.ts'
import { accept } from './pipeline/accept.ts'
import { deliver } from './deliver.ts'
import { rows } from './house.ts'
import { testedHouse, type TestedHouse } from './testing/house.ts'

let tested: TestedHouse
const secret = 'a secret of some length'
before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

test('a judged case is told to a webhook, signed; a failing receiver is tried again later', async () => {
  const got: { body: string; signature: string }[] = []
  let answer = 503
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      got.push({ body, signature: String(request.headers[signatureHeader]) })
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const house = { ...tested.house, fetch: safeFetcher({ ports: [port], allow: ['127.0.0.1/32'] }) }
  try {
    await rows(house).webhooks.insert(tested.org, { url: `http://127.0.0.1:${port}/hook`, events: ['case.judged'], secret })
    await accept(house, tested.org, { name: 'a.txt', bytes: new TextEncoder().encode('Nora Example\nnora@example.com\nExperience\nEngineer, Basalt Labs 2019 – 2021\n'), door: 'apply', subject: null, source: 'test' })
    await tested.drain()
    await deliver(house, tested.org)
    assert.equal(got.length, 1)
    answer = 200
    await deliver(house, tested.org)
    assert.equal(got.length, 1, 'the second try waits')
    ;(house.clock as { advance?: (ms: number) => void }).advance?.(61_000)
    await deliver(house, tested.org)
    assert.equal(got.length, 2)
    const [, last] = got
    assert.ok(last)
    verifyWebhook(last.body, last.signature, [secret], house.clock)
    assert.throws(() => verifyWebhook(last.body.replace('routine', 'challenge'), last.signature, [secret], house.clock))
    const told = JSON.parse(last.body) as { event: string; data: { posture: string } }
    assert.equal(told.event, 'case.judged')
    assert.doesNotMatch(last.body, /Nora|example\.com/, 'ids travel, values do not')
    await deliver(house, tested.org)
    assert.equal(got.length, 2, 'what was delivered is not sent again')
  } finally {
    server.close()
  }
})

test('a webhook to an address inside is never fetched', async () => {
  const house = { ...tested.house, fetch: safeFetcher() }
  await rows(house).webhooks.insert(tested.org, { url: 'http://169.254.169.254/latest', events: ['*'], secret })
  await rows(house).webhooks.announce(tested.org, 'case.judged', { case: 'x' })
  await deliver(house, tested.org)
  const { rows: found } = await house.store.pool.query<{ state: string; last_status: number | null }>(`select state, last_status from webhook_deliveries where last_status is null and attempts = 1`)
  assert.equal(found[0]?.state, 'waiting')
})
