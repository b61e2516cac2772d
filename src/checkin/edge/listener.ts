import { createHash } from 'node:crypto'
import http2 from 'node:http2'
import net from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { ja4Of, mostHelloBytes, readClientHello, tlsFamily, type TlsFamily } from '../../measure/network/client-hello.ts'
import { readSyn, type Syn } from '../../measure/network/syn.ts'
import type { Certificate } from './self-made-certificate.ts'
import { keepSyn, limitSegments, savedSyn, tcpInfo } from './tcp.ts'

/** What is known of a connection before its first request. */
export interface EdgeConnection {
  readonly socket: net.Socket
  readonly address: string
  readonly syn: Pick<Syn, 'mss' | 'system'> | null
  readonly tls: { readonly ja4: string; readonly family: TlsFamily } | null
  /** SYN-ACK to ACK, ms. */
  readonly handshakeMs: number | null
  readonly openedAt: number
  /** When TLS was settled, same clock. */
  securedAt: number | null
}

export interface EdgeListener {
  readonly port: number
  /** The connection of a request, and its HTTP/2 session; null over HTTP/1.1. */
  readonly connectionOf: (request: unknown) => { readonly connection: EdgeConnection; readonly session: http2.ServerHttp2Session | null } | null
  readonly stop: () => void
}

export interface EdgeOrder {
  readonly host: string
  readonly port: number
  readonly certificate: Certificate
  readonly fetch: Parameters<typeof getRequestListener>[0]
}

/** A hello that takes longer is none; an idle connection is closed. */
const helloMs = 10_000
const idleMs = 180_000
const mostConnections = 4_000

/**
 * Listens for the check-in pages and owns its TCP: sees the first packet, the TLS hello and the kernel's own view of
 * every connection, which a proxy in front would hide. Serves HTTP/2, and HTTP/1.1 to those who know no better.
 */
export async function openEdge({ host, port, certificate, fetch }: EdgeOrder): Promise<EdgeListener> {
  const known = new Map<string, EdgeConnection>()
  const secure = http2.createSecureServer({ ...certificate, allowHTTP1: true, maxOutstandingPings: 80, settings: { initialWindowSize: 1 << 20 } }, getRequestListener(fetch))
  secure.on('secureConnection', (socket) => {
    const connection = known.get(nameOf(socket))
    if (connection !== undefined) connection.securedAt = performance.now()
  })
  secure.on('session', (session) => session.setTimeout(idleMs, () => session.close()))
  secure.on('sessionError', () => {}).on('tlsClientError', () => {})
  const server = net.createServer({ noDelay: true }, (socket) => greet(socket, known, () => secure.emit('connection', socket)))
  server.maxConnections = mostConnections
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  keepSyn(server)
  limitSegments(server)
  return {
    port: (server.address() as net.AddressInfo).port,
    connectionOf(request) {
      const { stream, socket } = request as { stream?: { session?: http2.ServerHttp2Session }; socket?: net.Socket }
      const session = stream?.session ?? null
      const connection = known.get(nameOf((session?.socket ?? socket) as net.Socket | undefined))
      return connection === undefined ? null : { connection, session }
    },
    stop() {
      server.close()
      secure.close()
      for (const { socket } of known.values()) socket.destroy()
    },
  }
}

/** Reads the hello, puts it back, and hands the connection on. */
function greet(socket: net.Socket, known: Map<string, EdgeConnection>, hand: () => void): void {
  const name = nameOf(socket)
  const openedAt = performance.now()
  const handshakeMs = tcpInfo(socket)?.leastRoundTripMs ?? null
  const syn = readSyn(savedSyn(socket) ?? new Uint8Array())
  const late = setTimeout(() => socket.destroy(), helloMs)
  socket.on('error', () => {}).on('close', () => {
    clearTimeout(late)
    known.delete(name)
  })
  let bytes = Buffer.alloc(0)
  const listen = (): void => {
    for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) bytes = Buffer.concat([bytes, chunk])
    if (bytes.length === 0) return
    const hello = readClientHello(bytes)
    if (hello === 'more' && bytes.length < mostHelloBytes) return
    clearTimeout(late)
    socket.off('readable', listen)
    const tls = hello === null || hello === 'more' ? null : { ja4: ja4Of(hello, (text) => createHash('sha256').update(text).digest('hex')), family: tlsFamily(hello) }
    known.set(name, { socket, address: plain(socket.remoteAddress ?? ''), syn: syn === null ? null : { mss: syn.mss, system: syn.system }, tls, handshakeMs: handshakeMs === 0 ? null : handshakeMs, openedAt, securedAt: null })
    socket.unshift(bytes)
    hand()
  }
  socket.on('readable', listen)
}

function nameOf(socket: net.Socket | undefined): string {
  return `${socket?.remoteAddress ?? ''} ${socket?.remotePort ?? 0}`
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
