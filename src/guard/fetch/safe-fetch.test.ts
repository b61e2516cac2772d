import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { isPublicAddress, networks } from './addresses.ts'
import { safeFetcher, type SafeFetchSettings } from './safe-fetch.ts'

let server: Server
let port = 0
let visits: string[] = []
const routes: Record<string, RequestListener> = {
  '/hello': (request, response) => response.end(`hello ${request.headers.host} ${request.headers['x-key'] ?? '-'}`),
  '/large': (_, response) => response.end(Buffer.alloc(200_000)),
  '/bomb': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
  '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('zipped')),
  '/odd': (_, response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end('x'),
  '/never': () => undefined,
  '/drip': (_, response) => {
    const timer = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(timer))
  },
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('x', () => response.destroy())
  },
}
before(async () => {
  server = createServer((request, response) => {
    visits.push(request.url ?? '')
    const [path = '', to] = (request.url ?? '').split('?to=')
    if (to !== undefined)
      return response.writeHead(path === '/keep' ? 307 : 302, { location: decodeURIComponent(to) }).end()
    return (routes[path] ?? ((_, res) => res.writeHead(404).end()))(request, response)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})
after(() => {
  server.closeAllConnections()
  server.close()
})

/** Lets the test's own server in, under the names of `example`; everything else as in production. */
const open = (more: SafeFetchSettings = {}) =>
  safeFetcher({ ports: [80, 443, port], allow: ['127.0.0.1/32'], resolve: async () => ['127.0.0.1'], ...more })
const at = (path: string, host = 'site.example') => `http://${host}:${port}${path}`
const redirect = (to: string, path = '/go') => at(`${path}?to=${encodeURIComponent(to)}`)
const refused = { code: 'SP_FETCH_REFUSED' }
const failed = { code: 'SP_FETCH_FAILED' }

describe('addresses', () => {
  it('the public internet and nothing else', () => {
    for (const yes of ['1.1.1.1', '8.8.8.8', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])
      assert.equal(isPublicAddress(yes), true, yes)
    const no =
      '127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 169.254.169.254 172.16.0.1 172.31.255.255 ' +
      '192.168.1.1 192.0.0.192 198.18.0.1 203.0.113.9 224.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ' +
      '::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001::1 2001:db8::1 fc00::1 fd00:ec2::254 ' +
      'fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1 5f00::1 3fff::1 localhost 1.1.1 ::g'
    for (const one of [...no.split(' '), '']) assert.equal(isPublicAddress(one), false, one)
  })

  it('no IPv4 address becomes public by being wrapped in IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a, b, c, d] = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
        for (const prefix of ['::', '::ffff:', '::ffff:0:', '64:ff9b::'])
          assert.equal(isPublicAddress(`${prefix}${a}${b}:${c}${d}`), false)
        assert.equal(isPublicAddress(`2002:${a}${b}:${c}${d}::1`), false)
      }),
    )
  })

  it('says so when a network is written wrongly', () => {
    for (const bad of ['10.0.0.0', 'x/8', '10.0.0.0/', '10.0.0.0/x']) assert.throws(() => networks([bad]))
  })
})

describe('what it does not fetch', () => {
  const fetch = safeFetcher({ resolve: async () => ['127.0.0.1'] })
  it('IP literals of this machine and its neighbours, however they are written', async () => {
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '127.0.0.1.',
      '①②⑦.⓪.⓪.①',
      '0',
      '169.254.169.254',
      '[::1]',
      '[::ffff:127.0.0.1]',
    ]
    hosts.push(
      '[64:ff9b::7f00:1]',
      '[::]',
      '[fe80::1]',
      '[fd00:ec2::254]',
      '[2002:7f00:1::]',
      '[0:0:0:0:0:ffff:7f00:1]',
    )
    for (const host of hosts) await assert.rejects(safeFetcher()(`http://${host}/`), refused, host)
  })

  it('names that resolve to such an address, or to one among others', async () => {
    await assert.rejects(fetch('http://site.example/'), refused)
    for (const addresses of [['8.8.8.8', '10.0.0.1'], ['::ffff:10.0.0.1'], []]) {
      await assert.rejects(safeFetcher({ resolve: async () => addresses })('http://site.example/'), refused)
    }
    await assert.rejects(safeFetcher()('http://localhost/'), refused)
  })

  it('other schemes, other ports, credentials, nonsense', async () => {
    for (const url of [
      'file:///etc/passwd',
      'ftp://8.8.8.8/',
      'gopher://8.8.8.8/',
      'data:text/plain,x',
      'javascript:1',
      'http://8.8.8.8:22/',
      'http://8.8.8.8:8080/',
    ]) {
      await assert.rejects(fetch(url), refused, url)
    }
    for (const url of [
      'http://user@8.8.8.8/',
      'http://:pass@8.8.8.8/',
      '',
      '/path',
      'http://',
      'http://[::1',
      'http://a b/',
    ])
      await assert.rejects(fetch(url), refused, url)
  })
})

describe('what it fetches', () => {
  it('with status, headers and body', async () => {
    const answer = await open()(at('/hello'), { headers: { 'x-key': 'k' } })
    assert.equal(Buffer.from(answer.body).toString(), `hello site.example:${port} k`)
    assert.deepEqual([answer.status, answer.url, answer.via], [200, at('/hello'), [at('/hello')]])
    assert.equal((await open()(at('/none'))).status, 404)
  })

  it('a name that changes its mind: the checked address is the one that is used', async () => {
    // The first answer is let in, and nothing listens there; the second is the server. With a second look-up the request
    // would arrive.
    let asked = 0
    const resolve = async (): Promise<string[]> => (asked++ === 0 ? ['127.0.0.9'] : ['127.0.0.1'])
    const fetch = safeFetcher({ ports: [port], allow: ['127.0.0.9/32'], resolve })
    visits = []
    await assert.rejects(fetch(at('/hello', 'rebind.example'), { timeoutMs: 300 }), failed)
    assert.deepEqual([asked, visits], [1, []])
  })

  it('redirects, each checked anew, without the caller’s headers for another host', async () => {
    const answer = await open()(redirect(at('/hello', 'other.example')), { headers: { 'x-key': 'secret' } })
    assert.equal(Buffer.from(answer.body).toString(), `hello other.example:${port} -`)
    assert.equal(answer.via.length, 2)
    assert.match(Buffer.from((await open()(redirect('/hello'), { headers: { 'x-key': 'k' } })).body).toString(), / k$/)
    const inward = [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
      'http://site.example:22/',
      'http://u:p@site.example/',
      '//[::1]/',
    ]
    for (const to of inward) await assert.rejects(open()(redirect(to)), refused, to)
    const rebinding = open({ resolve: async (host) => (host === 'site.example' ? ['127.0.0.1'] : ['192.168.0.1']) })
    await assert.rejects(rebinding(redirect(at('/hello', 'inside.example'))), refused)
  })

  it('not for ever in a circle, and never a POST', async () => {
    visits = []
    let circle = at('/hello')
    for (let i = 0; i < 7; i += 1) circle = redirect(circle)
    await assert.rejects(open()(circle), refused)
    assert.equal(visits.length, 6)
    await assert.rejects(open()(redirect(at('/hello'), '/keep'), { method: 'POST', body: 'x' }), refused)
  })

  it('no more than the limit, packed or not', async () => {
    await assert.rejects(open()(at('/large'), { maxBytes: 100_000 }), failed)
    await assert.rejects(open()(at('/bomb'), { maxBytes: 1_000_000 }), failed)
    assert.equal((await open()(at('/large'), { maxBytes: 200_000 })).body.length, 200_000)
    assert.equal(Buffer.from((await open()(at('/gzip'))).body).toString(), 'zipped')
    await assert.rejects(open()(at('/odd')), failed)
  })

  it('no longer than the limit: silence, drops, a cut, a resolver that hangs', async () => {
    for (const path of ['/never', '/drip']) await assert.rejects(open()(at(path), { timeoutMs: 200 }), failed)
    await assert.rejects(open()(at('/cut'), { timeoutMs: 2_000 }), failed)
    await assert.rejects(
      open({ resolve: () => new Promise(() => undefined) })(at('/hello'), { timeoutMs: 100 }),
      failed,
    )
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('the reader left')), 50)
    await assert.rejects(open()(at('/never'), { signal: stop.signal }), failed)
  })

  it('through a proxy when there is one, literals still checked', async (t) => {
    const asked: string[] = []
    const proxy = createServer().listen(0, '127.0.0.1')
    proxy.on('connect', (request, client) => {
      asked.push(request.url ?? '')
      t.after(() => client.destroy())
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        upstream.pipe(client).pipe(upstream)
      })
      upstream.on('error', () => client.destroy())
      client.on('error', () => upstream.destroy())
    })
    t.after(() => proxy.close())
    await new Promise((resolve) => proxy.once('listening', resolve))
    const fetch = safeFetcher({ ports: [80, port], proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` })
    assert.match(Buffer.from((await fetch(at('/hello'))).body).toString(), /^hello site\.example/)
    assert.deepEqual(asked, [`site.example:${port}`])
    for (const url of ['http://127.0.0.1/', 'http://[::1]/', 'http://localhost/', 'http://metadata/'])
      await assert.rejects(fetch(url), refused, url)
  })
})
