import assert from 'node:assert/strict'
import https from 'node:https'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Actor, Principal } from '../../../guard/policy/policy.ts'
import { rows } from '../../../jobs/house.ts'
import { accept } from '../../../jobs/pipeline/accept.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import type { Desk } from '../../desk.ts'
import { answerError } from '../../problem.ts'
import { identified, type Environment } from '../../session.ts'
import type { Keeper, Room } from '../room.ts'
import type { CheckinOfCase, CheckinSettingsView, MadeLink, SentLink } from './contract.ts'
import { checkin } from './room.ts'

let tested: TestedHouse
let room: Room
let app: OpenAPIHono<Environment>
let caseId = ''

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  const desk = { caseResource: async () => ({ org, place: 'apply', compartment: null, assigned: [] }), record: async () => undefined } as unknown as Desk
  room = await checkin({ house, desk, org, name: 'Example Exchange', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-room-')), environment: { SALLYPORT_CHECKIN_PORT: '0', SALLYPORT_CHECKIN_TLS: 'self-made' }, limit: async () => undefined, report: (error: Error) => assert.fail(error) } as unknown as Keeper)
  app = new OpenAPIHono<Environment>()
  app.onError((error, context) => answerError(error, context, (unforeseen) => assert.fail(unforeseen)))
  app.use(identified(async (context) => {
    const actor: Actor = { id: '01a20952-a690-702c-ad0c-f6e3cfc452bc', org, roles: [(context.req.header('x-test-role') ?? 'lead') as Principal], doors: null, scopes: null }
    return { actor, name: 'Ana Lyst', csrf: null }
  }))
  for (const routes of room.routes) app.route('/', routes)
  const file = new TextEncoder().encode('Iris Example\niris@example.com\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing\n')
  const accepted = await accept(house, org, { name: 'iris.txt', bytes: file, door: 'apply', subject: null, source: 'test' })
  await tested.drain()
  caseId = (await rows(house).cases.ofSubject(org, accepted.subject))[0]?.id as string
})
after(async () => {
  await room.stop?.()
  await tested.close()
})

const ask = (method: string, where: string, body?: unknown, role = 'lead') => app.request(where, { method, headers: { 'x-test-role': role, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const ofCase = async (role = 'lead') => (await (await ask('GET', `/api/cases/${caseId}/check-in`, undefined, role)).json()) as CheckinOfCase

/** As a browser would over the real port; the certificate is one that nobody vouches for. */
function send(url: string, method: string, body?: unknown): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const request = https.request(url, { method, rejectUnauthorized: false, headers: { 'content-type': 'application/json' } }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += String(chunk))).on('end', () => done({ status: answer.statusCode ?? 0, text }))
    })
    request.on('error', failed).end(body === undefined ? undefined : JSON.stringify(body))
  })
}
const visit = { consent: true, claim: null, browser: null, typing: { strokes: [{ key: 'KeyA', down: 1, up: 60 }], inputs: [] } }

test('a recruiter makes a link on a case; it leads to the page, works once, and the visit lands on the case', async () => {
  const made = (await (await ask('POST', `/api/cases/${caseId}/check-in/links`, { stage: 'test' }, 'recruiter')).json()) as MadeLink
  assert.match(made.url, /^https:\/\/127\.0\.0\.1:\d+\/check-in\/[\w-]{43}$/)
  assert.match((await send(made.url, 'GET')).text, /you may say no/)
  assert.equal((await send(made.url, 'POST', visit)).status, 200)
  assert.equal((await send(made.url, 'POST', visit)).status, 410)
  await tested.drain()
  const { links, visits } = await ofCase()
  assert.deepEqual(links.map(({ state, madeBy }) => [state, madeBy]), [['used', 'Ana Lyst']])
  assert.deepEqual(visits.map(({ stage }) => stage), ['test'])
  // Over HTTP/1.1 nothing answered in the browser's stead: unknown, not clean.
  const [item] = await rows(tested.house).cases.ofSubject(tested.org, made.subject)
  assert.equal(item?.id, caseId)
})

test('a link that was taken back, ran out or was never made opens nothing', async () => {
  const made = (await (await ask('POST', `/api/cases/${caseId}/check-in/links`, { stage: 'interview', hours: 1 })).json()) as MadeLink
  assert.equal((await ask('DELETE', `/api/cases/${caseId}/check-in/links/${made.id}`)).status, 204)
  assert.equal((await send(made.url, 'POST', visit)).status, 410)
  assert.equal((await send(made.url.replace(/.{5}$/, 'AAAAA'), 'POST', visit)).status, 410)
  assert.equal((await ask('DELETE', `/api/cases/${caseId}/check-in/links/${'0'.repeat(64)}`)).status, 404)
  assert.equal((await ofCase()).links.find(({ id }) => id === made.id)?.state, 'withdrawn')
})

test('somebody new gets a link before there is a case; who prefers the call is noted as a wish', async () => {
  const made = (await (await ask('POST', '/api/check-in/links', { name: 'Mina Example', stage: 'application' }, 'recruiter')).json()) as MadeLink
  assert.equal((await rows(tested.house).subjects.find(tested.org, [made.subject])).get(made.subject)?.name, 'Mina Example')
  assert.equal((await send(`${made.url}/decline`, 'POST', {})).status, 200)
  assert.deepEqual(await rows(tested.house).evidence.ofSubject(tested.org, made.subject), [])
  // Seen although there is no case: somebody has to offer the call.
  const sent = (await (await ask('GET', '/api/check-in/links', undefined, 'recruiter')).json()) as SentLink[]
  assert.deepEqual(sent.filter(({ name }) => name === 'Mina Example').map((row) => [row.state, row.case]), [['call', null]])
})

test('the identity module is off until an admin turns it on with a reason, which stays on record', async () => {
  const view = async () => (await (await ask('GET', '/api/check-in/settings', undefined, 'admin')).json()) as CheckinSettingsView
  assert.equal((await view()).comparesHands, false)
  assert.equal((await ask('PUT', '/api/check-in/settings', { comparesHands: true, reason: 'short' }, 'admin')).status, 400)
  assert.equal((await ask('PUT', '/api/check-in/settings', { comparesHands: true, reason: 'Assessment DPIA-7.' }, 'lead')).status, 403)
  assert.equal((await ask('PUT', '/api/check-in/settings', { comparesHands: true, reason: 'Assessment DPIA-7.' }, 'admin')).status, 204)
  const now = await view()
  assert.deepEqual([now.comparesHands, now.decided?.by, now.decided?.reason], [true, 'Ana Lyst', 'Assessment DPIA-7.'])
  assert.equal((await ask('DELETE', `/api/cases/${caseId}/check-in/hands`)).status, 204)
})

test('a recruiter sees links and visits, not what they measured', async () => {
  const { visits, hands } = await ofCase('recruiter')
  assert.ok(visits.every(({ browser, alsoIn }) => browser === null && alsoIn.length === 0))
  assert.deepEqual(hands.pairs, [])
})
