import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { fixedClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import type { SessionDocument } from '../measure/device/session-document.ts'
import { checkinRoutes } from './routes.ts'
import { deviceMessage } from './visit.ts'

function house(options: { hands?: boolean; address?: string } = {}) {
  const buckets: string[] = []
  const used: string[] = []
  const sessions: SessionDocument[] = []
  const declined: string[] = []
  let limited = false
  const link = { org: 'org', subject: 'person', stage: 'application' } as const
  const app = checkinRoutes({
    clock: fixedClock(Date.UTC(2026, 9, 1)),
    organisation: 'Example Exchange',
    comparesHands: async () => options.hands ?? false,
    asksExit: false,
    peekLink: async (token) => (used.includes(token) || !goodTokens.includes(token) ? null : link),
    takeLink: async (token) => {
      if (used.includes(token) || !goodTokens.includes(token)) throw new SallyportError('SP_LINK', 'This link was used before, or is too old.')
      used.push(token)
      return link
    },
    limit: async (key) => {
      buckets.push(key)
      if (limited) throw new SallyportError('SP_RATE_LIMITED', 'Too many requests.')
    },
    accept: async (_link, session) => void sessions.push(session),
    declined: async ({ subject }) => void declined.push(subject),
    addressOf: () => options.address ?? '175.45.178.9',
    lookUp: () => null,
    egressOf: async () => '0'.repeat(32),
    edge: null,
    stunPort: null,
  })
  app.onError((error, context) => context.json({ code: error instanceof SallyportError ? error.code : 'SP_INTERNAL' }, (error instanceof SallyportError ? error.status : 500) as 400))
  const post = (address: string, body: unknown): Response | Promise<Response> => app.request(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { app, post, used, sessions, declined, buckets, limit: () => (limited = true) }
}

const goodTokens = ['good', 'another']
const visit = { consent: true, claim: { zone: null, country: 'US' }, browser: null, typing: { strokes: [{ key: 'KeyA', down: 1, up: 60 }], inputs: [] } }

/** A browser's key that signs a link's token. */
function deviceFor(token: string, pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })) {
  const signature = sign('sha256', deviceMessage(token), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' })
  return { pair, device: { key: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), signature: signature.toString('base64') } }
}

test('a complete visit is kept once; the link works once', async () => {
  const { post, sessions } = house()
  assert.equal((await post('/check-in/good', visit)).status, 200)
  assert.equal(sessions.length, 1)
  assert.equal(sessions[0]?.network?.listed?.grade, 'certain')
  // What the address was looked up for is kept, the address is not.
  assert.doesNotMatch(JSON.stringify(sessions[0]), /175\.45\.178\.9/)
  assert.notEqual((await post('/check-in/good', visit)).status, 200)
  assert.equal(sessions.length, 1)
})

test('what is wrong with a visit does not use up the link', async () => {
  const { post, used, sessions } = house()
  const wrong = ['{', '[]', { ...visit, consent: false }, { ...visit, extra: 1 }, { ...visit, typing: { strokes: [{ key: 'a', down: 'x', up: 1 }], inputs: [] } }, '{"consent":true,"typing":{"strokes":[{"key":"a","down":NaN,"up":1}]}}', { ...visit, reflexive: ['not an address'] }, { ...visit, browser: { deviceKey: 'a'.repeat(64) } }, { ...visit, device: deviceFor('another').device }]
  for (const body of wrong) assert.equal((await post('/check-in/good', body)).status, 400, JSON.stringify(body).slice(0, 80))
  assert.equal((await post('/check-in/good', `{"x":"${'a'.repeat(3 << 20)}"}`)).status >= 400, true)
  assert.deepEqual([used, sessions], [[], []])
  assert.equal((await post('/check-in/good', visit)).status, 200)
})

test('a refusal leaves a wish for another way and no evidence', async () => {
  const { post, sessions, declined } = house()
  assert.equal((await post('/check-in/good/decline', {})).status, 200)
  assert.deepEqual([declined, sessions], [['person'], []])
})

test('the page is the same for every link, strict, and limited', async () => {
  const { app, limit } = house()
  const good = await app.request('/check-in/good')
  assert.equal(await good.text(), await (await app.request('/check-in/guessed')).text())
  assert.match(good.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  limit()
  assert.equal((await app.request('/check-in/good')).status, 429)
})

test('the collector is small and asks nobody else', () => {
  const script = Buffer.concat(['collector.js', 'worker.js'].map((name) => readFileSync(path.join(import.meta.dirname, 'browser', name))))
  assert.ok(gzipSync(script).length <= 12 << 10)
  assert.doesNotMatch(script.toString(), /https?:|toDataURL|getImageData|innerHTML/)
})

test('a browser that proves its key is known again; another browser’s signature is refused', async () => {
  const { post, sessions } = house()
  const browser = { zone: null, agent: 'x', hintsPlatform: null, platform: null, engine: null, gpu: null, webdriver: null, permissionsContradict: null, touchPoints: null, audioOutputs: null, cameras: null, cameraLabels: [], frameMs: null }
  const { pair, device } = deviceFor('good')
  assert.equal((await post('/check-in/good', { ...visit, browser, device })).status, 200)
  // The signature of the first link, sent with the second.
  assert.equal((await post('/check-in/another', { ...visit, browser, device })).status, 400)
  assert.equal((await post('/check-in/another', { ...visit, browser, device: deviceFor('another', pair).device })).status, 200)
  assert.match(sessions[0]?.browser?.deviceKey ?? '', /^[0-9a-f]{64}$/)
  assert.equal(sessions[0]?.browser?.deviceKey, sessions[1]?.browser?.deviceKey)
})

test('typing is compared only where the company does that and the person agreed', async () => {
  for (const [hands, identity, kept] of [[true, true, true], [true, false, false], [false, true, false]] as const) {
    const { post, sessions } = house({ hands })
    await post('/check-in/good', { ...visit, identity })
    assert.equal(sessions[0]?.consent?.identity, kept)
  }
})

test('a path that nobody could measure is unknown, and a used link is probed no more', async () => {
  const { post, sessions } = house()
  assert.deepEqual(await (await post('/check-in/good/path', '')).json(), { probed: false })
  for (let i = 0; i < 20; i++) await post('/check-in/good/echo', '')
  await post('/check-in/good', visit)
  assert.equal(sessions[0]?.network?.trace, null)
  assert.equal((await post('/check-in/good/path', '')).status, 410)
})

test('8,001 keys are kept whole, 10 MB are not taken, and neither harms the next visitor', async () => {
  const { post, sessions, used } = house()
  const strokes = Array.from({ length: 8_001 }, (_, i) => ({ key: 'KeyA', down: i * 100, up: i * 100 + 70 }))
  assert.equal((await post('/check-in/good', { ...visit, typing: { strokes: Array.from({ length: 200_000 }, () => strokes[0]), inputs: [] } })).status, 413)
  assert.deepEqual(used, [])
  assert.equal((await post('/check-in/good', { ...visit, typing: { strokes, inputs: [] } })).status, 200)
  assert.equal(sessions[0]?.typing?.strokes.length, 8_001)
})

test('a household that has 2⁶⁴ addresses still has one bucket', async () => {
  const seen = await Promise.all(['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1', '192.0.2.1'].map(async (address) => {
    const { app, buckets } = house({ address })
    await app.request('/check-in/good')
    return buckets[0]
  }))
  assert.equal(seen[0], seen[1])
  assert.equal(new Set(seen).size, 3)
})
