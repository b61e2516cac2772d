import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { demoCompany } from '../../src/cli/demo/company.ts'
import { demoMessages } from '../../src/cli/demo/messages.ts'
import { demoPackages } from '../../src/cli/demo/packages.ts'
import { writeResume } from '../../src/cli/demo/write-resume.ts'
import { browserMissing, install, type Installation } from './installation.ts'

/**
 * The whole story as the people of a company live it: one crew, its package and its lure, found, checked, decided,
 * contested and told to peers. Each step is another role's, and builds on the one before.
 */
describe('one crew, five colleagues and a candidate', { skip: browserMissing, concurrency: 1 }, () => {
  const now = Date.now()
  const { applicants, crew } = demoCompany(2, 30)
  const member = applicants[crew[0] as number] as (typeof applicants)[number]
  const faults: string[] = []
  let installation: Installation
  let crewCase = ''
  let packageCase = ''
  let contest = ''

  before(async () => {
    installation = await install(['recruiter', 'employee', 'analyst', 'lead', 'auditor'])
  })
  after(() => installation?.close())

  const at = async (role: Parameters<Installation['page']>[0]): Promise<Page> => {
    const page = await installation.page(role)
    page.on('pageerror', (error) => faults.push(`${role}: ${error.message}`))
    return page
  }
  const handIn = (page: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> =>
    page.locator('input[type=file][multiple]').first().setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })))
  const find = async (page: Page, words: string): Promise<string> => {
    for (let tries = 0; tries < 120; tries++) {
      const found = await page.evaluate(async (q) => {
        const { items } = (await (await fetch(`/api/queue?q=${encodeURIComponent(q)}`)).json()) as { items: { case: string; posture: string; linked: number }[] }
        return items[0] ?? null
      }, words)
      if (found !== null && found.posture !== 'routine') return found.case
      await page.waitForTimeout(1_000)
    }
    throw new Error(`"${words}" never needed anybody.`)
  }

  it('the recruiter hands in thirty applications, and sees no weights and no other people', async () => {
    const page = await at('recruiter')
    await handIn(page, applicants.map(writeResume))
    await page.goto(`${installation.url}/cases/${(crewCase = await find(page, member.name))}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await page.locator('#ledger').count(), 0)
    for (const other of crew.slice(1)) assert.equal(await page.getByText((applicants[other] as { name: string }).name).count(), 0)
  })

  it('an employee reports a message, and is told what it is and what to do instead', async () => {
    const page = await at('employee')
    await page.goto(`${installation.url}/report`)
    const lure = demoMessages(now).find(({ name }) => name === 'camera-fix.eml') as { bytes: Uint8Array }
    await page.getByLabel('The message, or the whole conversation').fill(new TextDecoder().decode(lure.bytes).split('\r\n\r\n')[1] as string)
    await page.getByRole('button', { name: 'Report it' }).click()
    await page.getByRole('heading', { level: 1, name: /paste this|your camera|reading/i }).waitFor({ state: 'detached', timeout: 90_000 })
    assert.match(await page.locator('main').innerText(), /do not|don.t/i)
  })

  it('the analyst sees the crew, its package beside it, and offers a check that fails', async () => {
    const page = await at('analyst')
    await handIn(page, demoPackages(now, member.email))
    packageCase = await find(page, 'ledger-formats')
    await page.goto(`${installation.url}/cases/${crewCase}`)
    await page.locator('#ledger').waitFor()
    for (const other of crew.slice(1, 3)) assert.ok((await page.getByText((applicants[other] as { name: string }).name).count()) > 0)
    await page.getByRole('link', { name: /ledger-formats/ }).first().waitFor()
    await page.getByRole('button', { name: 'Offer this check' }).first().click()
    await page.getByLabel('It did not check out').check()
    await page.getByLabel('What was seen, or the reason given').fill('The former manager does not know this person.')
    await page.getByRole('button', { name: 'Put it on record' }).click()
    await page.getByRole('button', { name: 'Go to the decision' }).click()
    await page.getByLabel(/Do not proceed/).check()
    await page.getByLabel('Your reason, as the person may read it').fill('The reference named in the application could not confirm it.')
    await page.getByRole('button', { name: 'Decide, in your name' }).click()
    await page.getByText('Do not proceed.').first().waitFor()
  })

  it('the analyst writes the letter, and it holds the person’s own link', async () => {
    const page = await at('analyst')
    await page.goto(`${installation.url}/cases/${crewCase}`)
    const letters = page.getByRole('region', { name: 'Letters' })
    await letters.getByLabel('Letter').selectOption('adverse-decision')
    for (const field of await letters.locator('input[required]').all()) await field.fill('people@northgate.example')
    await letters.getByRole('button', { name: 'Write it' }).click()
    const text = await page.getByLabel('Text of the letter').innerText()
    contest = /https?:\/\/\S+\/contest\/[\w-]+/.exec(text)?.[0] ?? ''
    assert.notEqual(contest, '')
    assert.doesNotMatch(text, /deciban|posterior|North Korea/i)
  })

  it('the candidate answers on a page without a script; the link works once', async () => {
    const page = await installation.guest({ javaScriptEnabled: false })
    await page.goto(contest)
    await page.getByLabel('Your answer').fill('My former manager left the company. Please ask her successor.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Your answer has arrived' }).waitFor()
    await page.goto(contest)
    assert.equal(await page.getByLabel('Your answer').count(), 0)
  })

  it('the lead, who did not decide, reads it and reopens the case', async () => {
    const page = await at('lead')
    await page.goto(`${installation.url}/cases/${crewCase}`)
    await page.getByText('Please ask her successor.').waitFor()
    await page.getByLabel('Your answer, as the person may read it').fill('We ask the successor and come back to you.')
    await page.getByRole('button', { name: 'Reopen the case' }).click()
    await page.getByText('It was reopened.').waitFor()
  })

  it('the analyst tells peers of the package in one click, and a second person sends it', async () => {
    const analyst = await at('analyst')
    await analyst.goto(`${installation.url}/cases/${packageCase}`)
    await analyst.getByRole('button', { name: 'Tell peers' }).click()
    await analyst.waitForURL(/circle\/advisories\//)
    await analyst.getByRole('button', { name: 'Hand it to a second person' }).click()
    await analyst.getByRole('button', { name: 'Back to draft' }).waitFor()
    assert.doesNotMatch(await analyst.locator('main').innerText(), new RegExp(member.email.replace(/\./g, '\\.')))
    const lead = await at('lead')
    await lead.goto(analyst.url())
    await lead.getByRole('button', { name: 'Approve and send' }).click()
    await lead.getByRole('button', { name: 'Revise' }).waitFor()
  })

  it('the auditor finds every step in a log that is whole', async () => {
    const page = await at('auditor')
    await page.goto(`${installation.url}/audit`)
    await page.getByRole('button', { name: 'Check that the log is whole' }).click()
    await page.getByText(/whole/i).nth(1).waitFor()
    const said = await page.evaluate(async () => (await (await fetch('/api/audit/verify')).json()) as { ok: boolean })
    assert.equal(said.ok, true)
    assert.deepEqual(faults, [])
  })
})
