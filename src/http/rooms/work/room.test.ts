import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Principal } from '../../../guard/policy/policy.ts'
import { signWebhook } from '../../../guard/webhook.ts'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { officeHours } from '../../../jobs/work/testing.ts'
import { auditStore } from '../../../store/guard/audit-store.ts'
import { newId } from '../../../store/new-id.ts'
import { createApp } from '../../app.ts'
import { openDesk } from '../../desk/open-desk.ts'
import { eventHub } from '../../event-hub.ts'
import type { SignInDesk } from '../../routes/sign-in.ts'
import type { Keeper, Room } from '../room.ts'
import type { OwnRecord, SourcesPage, WorkOverview, WorkRecord } from './contract.ts'
import { takeFolder } from './folder.ts'
import { work } from './room.ts'

let tested: TestedHouse
let keeper: Keeper
let room: Room
let app: ReturnType<typeof createApp>
const ids = new Map<string, string>()

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  const audit = auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock })
  const desk = openDesk(house, { audit, auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  keeper = { house, desk, hub: eventHub(), org, name: 'Tested', url: 'http://127.0.0.1', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-work-')), environment: {}, newId, limit: async () => undefined, report: (error) => assert.fail(error) }
  room = await work(keeper)
  app = createApp({
    desk,
    rooms: { routes: room.routes, pages: room.pages ?? [] },
    signIn: {} as unknown as SignInDesk,
    hub: keeper.hub,
    console: '/nonexistent',
    uploadBytes: 50 << 20,
    version: 'test',
    limit: () => undefined,
    report: (error) => assert.fail(error),
    identify: async (context) => {
      const [name, role] = (context.req.header('x-test-who') ?? '').split('/')
      const id = ids.get(name ?? '')
      return id === undefined || role === undefined ? null : { actor: { id, org, roles: [role as Principal], doors: null, scopes: null }, name: name ?? '', csrf: null }
    },
  })
  for (const [name, role] of [['ann', 'analyst'], ['lee', 'lead'], ['mia', 'lead'], ['kim', 'employee'], ['ada', 'admin'], ['oda', 'auditor']] as const)
    ids.set(name, (await rows(house).users.insert(org, { email: `${name}@example.com`, name, roles: [role] })).id)
})
after(async () => {
  await room.stop?.()
  await tested.close()
  rmSync(keeper.folder, { recursive: true, force: true })
})

async function ask<T = unknown>(who: string, method: string, address: string, body?: unknown): Promise<{ status: number; body: T; text: string }> {
  const answer = await app.request(address, { method, headers: { 'x-test-who': who, ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json' }) }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
  const text = await answer.text()
  return { status: answer.status, text, body: (/json$|json;/.test(answer.headers.get('content-type') ?? '') && !/ndjson/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : null) as T }
}
const hook = (id: string, body: string, headers: Record<string, string>): Promise<Response> => Promise.resolve(app.request(`/hooks/work/${id}`, { method: 'POST', body, headers }))
const ndjson = (list: readonly object[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('')
const overview = async (who = 'ann/analyst'): Promise<WorkOverview> => (await ask<WorkOverview>(who, 'GET', '/api/work')).body

test('nothing is taken before everybody was told', async () => {
  const upload = await ask<{ code: string }>('ann/analyst', 'POST', '/api/work/activity', ndjson(officeHours('kim@example.com', 2, tested.house.clock.now())))
  assert.deepEqual([upload.status, upload.body.code], [409, 'SP_WORK_NOTICE'])
  assert.equal((await ask('ada/admin', 'POST', '/api/work/notice', { council: true, notice: 'What we keep of you, why, for how long, and whom to ask.' })).status, 200)
})

test('a log handed in: people entered are kept, strangers counted, lines nobody knows said', async () => {
  assert.equal((await ask('ada/admin', 'POST', '/api/work/people', { people: [{ names: ['kim@example.com', 'kim-gh'], zone: 'Europe/Lisbon' }, { names: ['lee@example.com'] }] })).status, 200)
  const now = tested.house.clock.now()
  const log = ndjson([...officeHours('kim@example.com', 120, now, { ahead: -8, perDay: 9 }), ...officeHours('stranger@example.org', 20, now)]) + 'not a line\n'
  const { status, body } = await ask<{ added: number; strangers: number; refused: Record<string, number>; late: number }>('ann/analyst', 'POST', '/api/work/activity?backfill=yes', log)
  assert.equal(status, 202)
  assert.ok(body.added > 500 && body.strangers > 50 && Object.values(body.refused)[0] === 1)
  assert.equal((await ask<{ added: number }>('ann/analyst', 'POST', '/api/work/activity?backfill=yes', log)).body.added, 0)
  await tested.drain()
})

test('a record opens to two people with a reason, and each step is in the audit log', async () => {
  const person = (await overview()).people.find(({ measured }) => measured) ?? assert.fail()
  const record = `/api/work/people/${person.subject}/record`
  assert.match(person.label, /^Account [0-9a-f]{6}$/)
  assert.equal((await ask('ann/analyst', 'GET', record)).status, 403)
  const request = await ask<{ id: string }>('ann/analyst', 'POST', '/api/work/requests', { subject: person.subject, opens: 'record', reason: 'The clock contradicts the place.' })
  assert.equal(request.status, 201)
  const answer = `/api/work/requests/${request.body.id}/answer`
  assert.equal((await ask('ann/lead', 'POST', answer, { agreed: true })).status, 403, 'nobody agrees to their own request')
  assert.equal((await ask('oda/auditor', 'POST', answer, { agreed: true })).status, 403)
  assert.equal((await ask('lee/lead', 'POST', answer, { agreed: true })).status, 204)
  const opened = await ask<WorkRecord>('ann/analyst', 'GET', record)
  assert.equal(opened.status, 200)
  assert.ok((opened.body.facts?.actogram.days.length ?? 0) > 100 && opened.body.lanes.length > 0)
  assert.doesNotMatch(opened.text, /kim/i)
  // The second person agreed; they did not ask, so it is not open to them. A third is not let in either.
  assert.equal((await ask('lee/lead', 'GET', record)).status, 403)
  assert.equal((await ask('mia/lead', 'GET', record)).status, 403)
  // The name is another matter.
  assert.equal((await ask('ann/analyst', 'GET', `/api/work/people/${person.subject}/names`)).status, 403)
  const log = (await ask<{ items: { action: string; outcome: string; target: string | null }[] }>('oda/auditor', 'GET', '/api/audit')).body.items
  for (const [action, outcome] of [['evidence.read', 'refused'], ['work.ask', 'allowed'], ['work.approve', 'refused'], ['work.approve', 'allowed'], ['evidence.read', 'allowed'], ['work.unmask', 'refused']])
    assert.ok(log.some((line) => line.action === action && line.outcome === outcome), `${action} ${outcome}`)
})

test('the case of a colleague shows neither record nor file name, and a lead moves it only once it is open', async () => {
  const person = (await overview()).people.find(({ measured }) => measured) ?? assert.fail()
  const file = await ask<{ evidence: { facts: unknown; name: string }[]; label: string }>('mia/lead', 'GET', `/api/cases/${person.case}`)
  assert.equal(file.status, 200)
  assert.ok(file.body.evidence.every(({ facts, name }) => facts === null && name === 'Activity'))
  assert.equal(file.body.label, person.label)
  const moving = () => ask('mia/lead', 'POST', `/api/cases/${person.case}/moves`, { to: 'closed' })
  assert.equal((await moving()).status, 403)
  const request = await ask<{ id: string }>('mia/lead', 'POST', '/api/work/requests', { subject: person.subject, opens: 'record', reason: 'To close it after a talk.' })
  await ask('lee/lead', 'POST', `/api/work/requests/${request.body.id}/answer`, { agreed: true })
  assert.equal((await moving()).status, 204)
})

test('colleagues see everything held about them, and nobody else’s', async () => {
  const own = (await ask<OwnRecord>('kim/employee', 'GET', '/api/work/own')).body
  assert.deepEqual(own.names, ['kim-gh', 'kim@example.com'])
  assert.ok(own.known && own.facts !== null && own.bitmapDays > 50 && own.sources[0]?.source === 'okta')
  assert.equal(own.notice.acknowledgedAt, null)
  assert.equal((await ask('kim/employee', 'POST', '/api/work/own/acknowledgement', { version: 1 })).status, 204)
  const day = 86_400_000
  const now = tested.house.clock.now()
  assert.equal((await ask('kim/employee', 'POST', '/api/work/own/explanations', { kind: 'travel', from: now - 5 * day, to: now })).status, 204)
  await tested.drain()
  const after = (await ask<OwnRecord>('kim/employee', 'GET', '/api/work/own')).body
  assert.ok(after.notice.acknowledgedAt !== null && after.explanations.length === 1 && (after.facts?.explained.travelShare ?? 0) > 0)
  const facts = (await ask('kim/employee', 'GET', '/api/work/own/facts')).text.trim().split('\n')
  assert.ok(facts.length > 200 && facts.every((line) => (JSON.parse(line) as { source: string }).source === 'okta'))
  const stranger = (await ask<OwnRecord>('oda/auditor', 'GET', '/api/work/own')).body
  assert.deepEqual([stranger.known, stranger.names, stranger.facts], [false, [], null])
  // One's own record does not open by the other way, not even for a lead.
  const lee = (await rows(tested.house).workNames.find(tested.org, ['lee@example.com'])).get('lee@example.com') as string
  assert.equal((await ask('lee/lead', 'POST', '/api/work/requests', { subject: lee, opens: 'record', reason: 'I would like to see it.' })).status, 403)
})

test('no route orders people by output, and none takes an order', async () => {
  const document = (await ask<{ paths: Record<string, Record<string, { parameters?: { name: string }[] }>> }>('ann/analyst', 'GET', '/openapi.json')).body
  const work = Object.entries(document.paths).filter(([address]) => address.startsWith('/api/work') || address === '/api/queue')
  assert.ok(work.length > 10)
  for (const [address, methods] of work)
    for (const { parameters = [] } of Object.values(methods)) for (const { name } of parameters) assert.doesNotMatch(name, /sort|order|rank|top|by$/i, address)
  // Whatever somebody does more of, the list stays as it is.
  const before = (await overview()).people.map(({ subject }) => subject)
  const now = tested.house.clock.now()
  await ask('ann/analyst', 'POST', '/api/work/activity', ndjson(officeHours('lee@example.com', 20, now, { perDay: 40 })))
  await tested.drain()
  const listed = await overview()
  assert.deepEqual(listed.people.map(({ subject }) => subject), before)
  assert.deepEqual(Object.keys(listed.people[0] ?? {}).sort(), ['case', 'label', 'measured', 'opened', 'posture', 'subject', 'why'])
})

test('push webhooks: the source’s own signature, nothing forged, and our clock beside theirs', async () => {
  const made = (await ask<{ id: string; secret: string }>('ada/admin', 'POST', '/api/work/sources', { kind: 'github-push', name: 'Code' })).body
  const push = JSON.stringify({ pusher: { name: 'kim' }, commits: [{ id: 'c1', timestamp: '2026-11-20T10:00:00+00:00', message: 'secret plans', author: { email: 'kim@example.com' } }] })
  const signed = { 'x-hub-signature-256': `sha256=${createHmac('sha256', made.secret).update(push).digest('hex')}` }
  assert.equal((await hook(made.id, push, signed)).status, 404, 'a source that stands still takes nothing')
  assert.equal((await ask('ada/admin', 'POST', `/api/work/sources/${made.id}/state`, { state: 'running' })).status, 409, 'works-council mode asks for an agreement')
  assert.equal((await ask('ada/admin', 'POST', `/api/work/sources/${made.id}/state`, { state: 'running', agreement: 'BV 2026-14' })).status, 204)
  for (const headers of [{}, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, { ...signed, 'x-hub-signature-256': signed['x-hub-signature-256'].toUpperCase() }] as Record<string, string>[])
    assert.equal((await hook(made.id, push, headers)).status, 401)
  assert.equal((await hook(made.id, `${push} `, signed)).status, 401)
  for (const other of ['0'.repeat(36), '-'.repeat(36), newId(), '..%2f']) assert.equal((await hook(other, push, signed)).status, 404)
  assert.deepEqual(await (await hook(made.id, push, signed)).json(), { events: 1, added: 1, strangers: 0 })
  assert.deepEqual(await (await hook(made.id, push, signed)).json(), { events: 1, added: 0, strangers: 0 })
  const kim = (await rows(tested.house).workNames.find(tested.org, ['kim@example.com'])).get('kim@example.com') as string
  const kept = (await rows(tested.house).workDays.read(tested.org, kim, 0)).find(({ source }) => source === 'git')
  assert.equal(kept?.received, tested.house.clock.now())
  assert.doesNotMatch(JSON.stringify(kept), /secret plans|kim@/)
})

test('signed JSON lines are believed once', async () => {
  const made = (await ask<{ id: string; secret: string }>('ada/admin', 'POST', '/api/work/sources', { kind: 'signed', name: 'Collector' })).body
  await ask('ada/admin', 'POST', `/api/work/sources/${made.id}/state`, { state: 'running', agreement: 'BV 2026-14' })
  const body = ndjson(officeHours('kim-gh', 3, tested.house.clock.now(), { source: 'vpn' }))
  const header = { 'x-sallyport-signature': signWebhook(body, 'delivery-1', [made.secret], tested.house.clock) }
  assert.equal((await hook(made.id, body, header)).status, 202)
  assert.equal((await hook(made.id, body, header)).status, 401, 'a replay')
  assert.equal((await hook(made.id, body, { 'x-sallyport-signature': signWebhook(body, 'delivery-2', ['another-secret-of-length'], tested.house.clock) })).status, 401)
})

test('the secret of a source is shown once, and an address that was not asked for is not kept', async () => {
  const made = await ask<{ id: string; secret: string | null }>('ada/admin', 'POST', '/api/work/sources', { kind: 'slack', name: 'Slack', secret: 'xoxp-secret', config: { url: 'https://elsewhere.example' } })
  assert.deepEqual([made.status, made.body.secret], [201, null])
  const page = await ask<SourcesPage>('lee/lead', 'GET', '/api/work/sources')
  assert.doesNotMatch(page.text, /xoxp/)
  assert.deepEqual((await rows(tested.house).workSources.find(tested.org, made.body.id))?.config, {})
  assert.equal((await ask('ada/admin', 'POST', '/api/work/sources', { kind: 'okta', name: 'Okta', secret: 's' })).status, 400)
})

test('files in a folder are streamed, gzipped or not, taken once and put aside', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-folder-'))
  const log = ndjson(officeHours('kim@example.com', 4, tested.house.clock.now(), { source: 'entra' }))
  writeFileSync(path.join(folder, 'a.jsonl'), log)
  writeFileSync(path.join(folder, 'b.jsonl.gz'), gzipSync(log))
  writeFileSync(path.join(folder, 'readme.txt'), 'no log')
  assert.equal(await takeFolder(keeper, folder, 0), 0, 'no source of the kind runs')
  const made = (await ask<{ id: string }>('ada/admin', 'POST', '/api/work/sources', { kind: 'folder', name: 'Drop' })).body
  await ask('ada/admin', 'POST', `/api/work/sources/${made.id}/state`, { state: 'running', agreement: 'BV 2026-14' })
  assert.equal(await takeFolder(keeper, folder, 0), 2)
  assert.deepEqual(readdirSync(folder).sort(), ['a.jsonl.done', 'b.jsonl.gz.done', 'readme.txt'])
  assert.equal(await takeFolder(keeper, folder, 0), 0)
  rmSync(folder, { recursive: true })
})
