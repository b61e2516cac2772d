import { setPriority } from 'node:os'
import type { ServerHttp2Stream } from 'node:http2'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { openEdge } from '../../src/checkin/edge/listener.ts'
import { probePath } from '../../src/checkin/edge/probe.ts'
import { selfMadeCertificate } from '../../src/checkin/edge/self-made-certificate.ts'

// The product's edge listener in the lab: prints one trace a session as a JSON line. `node server.ts HOST`
const [host = '127.0.0.1'] = process.argv.slice(2)
// Neighbours on the machine are no part of the lab.
try { setPriority(-10) } catch { /* not allowed: the figures get noisier */ }

const edge = await openEdge({
  host,
  port: 0,
  certificate: selfMadeCertificate(host, Date.now()),
  fetch: async (request, env) => {
    const url = new URL(request.url)
    const label = url.searchParams.get('label')
    const stream = (env as { outgoing: { stream?: ServerHttp2Stream } }).outgoing.stream
    const found = edge.connectionOf((env as { incoming: unknown }).incoming)
    if (label === null || stream === undefined || found === null || found.session === null) return new Response('')
    stream.on('error', () => {})
    stream.respond({ ':status': 200, 'content-type': 'text/plain' })
    const { connection, session } = found
    const started = performance.now()
    const cpu = process.cpuUsage()
    const trace = await probePath({ session, stream, socket: connection.socket }).catch(() => null)
    const used = process.cpuUsage(cpu)
    const tlsMs = connection.securedAt === null ? null : connection.securedAt - connection.openedAt
    const whole = trace === null ? null : { ...trace, handshakeMs: connection.handshakeMs ?? trace.handshakeMs, tlsMs }
    process.stdout.write(`${JSON.stringify({ label, trace: whole, seconds: (performance.now() - started) / 1000, cpuMs: (used.user + used.system) / 1000, bytes: (trace?.probes.length ?? 0) * 4600 })}\n`)
    if (!stream.destroyed) stream.end()
    return RESPONSE_ALREADY_SENT
  },
})
process.stdout.write(`${JSON.stringify({ port: edge.port })}\n`)
process.stdin.resume().on('end', () => process.exit(0))
