import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { screens, type Visit } from './fixtures/screens.ts'
import { serve } from './fixtures/serve.ts'
import { barriers, settled, visit as visitAs } from './fixtures/visitor.ts'

const executablePath = '/usr/bin/chromium'
const skip =
  existsSync(executablePath) || process.env['SALLYPORT_REQUIRE_ALL'] !== undefined
    ? false
    : `${executablePath} is missing: the console is tested in a real browser`

const flags = [
  '--no-sandbox',
  '--headless=new',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe('the console', { skip, concurrency: 2 }, () => {
  let server: Server
  let folder = ''
  let url: string
  let browser: Browser

  before(async () => {
    // Its own copy: somebody may be serving, or building, the one in dist.
    folder = mkdtempSync(join(tmpdir(), 'sallyport-console-'))
    await build({
      configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    })
    const started = await serve(0, folder)
    server = started.server
    url = started.url
    browser = await chromium.launch({ executablePath, args: flags })
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const visit = <T>(
    where: Omit<Visit, 'answers'>,
    theme: 'light' | 'dark',
    use: (page: Page) => Promise<T>,
  ): Promise<T> => visitAs(browser, url, where, theme, use)

  for (const [name, screen] of Object.entries(screens)) {
    it(`${name}: answers, has no barrier in paper (wide) or blueprint (phone), breaks no policy`, async () => {
      await visit(screen, 'light', async (page) => {
        await page.locator('h1', { hasText: screen.answers }).waitFor()
        await settled(page)
        assert.deepEqual(await barriers(page), [])
        await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
        await page.setViewportSize({ width: 400, height: 800 })
        assert.ok(
          (await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0,
          'wider than a phone',
        )
        assert.deepEqual(await barriers(page), [])
      })
    })
  }

  it('walks the queue and opens a case without a mouse', async () => {
    await visit({ path: '/' }, 'dark', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      const first = await page.evaluate(() => document.activeElement?.getAttribute('data-row'))
      assert.equal(first, await page.locator('[data-row]').first().getAttribute('data-row'))
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/cases/${first}`)
      await page.locator('#ledger').waitFor()
      await page.keyboard.press('l')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'ledger')
      await page.keyboard.press('u')
      await page.waitForURL(url + '/')
    })
  })

  it('picks several cases with x, takes them at once, and takes that back', async () => {
    await visit({ path: '/?door=apply' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      for (let row = 0; row < 3; row++) {
        await page.keyboard.press('j')
        await page.keyboard.press('x')
      }
      const bar = page.locator('.bulk')
      await bar.getByText('Three cases picked').waitFor()
      await bar.getByRole('button', { name: /^Take/ }).click()
      await bar.getByRole('button', { name: 'Undo' }).click()
      await bar.waitFor({ state: 'detached' })
      assert.equal(await page.getByText('you', { exact: true }).count(), 0)
    })
  })

  it('bars personal data for a screenshot until the bars are taken off', async () => {
    await visit({ path: '/' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.getByRole('button', { name: /appearance, keys/ }).click()
      await page.getByRole('menuitemcheckbox', { name: /Bar personal data/ }).click()
      const colour = (): Promise<string> => page.locator('[data-row]').first().evaluate((row) => getComputedStyle(row).color)
      assert.equal(await colour(), 'rgba(0, 0, 0, 0)')
      await page.reload()
      await page.locator('[data-row]').first().waitFor()
      assert.notEqual(await colour(), 'rgba(0, 0, 0, 0)')
    })
  })

  it('writes a letter, and shows the text once', async () => {
    await visit({ path: '/cases/crew-0' }, 'dark', async (page) => {
      const letters = page.locator('section', { has: page.getByRole('heading', { name: 'Letters' }) }).last()
      await letters.getByLabel('Whom the person can reach').fill('people@example.com')
      await letters.getByRole('button', { name: 'Write it' }).click()
      await letters.getByText('kept nowhere else').waitFor()
      assert.deepEqual(await barriers(page), [])
    })
  })

  it('runs a call without a mouse: times an answer, marks a card with two keys, notes and takes back', async () => {
    await visit({ path: '/interview/call-1' }, 'light', async (page) => {
      await page.getByText('Before we start').waitFor()
      await page.keyboard.press('Enter')
      await page.locator('h1', { hasText: /Talk a little/ }).waitFor()
      await page.getByRole('button', { name: /^Short/ }).press('Enter')
      await page.locator('h1', { hasText: /0 of eight/ }).waitFor()
      await page.locator('body').press('Space')
      await page.getByText('The answer begins').waitFor()
      await page.waitForTimeout(300)
      await page.keyboard.press('Space')
      await page.locator('h1', { hasText: /1 of eight/ }).waitFor()
      await page.getByRole('button', { name: /^Cards/ }).press('Enter')
      await page.locator('h1', { hasText: /Turn up card 1/ }).waitFor()
      await page.locator('body').press('Enter')
      await page.locator('h1', { hasText: /Read the card/ }).waitFor()
      await page.keyboard.press('a')
      assert.equal(await page.locator('.mark[aria-pressed=true]').count(), 0, 'one key alone marks nothing')
      await page.keyboard.press('Enter')
      await page.locator('.mark[aria-pressed=true]', { hasText: 'Artefact' }).waitFor()
      await page.keyboard.press('2')
      await page.getByRole('list', { name: 'Noted' }).getByText('Somebody prompts').waitFor()
      await page.keyboard.press('z')
      await page.getByRole('list', { name: 'Noted' }).waitFor({ state: 'detached' })
      await page.reload()
      await page.locator('.mark[aria-pressed=true]', { hasText: 'Artefact' }).waitFor()
    })
  })

  it('opens a case at its next step with e', async () => {
    await visit({ path: '/' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('e')
      await page.waitForURL('**/cases/*#next-step')
    })
  })

  it('keeps search and door in the address, and gives them back', async () => {
    await visit({ path: '/' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type('phone')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/?q=phone')
      await page.getByRole('navigation', { name: 'Doors' }).getByRole('link', { name: 'Packages', exact: true }).click()
      await page.waitForURL(/door=packages/)
      await page.goBack()
      await page.reload()
      assert.equal(await page.getByRole('searchbox').inputValue(), 'phone')
    })
  })

  it('goes anywhere from the palette, and shows the keys', async () => {
    await visit({ path: '/' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('ethers')
      await page.getByRole('option', { name: /ethers-utlis/ }).waitFor()
      assert.deepEqual(await barriers(page), [])
      await page.keyboard.press('Enter')
      await page.waitForURL('**/cases/pkg-1')
      await page.locator('#ledger').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').getByRole('heading', { name: 'Keys', exact: true }).waitFor()
      assert.deepEqual(await barriers(page), [])
      await page.getByRole('checkbox').uncheck()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('u')
      assert.match(page.url(), /cases\/pkg-1/, 'single letters are off')
    })
  })

  it('opens a place in the evidence by link and by key, and closes it', async () => {
    await visit({ path: '/cases/crew-0' }, 'light', async (page) => {
      await page.getByRole('link', { name: /^Page 2/ }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/place=/)
      await page.getByRole('dialog').getByText('Reduced gas by 23 %').waitFor()
      await page.getByRole('button', { name: 'Previous place' }).click()
      await page.getByRole('dialog').getByText('Led a team of six').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })
  })

  it('leads a case from the check to the decision, in a person’s name', async () => {
    await visit({ path: '/cases/crew-2', house: 'full-life' }, 'light', async (page) => {
      await page.getByRole('button', { name: 'Offer this check' }).first().click()
      await page.getByRole('radio', { name: 'It did not check out' }).check()
      await page.getByLabel(/What was seen/).fill('Could not open the project.')
      await page.getByRole('button', { name: 'Put it on record' }).click()
      await page.getByRole('button', { name: 'Go to the decision' }).click()
      await page.getByRole('radio', { name: /Do not proceed/ }).check()
      await page.getByLabel(/Your reason/).fill('The project is not theirs; the call with the reference failed.')
      await page.getByRole('button', { name: 'Decide, in your name' }).click()
      await page.getByText('Tomas Rehn').last().waitFor()
      await page.getByRole('button', { name: 'Send the notice' }).click()
      await page.getByText(/may contest until/).waitFor()
    })
  })

  it('shows a recruiter no weights and no moves', async () => {
    await visit({ path: '/cases/crew-0', desk: 'recruiter' }, 'light', async (page) => {
      await page.locator('h1').waitFor()
      await page.locator('#next-step').waitFor()
      assert.equal(await page.locator('#ledger').count(), 0)
      assert.doesNotMatch(await page.locator('main').innerText(), /dB|deciban|posterior/i)
      assert.equal(await page.getByRole('button', { name: /Close the case/ }).count(), 0)
    })
  })

  it('takes dropped files, follows them, and says why one was not taken', async () => {
    await visit({ path: '/', house: 'full-drop' }, 'light', async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.locator('input[type=file]').setInputFiles([
        { name: 'anna.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
        { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
      ])
      const tray = page.getByRole('region', { name: 'Files handed in' })
      await tray.getByText('No door takes programs.').waitFor()
      await tray.getByRole('link', { name: 'anna.pdf' }).waitFor()
      assert.deepEqual(await barriers(page), [])
    })
  })

  it('loads the demo company and shows how far it is', async () => {
    await visit({ path: '/', house: 'empty-demo' }, 'light', async (page) => {
      await page.getByRole('button', { name: 'Load the demo company' }).click()
      await page.getByRole('progressbar').waitFor()
      await page.locator('[data-row]').first().waitFor()
    })
  })

  it('signs in, and refuses in words', async () => {
    await visit({ path: '/playbook', desk: 'nobody' }, 'light', async (page) => {
      await page.waitForURL(/sign-in\?to=/)
      await page.getByLabel('E-mail address').fill('tomas@harbour.example')
      await page.getByLabel('Password').fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('do not go together').waitFor()
      await page.getByLabel('Password').fill('open sesame please')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/playbook')
      await page.locator('h1', { hasText: 'rules watch' }).waitFor()
    })
  })

  it('keeps the chosen theme, and checks the log', async () => {
    await visit({ path: '/audit' }, 'light', async (page) => {
      await page.getByRole('button', { name: /appearance, keys/ }).click()
      await page.getByRole('menuitemradio', { name: /Blueprint/ }).click()
      await page.keyboard.press('Escape')
      await page.reload()
      assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'dark')
      await page.getByRole('button', { name: 'Check that the log is whole' }).click()
      await page.getByText('The log is whole').first().waitFor()
      assert.deepEqual(await barriers(page), [])
    })
  })

  it('asks for a shut record without a mouse, and shows a name only when told to', async () => {
    await visit({ path: '/work' }, 'light', async (page) => {
      await page.getByRole('link', { name: 'Account 80ee10' }).last().press('Enter')
      await page.locator('h1', { hasText: 'This record is shut' }).waitFor()
      assert.ok(await page.getByRole('button', { name: 'Ask for it to be opened' }).isDisabled(), 'a request needs a reason')
      await page.getByLabel(/^Your reason/).focus()
      await page.keyboard.type('Two countries at once on four days.')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText('Asked. A second person has to agree.').waitFor({ state: 'attached' })
    })
    await visit({ path: '/accounts/00000000-0000-7000-8000-0000003fa2c1' }, 'dark', async (page) => {
      await page.getByRole('button', { name: /Show the name/ }).waitFor()
      assert.equal(await page.getByText('jordan.avery@harbour.example').count(), 0)
      await page.getByRole('button', { name: /Show the name/ }).press('Enter')
      await page.getByText('jordan.avery@harbour.example').waitFor()
    })
  })

  it('unfolds everything on paper', async () => {
    await visit({ path: '/cases/crew-0' }, 'dark', async (page) => {
      await page.locator('#ledger').waitFor()
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      assert.equal(await page.locator('main details:not([open])').count(), 0)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('header.header').isVisible(), false)
    })
  })
})
