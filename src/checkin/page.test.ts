import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { serve } from '@hono/node-server'
import { chromium } from 'playwright-core'
import { fixedClock } from '../core/clock.ts'
import type { SessionDocument } from '../measure/device/session-document.ts'
import { checkinRoutes } from './routes.ts'

const browserPath = '/usr/bin/chromium'

test('a whole visit by keyboard alone, 360 pixels wide, under its strict policy', { skip: !existsSync(browserPath), timeout: 90_000 }, async () => {
  const sessions: SessionDocument[] = []
  const app = checkinRoutes({
    clock: fixedClock(Date.UTC(2026, 9, 1)),
    takeLink: async () => ({ org: 'org', subject: 'person' }),
    limit: async () => {},
    accept: async (_org, _subject, session) => void sessions.push(session),
    declined: async () => {},
    addressOf: () => '127.0.0.1',
    lookUp: () => null,
    seen: () => ({ trace: null, syn: null }),
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((done) => server.once('listening', done))
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/check-in/link`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#copy').pressSequentially('When a shipment')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#compose').pressSequentially('I wrote tests')
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#endTitle').waitFor({ timeout: 30_000 })
    assert.deepEqual(complaints.filter((line) => !line.includes('favicon')), [])
    assert.equal(sessions.length, 1)
    assert.equal(sessions[0]?.typing?.strokes.length, 28)
    assert.equal(sessions[0]?.browser?.webdriver, true)
    assert.match(sessions[0]?.browser?.deviceKey ?? '', /^[0-9a-f]{64}$/)
    // Names of keys and times, never the text.
    assert.doesNotMatch(JSON.stringify(sessions[0]), /shipment|wrote/)
  } finally {
    await browser.close()
    server.close()
  }
})
