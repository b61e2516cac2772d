import http2 from 'node:http2'
import net from 'node:net'
import { setPriority } from 'node:os'

// Neighbours on the machine are no part of the lab.
try { setPriority(-10) } catch { /* not allowed: the figures get noisier */ }

// Clients of the lab: `node client.ts HOST PORT`; orders come as JSON lines: how many sessions, and the round trip of
// the leg that a relay of this process hides (0: none). No sessions: the relay stays open for others until the next.
const [host = '127.0.0.1', port = '0'] = process.argv.slice(2)

function relay(hiddenMs: number): Promise<net.Server> {
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), host)
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', () => {})
    near.on('data', (bytes) => void setTimeout(() => far.write(bytes), hiddenMs / 2))
    far.on('data', (bytes) => void setTimeout(() => near.write(bytes), hiddenMs / 2))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

function visit(authority: string, label: string): Promise<void> {
  return new Promise((done) => {
    const client = http2.connect(authority, { rejectUnauthorized: false })
    const timer = setTimeout(() => client.destroy(), 30_000)
    client.on('error', () => {}).on('close', () => {
      clearTimeout(timer)
      done()
    })
    const request = client.request({ ':path': `/?label=${label}` })
    request.on('error', () => {}).on('end', () => client.destroy())
    request.resume()
  })
}

let pending = ''
let standing: net.Server | null = null
process.stdin.on('data', async (bytes) => {
  pending += bytes.toString()
  const end = pending.indexOf('\n')
  if (end < 0) return
  const order = JSON.parse(pending.slice(0, end)) as { label: string; sessions: number; hiddenMs: number; atOnce: number }
  pending = pending.slice(end + 1)
  const server = order.hiddenMs > 0 ? await relay(order.hiddenMs) : null
  const authority = server === null ? `https://${host}:${port}` : `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`
  standing?.close()
  standing = null
  if (order.sessions === 0) {
    standing = server
    process.stdout.write(`${authority}\n`)
    return
  }
  let left = order.sessions
  await Promise.all(Array.from({ length: order.atOnce }, async () => {
    while (left-- > 0) await visit(authority, order.label)
  }))
  server?.close()
  process.stdout.write('done\n')
})
process.stdin.on('end', () => process.exit(0))
