import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { fixedClock } from '../../core/clock.ts'
import { testStore } from '../../store/testing.ts'
import { tlpRef } from '../stix/markings.ts'
import { TaxiiAccess } from './access.ts'
import { TaxiiCollections } from './collections.ts'
import { objectTexts } from './envelope.ts'
import { taxiiServer } from './server.ts'

const store = await testStore()
after(() => store.close())
const clock = fixedClock(Date.UTC(2026, 10, 23))
const org = crypto.randomUUID()
const collections = new TaxiiCollections(store, clock, org)
const access = new TaxiiAccess(store, clock, org)
const [both, readOnly, writeOnly, hidden] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
]
for (const [id, title] of [
  [both, 'both'],
  [readOnly, 'read'],
  [writeOnly, 'write'],
  [hidden, 'hidden'],
] as const)
  await collections.create({ id, root: 'api1', title, ...(id === both ? { alias: 'main' } : {}) })
await collections.create({ id: crypto.randomUUID(), root: 'api2', title: 'other' })
const rights = { [both]: 'rw', [readOnly]: 'r', [writeOnly]: 'w' } as const
const token = await access.grant({
  id: crypto.randomUUID(),
  peer: 'a',
  user: 'a',
  clearance: 'AMBER',
  collections: rights,
})
const app = taxiiServer({
  collections,
  access,
  clock,
  newId: () => crypto.randomUUID(),
  title: 'Test',
  cursorKey: Buffer.alloc(32, 1),
  longest: 100_000,
})

const type = 'application/taxii+json;version=2.1'
const call = async (
  path: string,
  init: RequestInit & { as?: string | null } = {},
): Promise<{ status: number; headers: Headers; body: any; text: string }> => {
  const { as = `Bearer ${token}`, ...rest } = init
  const response = await app.request(`http://taxii.example${path}`, {
    ...rest,
    headers: {
      accept: type,
      ...(as === null ? {} : { authorization: as }),
      ...(rest.headers as Record<string, string>),
    },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: text === '' ? null : JSON.parse(text) }
}
const uuid = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
const indicator = (n: number, modified = '2026-01-01T00:00:00.000Z', more: object = {}): object => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--${uuid(n)}`,
  created: '2026-01-01T00:00:00.000Z',
  modified,
  pattern: `[url:value = '${n}']`,
  pattern_type: 'stix',
  valid_from: '2026-01-01T00:00:00Z',
  ...more,
})
const post = (objects: readonly object[], to = both) =>
  call(`/taxii2/api1/collections/${to}/objects/`, {
    method: 'POST',
    body: JSON.stringify({ objects }),
    headers: { 'content-type': type },
  })
const objectsAt = `/taxii2/api1/collections/${both}/objects/`

describe('TAXII 2.1', () => {
  it('tells its roots and collections, with and without the last slash', async () => {
    assert.deepEqual((await call('/taxii2/')).body.api_roots, [
      'http://taxii.example/taxii2/api1/',
      'http://taxii.example/taxii2/api2/',
    ])
    assert.deepEqual((await call('/taxii2/api1')).body.versions, [type])
    const { body, headers } = await call('/taxii2/api1/collections/')
    assert.equal(headers.get('content-type'), type)
    assert.deepEqual(
      body.collections.map((one: { title: string; can_read: boolean; can_write: boolean }) => [
        one.title,
        one.can_read,
        one.can_write,
      ]),
      [
        ['both', true, true],
        ['read', true, false],
        ['write', false, true],
      ],
    )
    assert.equal((await call('/taxii2/api1/collections/main')).body.id, both)
    assert.equal((await call('/taxii2/api2/collections/')).text, '{}')
    assert.equal((await call(`/taxii2/api1/collections/${hidden}/`)).status, 404)
  })

  it('asks who is there', async () => {
    const stranger = await call('/taxii2/', { as: null })
    assert.equal(stranger.status, 401)
    assert.match(stranger.headers.get('www-authenticate') ?? '', /^Basic/)
    assert.equal(stranger.body.http_status, '401')
    assert.equal((await call('/taxii2/', { as: `Basic ${Buffer.from(`a:${token}`).toString('base64')}` })).status, 200)
    assert.equal((await call('/taxii2/', { as: `Basic ${Buffer.from(`b:${token}`).toString('base64')}` })).status, 401)
  })

  it('speaks one media type', async () => {
    for (const accept of [
      'application/taxii+json',
      '*/*',
      'application/taxii+json; version=2.1',
      'text/html, application/taxii+json;version=2.1;q=0.5',
    ])
      assert.equal((await call('/taxii2/', { headers: { accept } })).status, 200, accept)
    for (const accept of ['application/taxii+json;version=2.0', 'application/json', 'application/taxii+json;q=0'])
      assert.equal((await call('/taxii2/', { headers: { accept } })).status, 406, accept)
    assert.equal(
      (await call(objectsAt, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
      415,
    )
  })

  it('takes objects, says what became of them, and returns them byte for byte', async () => {
    const text = `{ "type":"indicator","spec_version":"2.1","id":"indicator--${uuid(1)}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","x_n":1.0,"name":"ü \\"]} ","pattern":"[url:value='1']","pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z"}`
    const added = await call(objectsAt, {
      method: 'POST',
      body: `{"objects":[${text}, 3, {"type":"x"}]}`,
      headers: { 'content-type': type },
    })
    assert.equal(added.status, 202)
    assert.deepEqual(
      [added.body.total_count, added.body.success_count, added.body.failure_count, added.body.pending_count],
      [3, 1, 2, 0],
    )
    assert.deepEqual((await call(`/taxii2/api1/status/${added.body.id}/`)).body, added.body)
    assert.ok((await call(`${objectsAt}indicator--${uuid(1)}`)).text.includes(text))
    assert.equal((await post([JSON.parse(text) as object])).body.failure_count, 0)
    assert.equal((await call(objectsAt)).body.objects.length, 1)
  })

  it('pages without losing or doubling, and always gives next with more', async () => {
    await post(Array.from({ length: 30 }, (_, i) => indicator(100 + i)))
    for (const path of [objectsAt, `/taxii2/api1/collections/${both}/manifest/`]) {
      const seen: string[] = []
      let next = ''
      do {
        const { body } = await call(`${path}?limit=7&match[type]=indicator${next === '' ? '' : `&next=${next}`}`)
        seen.push(...body.objects.map((one: { id: string }) => one.id))
        assert.equal(body.more, body.next !== undefined)
        next = body.next ?? ''
      } while (next !== '')
      assert.equal(seen.length, 31)
      assert.equal(new Set(seen).size, 31)
    }
    const seen: string[] = []
    let after = ''
    for (;;) {
      const { body, headers } = await call(`${objectsAt}?limit=7${after === '' ? '' : `&added_after=${after}`}`)
      if (body.objects === undefined) break
      seen.push(...body.objects.map((one: { id: string }) => one.id))
      after = headers.get('x-taxii-date-added-last') ?? ''
      assert.match(after, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
    }
    assert.equal(new Set(seen).size, 31)
  })

  it('knows versions', async () => {
    const id = `indicator--${uuid(500)}`
    const [v1, v2, v3] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'] as const
    await post([indicator(500, v2)])
    await post([indicator(500, v1), indicator(500, v3)])
    const versions = async (query: string): Promise<string[]> =>
      ((await call(`${objectsAt}${id}/?${query}`)).body.objects ?? [])
        .map((one: { modified: string }) => one.modified)
        .sort()
    assert.deepEqual(await versions(''), [v3])
    assert.deepEqual(await versions('match[version]=first'), [v1])
    assert.deepEqual(await versions('match[version]=first,last'), [v1, v3])
    assert.deepEqual(await versions('match[version]=all'), [v1, v2, v3])
    assert.deepEqual(await versions(`match[version]=${v2}`), [v2])
    assert.deepEqual((await call(`${objectsAt}${id}/versions/`)).body.versions.sort(), [v1, v2, v3])
    await call(`${objectsAt}${id}/?match[version]=${v3}`, { method: 'DELETE' })
    assert.deepEqual(await versions(''), [v2])
    assert.equal((await call(`${objectsAt}${id}/`, { method: 'DELETE' })).status, 200)
    assert.equal((await call(`${objectsAt}${id}/`)).status, 404)
    assert.equal((await call(`${objectsAt}${id}/`, { method: 'DELETE' })).status, 404)
  })

  it('refuses what is malformed', async () => {
    for (const query of [
      'limit=0',
      'limit=-1',
      'limit=x',
      'added_after=yesterday',
      'match[version]=nonsense',
      'match[version]=all,last',
      'match[type]=a&match[type]=b',
      'added_after=2026-01-01T00:00:00Z&added_after=2026-01-01T00:00:00Z',
      'next=abc',
      'next=1.AAAAAAAAAAAAAAAA',
    ])
      assert.equal((await call(`${objectsAt}?${query}`)).status, 400, query)
    for (const body of ['', '[]', '{}', '{"objects":[]}', '{"objects":3}', '{"objects":['])
      assert.equal(
        (await call(objectsAt, { method: 'POST', body, headers: { 'content-type': type } })).status,
        422,
        body,
      )
    assert.equal(
      (
        await call(objectsAt, {
          method: 'POST',
          body: `{"objects":["${'x'.repeat(100_000)}"]}`,
          headers: { 'content-type': type },
        })
      ).status,
      413,
    )
    assert.equal((await call(`/taxii2/api1/status/${crypto.randomUUID()}/`)).status, 404)
    const deep = `{"objects":[{"type":"note","id":"note--${uuid(9)}","created":"2026-01-01T00:00:00Z","x":${'['.repeat(5000)}${']'.repeat(5000)}}]}`
    assert.equal(
      (await call(objectsAt, { method: 'POST', body: deep, headers: { 'content-type': type } })).body.failure_count,
      1,
    )
  })

  it('keeps to rights', async () => {
    assert.equal((await post([indicator(9)], readOnly)).status, 403)
    assert.equal((await call(`/taxii2/api1/collections/${writeOnly}/objects/`)).status, 403)
    assert.equal((await call(`/taxii2/api1/collections/${readOnly}/objects/`)).text, '{}')
    assert.equal(
      (await call(`/taxii2/api1/collections/${readOnly}/objects/indicator--${uuid(1)}/`, { method: 'DELETE' })).status,
      403,
    )
    assert.equal((await post([indicator(9)], hidden)).status, 404)
  })

  it('gives nothing above the clearance', async () => {
    const id = `indicator--${uuid(900)}`
    await post([indicator(900, undefined, { object_marking_refs: [tlpRef('RED')] })])
    assert.equal((await call(`${objectsAt}${id}/`)).status, 404)
    assert.equal((await call(`${objectsAt}?match[id]=${id}`)).text, '{}')
    assert.equal((await call(`/taxii2/api1/collections/${both}/manifest/?match[id]=${id}`)).body.objects, undefined)
  })
})

it('objects are cut out of an envelope as they stand', () => {
  assert.deepEqual(
    objectTexts('{"more":false,"x":{"objects":[1]},"objects" : [ {"a":"]}\\\\"} ,{"b":[{}]}],"y":[{"c":1}]}').map(
      (cut) => cut.text,
    ),
    ['{"a":"]}\\\\"}', '{"b":[{}]}'],
  )
})
