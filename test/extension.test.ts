import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { chromium } from 'playwright-core'

const folder = path.join(import.meta.dirname, '../extension')
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
type Seen = (address: string, selection: string) => { link: string; text: string; platform: string }
const { seen, reportPage } = (await import(path.join(folder, 'seen.js'))) as { seen: Seen; reportPage: (server: string, what: object) => string }

test('the button asks for no page and no host before it is told to', () => {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>
  assert.deepEqual(manifest['permissions'], ['activeTab', 'scripting', 'storage'])
  for (const forbidden of ['host_permissions', 'content_scripts', 'background']) assert.equal(manifest[forbidden], undefined)
  assert.equal(manifest['manifest_version'], 3)
})

test('what is sent: the address, or on a platform the marked text without the reader’s inbox', () => {
  assert.deepEqual(seen('https://rooms.example/j/1', ''), { link: 'https://rooms.example/j/1', text: '', platform: '' })
  assert.deepEqual(seen('https://www.linkedin.com/messaging/thread/2', ' Hi there '), { link: '', text: 'Hi there', platform: 'linkedin' })
  assert.equal(seen('chrome://settings', '').link, '')
  assert.equal(reportPage('https://s.example', { link: 'https://a.example/?x=1&y', text: '', platform: 'x' }), 'https://s.example/report#link=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y&platform=x')
})

test('in Chromium: from the marked text to the answer', { skip: executable === undefined && 'Chromium is not installed' }, async () => {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'sallyport-extension-')))
  const loaded = path.join(home, 'extension')
  cpSync(folder, loaded, { recursive: true })
  // As after the reader has agreed to the one address.
  const manifest = JSON.parse(readFileSync(path.join(loaded, 'manifest.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(path.join(loaded, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }))
  const posted: { body: string; key: string | undefined }[] = []
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end('<p id="lure">We are in the room, install the update</p>')
    void bodyOf(request).then((body) => {
      posted.push({ body, key: request.headers.authorization })
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ evidence: 'e', answer: { verdict: 'hold', subject: 'Your report: do not open', text: 'Why:\n- <b>not bold</b>' } }))
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const context = await chromium.launchPersistentContext(path.join(home, 'profile'), {
    executablePath: executable as string,
    headless: false,
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', `--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`],
  })
  try {
    const id = [...createHash('sha256').update(loaded).digest('hex').slice(0, 32)].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('')
    const options = await context.newPage()
    await options.goto(`chrome-extension://${id}/options.html`)
    await options.fill('#server', 'http://evil.example')
    await options.click('#save')
    await options.getByText('begins with https').waitFor()
    await options.evaluate((address) => (globalThis as unknown as { chrome: { storage: { local: { set(values: object): Promise<void> } } } }).chrome.storage.local.set({ server: address, token: 'key-1' }), url)

    const page = await context.newPage()
    await page.goto(`${url}/thread`)
    await page.locator('#lure').selectText()
    const tab = await options.evaluate(async (address) => {
      const tabs = await (globalThis as unknown as { chrome: { tabs: { query(what: object): Promise<{ id: number; url?: string }[]> } } }).chrome.tabs.query({})
      return tabs.find((one) => one.url?.startsWith(address) === true)?.id
    }, url)
    const popup = await context.newPage()
    await popup.goto(`chrome-extension://${id}/popup.html?tab=${tab}`)
    await popup.getByText('install the update').waitFor()
    await popup.click('#report')
    await popup.getByText('Your report: do not open').waitFor()
    assert.equal(await popup.locator('#answer b').count(), 0)
    assert.match(posted[0]?.body ?? '', /name="text"\r\n\r\nWe are in the room, install the update/)
    assert.match(posted[0]?.body ?? '', new RegExp(`name="link"\\r\\n\\r\\n${url}/thread`))
    assert.match(posted[0]?.body ?? '', /name="channel"\r\n\r\nextension/)
    assert.equal(posted[0]?.key, 'Bearer key-1')
  } finally {
    await context.close()
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    rmSync(home, { recursive: true, force: true })
  }
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
