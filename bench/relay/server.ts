import http2 from 'node:http2'
import type { Socket } from 'node:net'
import { setPriority } from 'node:os'
import { keepSyn, limitSegments } from '../../src/checkin/edge/tcp.ts'
import { probePath } from '../../src/checkin/edge/probe.ts'

// Neighbours on the machine are no part of the lab.
try { setPriority(-10) } catch { /* not allowed: the figures get noisier */ }

// The edge listener of the lab: prints one trace a session as a JSON line.
const [host = '127.0.0.1'] = process.argv.slice(2)
const server = http2.createServer({ maxOutstandingPings: 64 })
const sockets = new Map<string, Socket>()
const key = (socket: Socket): string => `${socket.remoteAddress}:${socket.remotePort}`
server.on('connection', (socket: Socket) => {
  const name = key(socket)
  sockets.set(name, socket)
  socket.on('error', () => {}).on('close', () => sockets.delete(name))
})
server.on('stream', async (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
  stream.on('error', () => {})
  stream.respond()
  const session = stream.session as http2.ServerHttp2Session
  const started = performance.now()
  const cpu = process.cpuUsage()
  const socket = sockets.get(`${session.socket.remoteAddress}:${session.socket.remotePort}`)
  const trace = socket === undefined ? null : await probePath({ session, stream, socket }).catch(() => null)
  const used = process.cpuUsage(cpu)
  process.stdout.write(`${JSON.stringify({ label: headers['x-label'], trace, seconds: (performance.now() - started) / 1000, cpuMs: (used.user + used.system) / 1000 })}\n`)
  if (!stream.destroyed) stream.end()
})
server.on('sessionError', () => {})
server.listen(0, host, () => {
  limitSegments(server)
  keepSyn(server)
  process.stdout.write(`${JSON.stringify({ port: (server.address() as { port: number }).port })}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
