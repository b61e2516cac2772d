/**
 * `npm run screenshots`: starts an installation with the demo company in it, waits until every file of it is judged, and
 * takes the pictures the README shows.
 */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { install } from './installation.ts'

const folder = path.join(import.meta.dirname, '../../docs/screenshots')

const installation = await install(['lead'])
try {
  const lead = await installation.page('lead')
  await lead.getByRole('button', { name: /demo/i }).click()
  await everythingJudged(lead)
  await picture(lead, '/', 'queue')
  await picture(lead, await caseOf(lead, 'apply'), 'case')
  await picture(lead, await caseOf(lead, 'packages'), 'package')
  await picture(lead, await caseOf(lead, 'work'), 'work')
  await picture(lead, '/links', 'links')
} finally {
  await installation.close()
}

/** Until the queue has nothing waiting: a screenshot of half a story tells another one. */
async function everythingJudged(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await page.waitForTimeout(2_000)
    const { waiting, running } = await read<{ queue: { waiting: number; running: number } }>(page, '/api/health').then(({ queue }) => queue)
    quiet = waiting + running === 0 ? quiet + 1 : 0
  }
}

/** The page of the door's most urgent case. */
async function caseOf(page: Page, door: string): Promise<string> {
  const { items } = await read<{ items: readonly { case: string; evidence: number }[] }>(page, `/api/queue?door=${door}`)
  const [first] = items.toSorted((a, b) => b.evidence - a.evidence)
  if (first === undefined) throw new Error(`The demo has no case at the door "${door}".`)
  return `/cases/${(door === 'apply' ? first : items[0] ?? first).case}`
}

function read<T>(page: Page, address: string): Promise<T> {
  return page.evaluate(async (from) => (await fetch(from)).json(), address) as Promise<T>
}

async function picture(page: Page, address: string, name: string): Promise<void> {
  await page.goto(`${installation.url}${address}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.waiting').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(800)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
