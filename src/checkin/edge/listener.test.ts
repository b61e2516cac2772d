import assert from 'node:assert/strict'
import http2 from 'node:http2'
import { X509Certificate } from 'node:crypto'
import net from 'node:net'
import { test } from 'node:test'
import { openEdge, type EdgeConnection } from './listener.ts'
import { selfMadeCertificate } from './self-made-certificate.ts'

const certificate = selfMadeCertificate('127.0.0.1', Date.now())

async function edge() {
  const seen: EdgeConnection[] = []
  const listener = await openEdge({
    host: '127.0.0.1',
    port: 0,
    certificate,
    fetch: (_request, env) => {
      const found = listener.connectionOf((env as { incoming: unknown }).incoming)
      if (found !== null) seen.push(found.connection)
      return new Response('here')
    },
  })
  return { listener, seen }
}

async function ask(port: number): Promise<string> {
  const client = http2.connect(`https://127.0.0.1:${port}`, { ca: certificate.cert })
  const request = client.request({ ':path': '/' })
  let text = ''
  for await (const chunk of request) text += String(chunk)
  client.close()
  return text
}

test('a self-made certificate is one that programs accept when told to trust it', () => {
  const read = new X509Certificate(certificate.cert)
  assert.equal(read.checkIP('127.0.0.1'), '127.0.0.1')
  assert.equal(read.checkHost('localhost'), 'localhost')
  assert.ok(read.verify(read.publicKey))
})

test('the edge knows the first packet, the hello and the handshake of every request', { skip: process.platform !== 'linux' }, async () => {
  const { listener, seen } = await edge()
  assert.equal(await ask(listener.port), 'here')
  listener.stop()
  const [connection] = seen
  assert.equal(connection?.address, '127.0.0.1')
  assert.equal(connection?.syn?.system, 'unix')
  assert.match(connection?.tls?.ja4 ?? '', /^t13i\d{4}h2_[0-9a-f]{12}_[0-9a-f]{12}$/)
  // Node is a program, whatever it might call itself.
  assert.equal(connection?.tls?.family, 'program')
  assert.ok(connection?.securedAt !== null)
})

test('noise, silence and half a hello disturb nobody else', async () => {
  const { listener } = await edge()
  const noise = ['GET / HTTP/1.1\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', '\x16\x03\x01\xff\xff', '']
  const sockets = await Promise.all(noise.map((text) => new Promise<net.Socket>((done) => {
    const socket = net.connect(listener.port, '127.0.0.1', () => {
      socket.write(text, 'latin1')
      done(socket)
    })
    socket.on('error', () => {})
  })))
  assert.equal(await ask(listener.port), 'here')
  for (const socket of sockets) socket.destroy()
  listener.stop()
})
