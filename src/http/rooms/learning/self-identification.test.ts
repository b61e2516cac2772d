import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { newToken, tokenHash } from '../../../guard/sign-in/token.ts'
import { rows } from '../../../jobs/house.ts'
import { groupedCases } from '../../../jobs/learning/settled.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import type { Keeper } from '../room.ts'
import { contestPages } from '../cases/contest-page.ts'
import { selfIdentificationPages } from './self-identification.ts'

let tested: TestedHouse
let keeper: Keeper
let subject: string
before(async () => {
  tested = await testedHouse()
  keeper = { house: tested.house, name: 'Tested <Ltd>', url: 'http://127.0.0.1', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-pages-')), limit: async () => undefined } as unknown as Keeper
  subject = (await accept(tested.house, tested.org, { name: 'iris.txt', bytes: new TextEncoder().encode('Iris Example\niris@example.com\nExperience\nEngineer, Basalt Labs   2019 – 2021\n'), door: 'apply', subject: null, source: 'test' })).subject
  await tested.drain()
})
after(() => tested.close())

const link = async (purpose: string, data: object = {}): Promise<string> => {
  const token = newToken()
  await rows(tested.house).oneTimeLinks.insert(tested.org, tokenHash(token), { purpose, subject, expiresAt: tested.house.clock.now() + 1e9, data })
  return token
}
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } })

test('voluntary answers are taken once, kept without any id, and only counted', async () => {
  const app = selfIdentificationPages(keeper)
  const token = await link('self-identification')
  const page = await app.request(`/about-you/${token}`)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const text = await page.text()
  assert.match(text, /I would rather not say/)
  assert.doesNotMatch(text, /Iris|<script/)
  assert.equal((await app.request(`/about-you/${token}`, form({ gender: 'woman', ethnicity: '', age: 'made up' }))).status, 200)
  assert.equal((await app.request(`/about-you/${token}`, form({ gender: 'man' }))).status, 410, 'used up')
  const { rows: kept } = await tested.house.store.pool.query('select * from self_identifications')
  assert.deepEqual(kept.map(({ category, answer }) => [category, answer]), [['gender', 'woman']])
  assert.ok(!JSON.stringify(kept).includes(subject))
  assert.deepEqual((await groupedCases(tested.house, tested.org, 'gender')).map(({ group }) => group), ['woman'])
  await rows(tested.house).selfIdentifications.erase(tested.org, subject)
  assert.deepEqual(await groupedCases(tested.house, tested.org, 'gender'), [])
})

test('the contest page escapes what it is given, runs no script, and says one sentence to every wrong link', async () => {
  const app = contestPages(keeper)
  const [item] = await rows(tested.house).cases.ofSubject(tested.org, subject)
  const token = await link('contest', { case: item?.id })
  const page = await (await app.request(`/contest/${token}`)).text()
  assert.match(page, /Tested &lt;Ltd&gt;/)
  assert.doesNotMatch(page, /Iris|<script/)
  assert.match(await (await app.request(`/contest/${token}`, form({ text: ' ' }))).text(), /Write between 1 and 8,000/)
  assert.match(await (await app.request(`/contest/${token}`, form({ text: 'I am who I say I am.' }))).text(), /Your answer has arrived/)
  const wrong = await Promise.all(['x', newToken(), token.slice(0, -1)].map(async (one) => (await app.request(`/contest/${one}`)).text()))
  assert.equal(new Set(wrong).size, 1)
  const events = await rows(tested.house).caseEvents.list(tested.org, item?.id as string)
  assert.ok(events.some(({ type, text }) => type === 'contest' && text === 'I am who I say I am.'))
})
