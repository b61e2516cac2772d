import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { test } from 'node:test'
import { exitRoundTrip } from './exit.ts'

test('an address that refuses or takes a connection answers; the time is its round trip', { timeout: 20_000 }, async () => {
  const server = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  assert.ok(((await exitRoundTrip('127.0.0.1', port)) ?? 1e9) < 1_000)
  server.close()
  await once(server, 'close')
  assert.ok(((await exitRoundTrip('127.0.0.1', port)) ?? 1e9) < 1_000)
})

test('an address that cannot be reached is unknown, not far', { timeout: 20_000 }, async () => {
  // No route: the kernel says so at once.
  assert.equal(await exitRoundTrip('255.255.255.255'), null)
})
