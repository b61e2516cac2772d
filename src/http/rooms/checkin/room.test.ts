import assert from 'node:assert/strict'
import { existsSync, mkdtempSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { SessionFacts } from '../../../doors/apply/session.ts'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import type { Keeper } from '../room.ts'
import { makeLink } from './links.ts'
import { serveCheckin, type ServedCheckin } from './serve.ts'
import { checkinSettings } from './settings.ts'
import { openSocks } from './testing-relay.ts'

// The whole way in a real browser: link, notice, two tasks, evidence, case.
const browserPath = '/usr/bin/chromium'
const skip = !existsSync(browserPath) || process.platform !== 'linux'
const shots = process.env['SALLYPORT_SHOTS']
const sentence = 'When a shipment leaves'

let tested: TestedHouse
let served: ServedCheckin
let url = ''

before(async () => {
  if (skip) return
  tested = await testedHouse()
  const environment = { SALLYPORT_CHECKIN_PORT: '0', SALLYPORT_CHECKIN_TLS: 'self-made', SALLYPORT_CHECKIN_STUN_PORT: '0' }
  const keeper = { house: tested.house, org: tested.org, name: 'Example Exchange', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-checkin-')), limit: async () => undefined, report: (error: Error) => assert.fail(error) } as unknown as Keeper
  served = await serveCheckin(keeper, checkinSettings(environment, Date.now())!)
  url = served.url
})
after(async () => {
  if (skip) return
  served.stop()
  await tested.close()
})

async function person(name: string): Promise<string> {
  return rows(tested.house).subjects.insert(tested.org, { kind: 'person', name })
}

async function linkFor(subject: string): Promise<string> {
  const { token } = await makeLink(tested.house, tested.org, subject, 'Ana Lyst', 'application', 1)
  return `${url}/check-in/${token}`
}

function open(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--ignore-certificate-errors', '--proxy-bypass-list=<-loopback>', ...more] })
}

/** Goes through the whole visit by keyboard alone. */
async function visit(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('#steps .here').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#copy:focus').waitFor()
  await page.keyboard.type(sentence, { delay: 15 })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#compose:focus').waitFor()
  await page.keyboard.type('I wrote tests', { delay: 15 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('de')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#sentBox:not([hidden])').waitFor({ timeout: 60_000 })
}

async function factsOf(subject: string): Promise<SessionFacts> {
  await tested.drain()
  const stored = await rows(tested.house).facts.ofSubject(tested.org, subject)
  return stored.find(({ root }) => root === 'session')?.facts as unknown as SessionFacts
}

test('direct, by keyboard, 360 pixels wide: no complaint, nothing blocked for long, a case with its facts', { skip, timeout: 120_000 }, async (context) => {
  const browser = await open()
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, ignoreHTTPSErrors: true })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    let sent = ''
    page.on('request', (request) => {
      if (request.method() === 'POST' && (request.postData() ?? '').includes('"consent"')) sent = request.postData() ?? ''
      assert.ok(request.url().startsWith(url) || request.url().startsWith('data:'), `asked elsewhere: ${request.url()}`)
    })
    await page.addInitScript({ content: `window.longest = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration) }).observe({ entryTypes: ['longtask'] })` })
    const subject = await person('Mina Example')
    const link = await linkFor(subject)
    await visit(page, link)
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'checkin-end-360.png'), fullPage: true })
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
    assert.deepEqual(complaints, [])
    const facts = await factsOf(subject)
    assert.ok((facts.path?.probes ?? 0) >= 8, `${facts.path?.probes} probes`)
    assert.ok((facts.path?.leadMeanMs ?? 99) < 4, `lead ${facts.path?.leadMeanMs}`)
    assert.equal(facts.device?.tls?.family, 'chromium')
    assert.equal(facts.device?.tlsAgrees, true)
    assert.equal(facts.device?.workerContradicts, false)
    assert.equal(facts.device?.automation, true)
    assert.match(facts.device?.key ?? '', /^[0-9a-f]{64}$/)
    assert.equal(facts.typing?.keys, sentence.length + 13)
    // Names of keys and times, never the text; four kilobytes beside them.
    const { typing, ...rest } = JSON.parse(sent) as { typing: unknown }
    assert.doesNotMatch(JSON.stringify(typing), /shipment|wrote/)
    assert.ok(JSON.stringify(rest).length <= 4096, `${JSON.stringify(rest).length} bytes`)
    assert.ok((await rows(tested.house).cases.ofSubject(tested.org, subject)).length === 1)
    const longest = Number(await page.evaluate('window.longest'))
    // Used up: the next who opens it is told so.
    await page.goto(link)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#problem:not(:empty)').waitFor()
    // On a busy machine a task waits for its neighbours: the figure is shown, and asserted where the machine is quiet.
    context.diagnostic(`longest task ${longest} ms`)
    assert.ok(longest <= (loadavg()[0]! > availableParallelism() ? 500 : 50), `blocked for ${longest} ms`)
  } finally {
    await browser.close()
  }
})

test('through a relay that hides 80 ms, with fake devices: its leg is found, devices are counted, no label is read', { skip, timeout: 120_000 }, async () => {
  const relay = await openSocks(80)
  const browser = await open([`--proxy-server=socks5://127.0.0.1:${relay.port}`, '--use-fake-device-for-media-stream'])
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: true })
    const subject = await person('Rufus Example')
    await visit(page, await linkFor(subject))
    const facts = await factsOf(subject)
    assert.ok((facts.path?.hiddenLegMs ?? 0) >= 70, `leg ${facts.path?.hiddenLegMs}`)
    assert.equal(facts.device?.cameras, 1)
    assert.equal(facts.device?.virtualCamera, null)
    // The relay ends TCP, not TLS: the hello is the browser's own.
    assert.equal(facts.device?.tls?.family, 'chromium')
  } finally {
    await browser.close()
    relay.stop()
  }
})

test('who refuses is offered the call; nothing is kept and the link is used up', { skip, timeout: 60_000 }, async () => {
  const browser = await open()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ignoreHTTPSErrors: true })
    const subject = await person('Paula Example')
    const link = await linkFor(subject)
    await page.goto(link)
    await page.locator('#asker').getByText('Example Exchange').waitFor()
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'checkin-notice.png'), fullPage: true })
    await page.locator('#decline').click()
    await page.locator('#endText').getByText('counts the same').waitFor()
    await tested.drain()
    assert.deepEqual(await rows(tested.house).evidence.ofSubject(tested.org, subject), [])
  } finally {
    await browser.close()
  }
})
