import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { ApiError, client, type Client } from '../../docs/examples/api-client.ts'
import { apiTokens } from '../guard/sign-in/api-tokens.ts'
import { rows } from '../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../jobs/testing/house.ts'
import { auditStore } from '../store/guard/audit-store.ts'
import { signInStores } from '../store/guard/sign-in-stores.ts'
import { newId } from '../store/new-id.ts'
import { createApp } from './app.ts'
import { openDesk } from './desk/open-desk.ts'
import { eventHub } from './event-hub.ts'
import { openRooms } from './rooms/index.ts'
import type { Room } from './rooms/room.ts'
import type { SignInDesk } from './routes/sign-in.ts'

let tested: TestedHouse
let rooms: Required<Room>
let program: Client
let person: Client

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  const desk = openDesk(house, { audit: auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock }), auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  const hub = eventHub()
  rooms = await openRooms({ house, desk, hub, org, name: 'Tested', url: 'http://127.0.0.1', folder: mkdtempSync(path.join(tmpdir(), 'sallyport-api-')), environment: {}, newId, limit: async () => undefined, report: (error) => assert.fail(error) })
  const tokens = apiTokens(signInStores({ db: house.store.db, vault: house.vault, clock: house.clock }), house.clock, newId)
  const app = createApp({
    desk, rooms, signIn: {} as SignInDesk, hub, console: '/nonexistent', uploadBytes: 1 << 20, version: 'test', limit: () => undefined, report: (error) => assert.fail(error),
    identify: async (context) => {
      const known = await tokens.recognise(context.req.header('authorization'))
      return known === null ? null : { actor: known.actor, name: known.token.name, csrf: null }
    },
  })
  const send = async (url: string, init: RequestInit): Promise<Response> => app.request(url.replace('http://house', ''), init)
  const lead = await rows(house).users.insert(org, { email: 'lead@example.com', name: 'Lead', roles: ['lead'] })
  program = client('http://house', (await tokens.make(org, { name: 'ats', scopes: ['evidence.submit'] })).token, send)
  person = client('http://house', (await tokens.make(org, { name: 'report', scopes: ['case.read', 'queue.read'], user: lead.id })).token, send)
})
after(async () => {
  await rooms.stop()
  await tested.close()
})

test('the example of docs/api.md hands a file in, reads the case, and meets a refusal as a problem with advice', async () => {
  const operations = await program.operations()
  for (const wanted of ['POST /api/evidence', 'GET /api/cases/{id}', 'GET /api/cases/{id}/pack', 'GET /api/clusters']) assert.ok(operations.includes(wanted), wanted)
  const accepted = await program.submit('iris.txt', new TextEncoder().encode('Iris Example\niris@example.com\nExperience\nEngineer, Basalt Labs   2019 – 2021\n'), { door: 'apply' })
  await tested.drain()
  const queue = await person.call<{ items: { case: string; subject: string }[] }>('GET', '/api/queue')
  const found = queue.items.find(({ subject }) => subject === accepted.subject)
  assert.ok(found)
  assert.equal((await person.call<{ label: string }>('GET', `/api/cases/${found.case}`)).label, 'Iris Example')
  await assert.rejects(program.call('GET', `/api/cases/${found.case}`), (error: unknown) => error instanceof ApiError && [403, 404].includes(error.status) && error.problem.advice.length > 10)
})
