import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testHouse } from '../store/testing.ts'
import { openCircle } from './open.ts'

const house = await testHouse()
after(() => house.close())
const parts = {
  store: house.store,
  rows: house.doorRows,
  clock: house.clock,
  org: house.org,
  name: 'Example',
  newId: () => crypto.randomUUID(),
  artefacts: house.artefacts,
  report: (error: Error) => assert.fail(error),
}

it('opens with keys that stay, lets peers in, and gives each what its clearance allows', async () => {
  const circle = await openCircle(parts)
  assert.equal((await openCircle(parts)).words, circle.words)
  const [low, high] = [await circle.invite('low', 'GREEN'), await circle.invite('high', 'AMBER')]
  const id = crypto.randomUUID()
  await circle.desk.draft(
    {
      id,
      title: 'T',
      description: 'D',
      tlp: 'AMBER',
      pap: 'CLEAR',
      confidence: 50,
      artefacts: [{ type: 'domain', value: 'evil.xyz' }],
      techniques: [],
      rules: [],
    },
    'ana',
  )
  await circle.desk.submit(id, 'ana')
  await circle.desk.approve(id, 'bo')
  assert.deepEqual((await circle.desk.send(id)).map((one) => [one.recipient, one.failed === null]).sort(), [
    ['high', true],
    ['low', false],
  ])
  const get = async (token: string, path: string): Promise<any> =>
    (
      await circle.app.request(`http://x.example${path}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/taxii+json' },
      })
    ).json()
  for (const [token, found] of [
    [low, false],
    [high, true],
  ] as const) {
    const { collections } = await get(token, '/taxii2/circle/collections/')
    assert.equal(collections.length, 2)
    const { objects = [] } = await get(
      token,
      `/taxii2/circle/collections/${collections.find((one: { title: string }) => one.title.startsWith('For')).id}/objects/`,
    )
    assert.equal(
      objects.some((one: { type: string }) => one.type === 'indicator'),
      found,
    )
  }
  assert.equal((await get(high, '/circle/filter')).peer, 'Example')
  assert.equal((await circle.app.request('http://x.example/taxii2/')).status, 401)
})

it('finds what a peer names among our own records', async () => {
  const circle = await openCircle(parts)
  const subject = crypto.randomUUID()
  const holders = {
    ...parts,
    artefacts: {
      holders: async (_: string, wanted: readonly { type: string; value: string }[]) => ({
        population: 1,
        holders: wanted
          .filter((one) => one.value === 'evil.xyz')
          .map((artefact) => ({ artefact, subjects: [subject], cleared: 0 })),
      }),
    },
  } as unknown as typeof parts
  const other = await openCircle(holders)
  const { advisoryBundle } = await import('./advisory/bundle.ts')
  const [advisory] = await circle.desk.list()
  assert.ok(advisory !== undefined)
  const { objects } = advisoryBundle(advisory, { name: 'Peer', since: 0 })
  assert.equal((await other.desk.receive('peer', objects)).length, 1)
  assert.equal((await circle.desk.receive('peer', objects)).length, 0)
})
