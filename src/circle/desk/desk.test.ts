import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testHouse, type TestHouse } from '../../store/testing.ts'
import { newSigningKey, verifyFile } from '../signing/minisign.ts'
import type { StixObject } from '../stix/object.ts'
import type { Seen } from '../stix/pattern/evaluate.ts'
import { validateBundle } from '../stix/validate.ts'
import { TaxiiAccess } from '../taxii/access.ts'
import { poll, push, type Feed, type Transport } from '../taxii/client.ts'
import { TaxiiCollections } from '../taxii/collections.ts'
import { FeedStates } from '../taxii/cursors.ts'
import { readEnvelope } from '../taxii/envelope.ts'
import { taxiiServer } from '../taxii/server.ts'
import { CircleDesk, type Exit } from './desk.ts'

interface Side {
  readonly house: TestHouse
  readonly desk: CircleDesk
  readonly key: ReturnType<typeof newSigningKey>
  readonly feed: Feed
  readonly transport: Transport
  readonly states: FeedStates
  readonly inbound: StixObject[]
}

/** A whole side of the circle: a store, a TAXII server over it, a desk whose exit for peers is its own collection. */
async function side(name: string, seen: readonly Seen[]): Promise<Side> {
  const house = await testHouse()
  const collections = new TaxiiCollections(house.store, house.clock, house.org)
  const access = new TaxiiAccess(house.store, house.clock, house.org)
  const [out, into] = [crypto.randomUUID(), crypto.randomUUID()]
  await collections.create({ id: out, root: 'circle', title: 'out' })
  await collections.create({ id: into, root: 'circle', title: 'in' })
  const token = await access.grant({
    id: crypto.randomUUID(),
    peer: 'other',
    clearance: 'AMBER+STRICT',
    collections: { [out]: 'r', [into]: 'w' },
  })
  const inbound: StixObject[] = []
  const app = taxiiServer({
    collections,
    access,
    clock: house.clock,
    newId: () => crypto.randomUUID(),
    title: name,
    cursorKey: Buffer.alloc(32, 2),
    received: (_, __, envelope) =>
      void inbound.push(...envelope.objects.map((one) => JSON.parse(one.text) as StixObject)),
  })
  const transport: Transport = async (url, request) => {
    const response = await app.request(url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    return { status: response.status, header: (header) => response.headers.get(header), text: await response.text() }
  }
  const key = newSigningKey()
  const exits: Exit[] = [
    {
      recipient: { name: 'other', kind: 'peer', clearance: 'AMBER+STRICT' },
      give: async (objects) =>
        void (await collections.add(out, readEnvelope(JSON.stringify({ objects })).objects, null)),
    },
    {
      recipient: { name: 'public feed', kind: 'public', clearance: 'CLEAR' },
      give: () => assert.fail('nothing may leave here'),
    },
  ]
  const desk = new CircleDesk({
    rows: house.doorRows,
    clock: house.clock,
    org: house.org,
    author: { name, since: 0 },
    key,
    exits: async () => exits,
    seen: async () => seen,
  })
  return {
    house,
    desk,
    key,
    feed: {
      name: 'a',
      collection: `http://${name}.example/taxii2/circle/collections/${out}/`,
      authorization: `Bearer ${token}`,
    },
    transport,
    states: new FeedStates(house.store, house.clock, house.org),
    inbound,
  }
}

const a = await side('a', [])
const b = await side('b', [{ at: Date.UTC(2026, 10, 20), objects: [{ type: 'software', name: 'log-x@1.0.1' }] }])
after(async () => {
  await a.house.close()
  await b.house.close()
})

it('what A catches and two people send, B reads, finds in its own, and answers', async () => {
  const id = '0192f000-0000-7000-8000-000000000009'
  await a.desk.draft(
    {
      id,
      title: 'Poisoned log-x',
      description: 'Loader in postinstall.',
      tlp: 'AMBER',
      pap: 'GREEN',
      confidence: 85,
      artefacts: [
        { type: 'package', value: 'log-x@1.0.1', sha256: 'ab'.repeat(32) },
        { type: 'domain', value: 'evil.xyz' },
      ],
      techniques: [{ id: 'T1204.005', name: 'Malicious Library', version: '18.1' }],
      rules: [{ id: 'packages/log-x', yaml: 'id: packages/log-x' }],
    },
    'ana',
  )
  await a.desk.submit(id, 'ana')
  await assert.rejects(a.desk.send(id), { code: 'SP_CONFLICT' })
  await assert.rejects(a.desk.approve(id, 'ana'), { code: 'SP_FORBIDDEN' })
  await a.desk.approve(id, 'bo')
  const preview = await a.desk.preview(id)
  assert.deepEqual(
    preview.map((one) => [one.recipient, one.objects === one.of, one.objects > 0]),
    [
      ['other', true, true],
      ['public feed', false, false],
    ],
  )
  const deliveries = await a.desk.send(id)
  assert.deepEqual(
    deliveries.map((one) => one.failed),
    [null, 'The marking does not allow this recipient.'],
  )

  const back: StixObject[] = []
  const received = await poll(
    a.feed,
    b.states,
    a.transport,
    async (objects) => void back.push(...(await b.desk.receive('a', objects))),
  )
  assert.ok(received > 5)
  const [first] = await b.desk.inbox()
  assert.deepEqual([first?.title, first?.rules.length, first?.found.length, first?.faults], ['Poisoned log-x', 1, 1, 0])
  assert.equal(back.length, 1)

  const inCollection = a.feed.collection.replace(/collections\/[^/]+\/$/, '')
  const list = JSON.parse(
    (
      await a.transport(`${inCollection}collections/`, {
        method: 'GET',
        headers: { authorization: a.feed.authorization, accept: '*/*' },
      })
    ).text,
  ) as { collections: { id: string; title: string }[] }
  const into = list.collections.find((one) => one.title === 'in')?.id ?? ''
  await push(
    { ...a.feed, name: 'a-in', collection: `${inCollection}collections/${into}/` },
    b.states,
    a.transport,
    back,
    () => Promise.resolve(),
  )
  await a.desk.receive('b', a.inbound)
  const feedback = await a.desk.feedbackOn(String(back[0]?.['sighting_of_ref']))
  assert.deepEqual(
    feedback.map((one) => [one.peer, one.object['count']]),
    [['b', 1]],
  )

  a.house.clock.advance(60_000)
  await a.desk.revoke(id)
  await poll(a.feed, b.states, a.transport, async (objects) => void (await b.desk.receive('a', objects)))
  const [revoked] = await b.desk.inbox()
  assert.ok(revoked?.objects.filter((one) => one.type === 'indicator').every((one) => one.revoked === true))
  assert.deepEqual(revoked?.found, [])
})

it('signs what goes by file, and the file holds only what the recipient may have', async () => {
  const advisory = (await a.desk.list())[0]
  assert.ok(advisory !== undefined)
  const { bundle, signature } = a.desk.signed(advisory, { name: 'g', kind: 'group', clearance: 'AMBER' })
  assert.match(verifyFile(bundle, signature, a.key).trustedComment, /tlp:amber revision:2/)
  assert.deepEqual(validateBundle(JSON.parse(Buffer.from(bundle).toString())), [])
  const nothing = a.desk.signed(advisory, { name: 'all', kind: 'public', clearance: 'CLEAR' })
  assert.ok(!Buffer.from(nothing.bundle).toString().includes('evil.xyz'))
})
