import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { roles, type Actor, type Principal } from '../guard/policy/policy.ts'
import { testedHouse, type TestedHouse } from '../jobs/testing/house.ts'
import { accept } from '../jobs/pipeline/accept.ts'
import { rows } from '../jobs/house.ts'
import { auditStore } from '../store/guard/audit-store.ts'
import { newId } from '../store/new-id.ts'
import { createApp } from './app.ts'
import { openDesk } from './desk/open-desk.ts'
import { eventHub } from './event-hub.ts'
import type { SignInDesk } from './routes/sign-in.ts'
import { openRooms } from './rooms/index.ts'
import type { Room } from './rooms/room.ts'
import { matrices } from './rooms/testing.ts'

let tested: TestedHouse
let app: ReturnType<typeof createApp>
let caseId: string
let evidenceId: string
let rooms: Required<Room>

/** Stands in for the session: `x-test-role` says who asks. */
const roleHeader = 'x-test-role'
const nobody = { methods: async () => ({ local: true, oidc: null, firstAdmin: false }), withPassword: async () => undefined, firstAdmin: async () => undefined, out: async () => undefined } as unknown as SignInDesk

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  const desk = openDesk(house, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  const hub = eventHub()
  rooms = await openRooms({ house, desk, hub, org, name: 'Tested', url: 'http://127.0.0.1', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-rooms-')), environment: {}, newId, limit: async () => undefined, report: (error) => assert.fail(error) })
  app = createApp({
    desk,
    rooms,
    signIn: nobody,
    hub,
    console: '/nonexistent',
    uploadBytes: 1 << 20,
    version: 'test',
    limit: () => undefined,
    report: (error) => assert.fail(error),
    identify: async (context) => {
      const role = context.req.header(roleHeader)
      if (role === undefined) return null
      const actor: Actor = { id: '01a20952-a690-702c-ad0c-f6e3cfc452bc', org, roles: [role as Principal], doors: null, scopes: null }
      return { actor, name: role, csrf: null }
    },
  })
  const file = new TextEncoder().encode('Iris Example\niris@example.com\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing\n')
  const accepted = await accept(house, org, { name: 'iris.txt', bytes: file, door: 'apply', subject: null, source: 'test' })
  await tested.drain()
  caseId = (await rows(house).cases.ofSubject(org, accepted.subject))[0]?.id as string
  evidenceId = accepted.evidence
})
after(async () => {
  await rooms.stop()
  await tested.close()
})

/** Who may do what, written by hand: a change of the policy must be made here too. */
const may: Readonly<Record<string, readonly string[]>> = {
  'get /api/me': roles,
  'post /api/sign-out': roles,
  'get /api/queue': ['recruiter', 'interviewer', 'analyst', 'lead', 'auditor'],
  'get /api/cases/{id}': ['recruiter', 'analyst', 'lead', 'auditor'],
  'post /api/cases/{id}/moves': ['analyst', 'lead'],
  'post /api/cases/{id}/checks': ['recruiter', 'analyst', 'lead'],
  'post /api/cases/{id}/decision': ['analyst', 'lead'],
  'post /api/cases/{id}/comments': ['recruiter', 'analyst', 'lead'],
  'post /api/cases/{id}/assignee': ['analyst', 'lead'],
  'post /api/links/removals': ['analyst', 'lead'],
  'post /api/evidence': ['recruiter', 'analyst', 'lead'],
  'get /api/evidence/{id}/file': ['analyst', 'lead'],
  'get /api/playbook': ['analyst', 'lead', 'auditor', 'admin'],
  'get /api/audit': ['auditor'],
  'get /api/audit/verify': ['auditor', 'admin'],
  'get /api/health': ['analyst', 'lead', 'auditor', 'admin'],
  'post /api/demo': ['analyst', 'lead', 'admin'],
  'get /api/webhooks': ['admin'],
  'post /api/webhooks': ['admin'],
  'delete /api/webhooks/{id}': ['admin'],
  ...Object.assign({}, ...matrices.map((matrix) => matrix.may)) as Readonly<Record<string, readonly string[]>>,
}
const samples: Readonly<Record<string, { path?: string; body?: unknown }>> = Object.assign({}, ...matrices.map((matrix) => matrix.ask ?? {}))

interface Described {
  paths: Record<string, Record<string, { 'x-sallyport-action'?: string }>>
}

async function described(): Promise<string[]> {
  const document = (await (await app.request('/openapi.json')).json()) as Described
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, operation]) => operation['x-sallyport-action'] !== undefined).map(([method]) => `${method} ${path}`))
}

function ask(route: string, role: string | null): Promise<Response> {
  const [method, template] = route.split(' ') as [string, string]
  const id = template.includes('/evidence/') ? evidenceId : caseId
  const headers: Record<string, string> = role === null ? {} : { [roleHeader]: role }
  const init: RequestInit = { method: method.toUpperCase(), headers }
  if (template === '/api/evidence') {
    const form = new FormData()
    form.set('file', new File(['x'], 'x.txt'))
    form.set('door', 'apply')
    init.body = form
  } else if (method !== 'get' && method !== 'delete') {
    headers['content-type'] = 'application/json'
    // Well-formed, but nothing that can be done: allowed or not is what counts here.
    const outcome = template.endsWith('/decision') ? { outcome: 'proceed' } : {}
    init.body = JSON.stringify(samples[route]?.body ?? { to: 'notice', check: 'none-such', reason: 'r', text: 't', user: null, case: caseId, other: caseId, type: 'phone', url: 'https://hooks.example/in', events: ['*'], ...outcome })
  }
  return Promise.resolve(app.request(samples[route]?.path ?? template.replaceAll(/\{\w+\}/g, id), init))
}

test('every route of the OpenAPI document is in the table, and the table has no other', async () => {
  assert.deepEqual((await described()).sort(), Object.keys(may).sort())
})

test('every route × role: allowed exactly where the table says so; nobody is never allowed', async () => {
  const wrong: string[] = []
  for (const route of Object.keys(may)) {
    const unsigned = await ask(route, null)
    if (unsigned.status !== 401) wrong.push(`${route} answers ${unsigned.status} to nobody`)
    for (const role of roles) {
      const { status } = await ask(route, role)
      const refused = status === 401 || status === 403 || (status === 404 && !may[route]?.includes(role))
      if (refused === (may[route]?.includes(role) ?? false)) wrong.push(`${route} answers ${status} to ${role}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('a refusal is written into the audit log, and the log verifies', async () => {
  await ask('post /api/cases/{id}/decision', 'employee')
  const { items } = (await (await app.request('/api/audit', { headers: { [roleHeader]: 'auditor' } })).json()) as { items: { action: string; outcome: string }[] }
  assert.ok(items.some(({ action, outcome }) => action === 'case.decide' && outcome === 'refused'))
  const verdict = (await (await app.request('/api/audit/verify', { headers: { [roleHeader]: 'auditor' } })).json()) as { ok: boolean; entries: number }
  assert.equal(verdict.ok, true)
  assert.ok(verdict.entries > 20)
})

test('errors are problems with a code and advice; a body of the wrong form names the field', async () => {
  const answer = await app.request(`/api/cases/${caseId}/decision`, { method: 'POST', headers: { [roleHeader]: 'lead', 'content-type': 'application/json' }, body: '{"outcome":"maybe","reason":"r"}' })
  const problem = (await answer.json()) as { code: string; detail: string; advice: string }
  assert.equal(answer.status, 400)
  assert.equal(answer.headers.get('content-type'), 'application/problem+json')
  assert.equal(problem.code, 'SP_INPUT')
  assert.match(problem.detail, /"outcome"/)
  assert.equal((await app.request('/api/none')).status, 401)
  assert.equal((await app.request('/api/none', { headers: { [roleHeader]: 'lead' } })).status, 404)
})

test('a file is handed out for download only, whatever it is', async () => {
  const answer = await ask('get /api/evidence/{id}/file', 'lead')
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/)
  assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/)
})

test('the page of the API runs no script and is allowed none', async () => {
  const answer = await app.request('/api')
  assert.match(answer.headers.get('content-security-policy') ?? '', /require-trusted-types-for 'script'/)
  assert.doesNotMatch(await answer.text(), /<script/)
})
