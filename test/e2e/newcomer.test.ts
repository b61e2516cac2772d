import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoCompany } from '../../src/cli/demo/company.ts'
import { writeResume } from '../../src/cli/demo/write-resume.ts'
import { barriers } from '../../src/console/fixtures/visitor.ts'
import { browserMissing, install, type Installation } from './installation.ts'

describe('a newcomer hands in a folder', { skip: browserMissing }, () => {
  let installation: Installation
  before(async () => {
    installation = await install(['lead'])
  })
  after(() => installation?.close())

  it('and sees who is linked with whom, why, what may be innocent, and what to do next', async () => {
    const { applicants, crew } = demoCompany(5, 24)
    const page = await installation.page('lead')
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.getByRole('heading', { level: 1 }).waitFor()
    const files = applicants.map(writeResume).map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }))
    await page.locator('input[type=file]').first().setInputFiles(files)

    // Two of the crew carry one telephone under two names; the case says so in its first line.
    const [one] = crew.map((index) => applicants[index]?.name as string)
    const row = page.locator('[data-row]', { hasText: one as string })
    await row.getByText(/linked with [1-9]/).waitFor({ timeout: 120_000 })
    await row.click()
    await page.locator('#ledger').waitFor()
    const heading = await page.getByRole('heading', { level: 1 }).textContent()
    assert.match(heading ?? '', /another|other person|résumé|contact/i)
    assert.ok(await page.getByText('It may be innocent').first().isVisible())
    assert.ok(await page.getByRole('button', { name: 'Offer this check' }).isVisible())
    assert.deepEqual(await barriers(page), [])
    assert.deepEqual(faults, [])
  })
})
