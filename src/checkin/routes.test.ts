import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { fixedClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import type { SessionDocument } from '../measure/device/session-document.ts'
import { checkinRoutes } from './routes.ts'

function house() {
  const used: string[] = []
  const sessions: SessionDocument[] = []
  const declined: string[] = []
  let limited = false
  const app = checkinRoutes({
    clock: fixedClock(Date.UTC(2026, 9, 1)),
    takeLink: async (token) => {
      if (used.includes(token) || token !== 'good') throw new SallyportError('SP_SIGN_IN', 'This link was used before, or is too old.')
      used.push(token)
      return { org: 'org', subject: 'person' }
    },
    limit: async () => {
      if (limited) throw new SallyportError('SP_RATE_LIMITED', 'Too many requests.')
    },
    accept: async (_org, _subject, session, bytes) => {
      assert.match(new TextDecoder().decode(bytes), /^\{"sallyport":"session\/1"/)
      sessions.push(session)
    },
    declined: async (_org, subject) => void declined.push(subject),
    addressOf: () => '175.45.178.9',
    lookUp: () => null,
    seen: () => ({ trace: null, syn: null }),
  })
  app.onError((error, context) => context.json({ code: error instanceof SallyportError ? error.code : 'SP_INTERNAL' }, (error instanceof SallyportError ? error.status : 500) as 400))
  const post = (address: string, body: unknown): Response | Promise<Response> => app.request(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { app, post, used, sessions, declined, limit: () => (limited = true) }
}

const visit = { consent: true, claim: { zone: null, country: 'US' }, browser: null, typing: { strokes: [{ key: 'KeyA', down: 1, up: 60 }], inputs: [] } }

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
  const wrong = ['{', '[]', { ...visit, consent: false }, { ...visit, extra: 1 }, { ...visit, typing: { strokes: [{ key: 'a', down: 'x', up: 1 }], inputs: [] } }, '{"consent":true,"typing":{"strokes":[{"key":"a","down":NaN,"up":1}]}}']
  for (const body of wrong) assert.equal((await post('/check-in/good', body)).status, 400)
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
  const script = readFileSync(path.join(import.meta.dirname, 'browser', 'collector.js'))
  assert.ok(gzipSync(script).length <= 12 << 10)
  assert.doesNotMatch(script.toString(), /https?:|toDataURL|getImageData|innerHTML/)
})
