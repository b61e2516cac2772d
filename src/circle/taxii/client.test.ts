import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { testStore } from '../../store/testing.ts'
import type { StixObject } from '../stix/object.ts'
import { TaxiiAccess } from './access.ts'
import { poll, push, type Feed, type Transport } from './client.ts'
import { TaxiiCollections } from './collections.ts'
import { FeedStates } from './cursors.ts'
import { taxiiServer } from './server.ts'

const store = await testStore()
after(() => store.close())
const clock = fixedClock(Date.UTC(2026, 10, 23))
const org = crypto.randomUUID()
const collections = new TaxiiCollections(store, clock, org)
const access = new TaxiiAccess(store, clock, org)
const states = new FeedStates(store, clock, org)
const collection = crypto.randomUUID()
await collections.create({ id: collection, root: 'r', title: 'c' })
const token = await access.grant({
  id: crypto.randomUUID(),
  peer: 'a',
  clearance: 'AMBER',
  collections: { [collection]: 'rw' },
})
const app = taxiiServer({
  collections,
  access,
  clock,
  newId: () => crypto.randomUUID(),
  title: 'Test',
  cursorKey: Buffer.alloc(32, 1),
})
const transport: Transport = async (url, request) => {
  const response = await app.request(url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
}
const feed = (name: string, authorization = `Bearer ${token}`): Feed => ({
  name,
  collection: `http://a.example/taxii2/r/collections/${collection}`,
  authorization,
})
const note = (n: number): StixObject => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  content: 'x',
  object_refs: ['note--00000000-0000-4000-8000-000000000000'],
})
const pause = (): Promise<void> => Promise.resolve()

it('pushes, polls what is new, and goes on after a stop', async () => {
  assert.deepEqual(
    await push(
      feed('out'),
      states,
      transport,
      Array.from({ length: 1100 }, (_, i) => note(i)),
      pause,
    ),
    { accepted: 1100, failed: [] },
  )
  const got = new Set<string>()
  let pages = 0
  const take = async (objects: readonly StixObject[]): Promise<void> => {
    pages += 1
    if (pages === 2) throw new Error('power cut')
    for (const object of objects) got.add(object.id)
  }
  await assert.rejects(poll(feed('in'), states, transport, take), /power cut/)
  assert.equal((await states.of('in')).failures, 1)
  await poll(feed('in'), states, transport, take)
  assert.equal(got.size, 1100)
  assert.equal(await poll(feed('in'), states, transport, take), 0)
  await push(feed('out'), states, transport, [note(5000)], pause)
  assert.equal(await poll(feed('in'), states, transport, take), 1)
  assert.deepEqual(
    { ...(await states.of('in')), addedAfter: null },
    {
      addedAfter: null,
      next: null,
      lastTryAt: clock.now(),
      lastSuccessAt: clock.now(),
      failures: 0,
      lastError: null,
      objects: 1101,
    },
  )
})

it('says why a peer cannot be read', async () => {
  await assert.rejects(poll(feed('bad', 'Bearer wrong-token'), states, transport, pause), { code: 'SP_FETCH_FAILED' })
  assert.match((await states.of('bad')).lastError ?? '', /refused our token/)
  const liar: Transport = async () => ({ status: 200, header: () => null, text: '{"more":true,"objects":[]}' })
  await assert.rejects(poll(feed('liar'), states, liar, pause), /no way to it/)
})
