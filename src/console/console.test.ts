import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { serve } from './fixtures/serve.ts'

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

interface Visit {
  readonly path: string
  readonly desk?: string
  readonly house?: string
  /** Words that must stand in the first line. */
  readonly answers: RegExp
}

const screens: Readonly<Record<string, Visit>> = {
  'sign-in': { path: '/sign-in', desk: 'nobody', answers: /^Sign in$/ },
  'sign-in with single sign-on': { path: '/sign-in', desk: 'nobody', house: 'oidc', answers: /^Sign in$/ },
  'first admin': { path: '/welcome#token', desk: 'nobody', house: 'empty-first', answers: /first key/ },
  'a broken first link': { path: '/welcome', desk: 'nobody', house: 'empty-first', answers: /not whole/ },
  queue: { path: '/', answers: /cases need a person now/ },
  'queue, narrowed': { path: '/?door=packages&posture=challenge', answers: /needs a person now/ },
  'queue without a match': { path: '/?q=nobodyatall', answers: /Nothing matches/ },
  'empty queue': { path: '/', house: 'empty', answers: /Nothing has come/ },
  'queue when the store is away': { path: '/', house: 'broken', answers: /queue/ },
  'case of a crew': { path: '/cases/crew-0', answers: /phone number/ },
  'case that failed a check': { path: '/cases/crew-1', answers: /verification failed/ },
  'case with a check out': { path: '/cases/crew-3', answers: /phone number/ },
  'case of a package': { path: '/cases/pkg-1', answers: /Inserted code/ },
  'case of a message': { path: '/cases/msg-1', answers: /paste a command/ },
  'case of working times': { path: '/cases/work-1', answers: /quiet window/ },
  'routine case': { path: '/cases/routine-1', answers: /Little speaks/ },
  'unread case': { path: '/cases/unread-1', answers: /could not be read/ },
  'place in the evidence': { path: '/cases/crew-0?place=apply%2Fbullet-reuse~0', answers: /phone number/ },
  'case for a recruiter': { path: '/cases/crew-0', desk: 'recruiter', answers: /phone number/ },
  'queue for an interviewer': { path: '/', desk: 'interviewer', answers: /need a person now/ },
  'letter slot for an employee': { path: '/', desk: 'employee', answers: /Hand it in/ },
  'house for an admin': { path: '/', desk: 'admin', answers: /keep the house/ },
  playbook: { path: '/playbook', answers: /rules watch the doors/ },
  rule: { path: '/playbook?rule=apply%2Fbullet-reuse', answers: /rules watch the doors/ },
  'sealed rule': { path: '/playbook?rule=S-17', answers: /rules watch the doors/ },
  audit: { path: '/audit', answers: /on record/ },
  health: { path: '/health', answers: /out of date/ },
  forbidden: { path: '/audit', desk: 'analyst', answers: /does not open the audit log/ },
  'not found': { path: '/nowhere', answers: /no room/ },
  'case not found': { path: '/cases/none', answers: /no room/ },
}

describe('the console', { skip, concurrency: 2 }, () => {
  let server: Server
  let url: string
  let browser: Browser

  before(async () => {
    await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'error' })
    const started = await serve()
    server = started.server
    url = started.url
    browser = await chromium.launch({ executablePath, args: flags })
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  /** A page at the desk of a role; fails the test on any breach of the policy and on any uncaught error. */
  async function visit<T>(
    { path, desk = 'lead', house = 'full' }: Omit<Visit, 'answers'>,
    theme: 'light' | 'dark',
    use: (page: Page) => Promise<T>,
    width = 1440,
  ): Promise<T> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
    const faults: string[] = []
    try {
      await context.addCookies([
        { name: 'desk', value: desk, url },
        { name: 'house', value: house, url },
      ])
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted ?Type|TrustedHTML/i.test(message.text())) faults.push(message.text())
      })
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`Content Security Policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`),
        )
      })
      await page.goto(url + path)
      const result = await use(page)
      assert.deepEqual(faults, [])
      return result
    } finally {
      await context.close()
    }
  }

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
      await page.getByRole('link', { name: 'Packages', exact: true }).click()
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

/** Until nothing is being fetched or drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready)
}

/** What axe finds, in short. WCAG 2.0 to 2.2 A and AA, and its best practices. */
async function barriers(page: Page): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  // Asked for in every frame by default, which takes a second page; there are no frames here.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode(true)
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  )
}
