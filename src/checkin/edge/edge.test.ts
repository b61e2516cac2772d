import assert from 'node:assert/strict'
import { once } from 'node:events'
import http2 from 'node:http2'
import net from 'node:net'
import { test } from 'node:test'
import { measurePath } from '../../measure/network/path.ts'
import { readSyn } from '../../measure/network/syn.ts'
import { probePath } from './probe.ts'
import { descriptorOf, keepSyn, savedSyn, tcpInfo } from './tcp.ts'

const linux = process.platform === 'linux'

test('the contract with Node and the kernel: descriptor, TCP_INFO, first packet', { skip: !linux }, async () => {
  const server = net.createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  assert.ok(keepSyn(server))
  const client = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1')
  const [socket] = (await once(server, 'connection')) as [net.Socket]
  assert.ok(descriptorOf(socket) !== null)
  const info = tcpInfo(socket)
  assert.ok(info !== null && info.segmentBytes > 500 && info.leastRoundTripMs < 500)
  const syn = readSyn(savedSyn(socket) ?? new Uint8Array())
  assert.equal(syn?.system, 'unix')
  assert.ok((syn?.mss ?? 0) > 1000)
  client.destroy()
  socket.destroy()
  await once(socket, 'close')
  assert.equal(tcpInfo(socket), null)
  server.close()
})

test('probes over a direct connection show no lead; through a relay that holds bytes 120 ms, its leg', { skip: !linux }, async () => {
  const server = http2.createServer()
  const traces: number[] = []
  const sockets = new Map<number, net.Socket>()
  server.on('connection', (socket: net.Socket) => sockets.set(socket.remotePort ?? 0, socket))
  server.on('stream', async (stream: http2.ServerHttp2Stream) => {
    stream.respond()
    const session = stream.session as http2.ServerHttp2Session
    const trace = await probePath({ session, stream, socket: sockets.get(session.socket.remotePort ?? 0)!, probes: 8 })
    traces.push(measurePath(trace!).facts.leadP25Ms ?? Number.NaN)
    stream.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = (server.address() as net.AddressInfo).port
  const relay = net.createServer((near) => {
    const far = net.connect(port, '127.0.0.1')
    near.on('data', (bytes) => void setTimeout(() => far.write(bytes), 60))
    far.on('data', (bytes) => void setTimeout(() => near.write(bytes), 60))
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  for (const target of [port, (relay.address() as net.AddressInfo).port]) {
    const client = http2.connect(`http://127.0.0.1:${target}`)
    const request = client.request()
    request.resume()
    await once(request, 'end')
    client.destroy()
  }
  relay.close()
  server.close()
  assert.ok(traces[0]! < 15, `direct: ${traces[0]}`)
  assert.ok(traces[1]! > 60, `relay: ${traces[1]}`)
})

/** Opens a stream and then says nothing more: no acknowledgement of settings, no answer to any PING. */
function muteClient(port: number): net.Socket {
  const socket = net.connect(port, '127.0.0.1', () => {
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])
    // GET http / by their places in the static table (RFC 7541): 2, 6, 4; then an authority of one letter.
    const headers = Buffer.from([0x82, 0x86, 0x84, 0x41, 0x01, 0x78])
    socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), settings, Buffer.from([0, 0, headers.length, 1, 5, 0, 0, 0, 1]), headers]))
  })
  return socket.on('error', () => {}).on('data', () => {})
}

test('an end that never answers costs its time and gives "unknown"; one that hangs up midway does too', { skip: !linux, timeout: 20_000 }, async () => {
  const server = http2.createServer()
  const traces: ReturnType<typeof measurePath>[] = []
  const sockets = new Map<number, net.Socket>()
  server.on('connection', (socket: net.Socket) => sockets.set(socket.remotePort ?? 0, socket.on('error', () => {})))
  server.on('sessionError', () => {})
  let measured: () => void = () => {}
  server.on('stream', async (stream: http2.ServerHttp2Stream) => {
    stream.on('error', () => {})
    stream.respond()
    const session = stream.session as http2.ServerHttp2Session
    const trace = await probePath({ session, stream, socket: sockets.get(session.socket.remotePort ?? 0)!, probeMs: 300 })
    traces.push(measurePath(trace!))
    measured()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = (server.address() as net.AddressInfo).port
  for (const hangUpAfter of [null, 60]) {
    const done = new Promise<void>((resolve) => (measured = resolve))
    const started = performance.now()
    const client = muteClient(port)
    if (hangUpAfter !== null) setTimeout(() => client.destroy(), hangUpAfter)
    await done
    assert.ok(performance.now() - started < 5_000)
    client.destroy()
  }
  server.close()
  for (const { facts, unavailable } of traces) {
    assert.equal(facts.leadMeanMs, null)
    assert.match(unavailable ?? '', /probes were answered/)
  }
})
