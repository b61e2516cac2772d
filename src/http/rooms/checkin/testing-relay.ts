import net from 'node:net'

/** A SOCKS5 relay on loopback that holds every byte for some time: what stands before an operator far away. */
export interface TestRelay {
  readonly port: number
  readonly stop: () => void
}

/** @param hiddenMs round trip of the leg between the browser and the relay */
export async function openSocks(hiddenMs: number): Promise<TestRelay> {
  const open = new Set<net.Socket>()
  const server = net.createServer((near) => {
    open.add(near)
    near.setNoDelay(true).on('error', () => {}).on('close', () => open.delete(near))
    near.once('data', () => {
      near.write(Buffer.from([5, 0]))
      near.once('data', (request: Buffer) => {
        const [host, port] = target(request)
        const far = net.connect(port, host, () => near.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])))
        open.add(far)
        far.setNoDelay(true).on('error', () => near.destroy()).on('close', () => (open.delete(far), near.destroy()))
        near.on('close', () => far.destroy())
        const later = (to: net.Socket) => (bytes: Buffer) => void setTimeout(() => to.writable && to.write(bytes), hiddenMs / 2)
        near.on('data', later(far))
        far.on('data', later(near))
      })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as net.AddressInfo).port,
    stop() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Host and port of a CONNECT request (RFC 1928 §4): an IPv4 address or a name. */
function target(request: Buffer): [string, number] {
  const named = request[3] === 3
  const end = named ? 5 + (request[4] as number) : 8
  const host = named ? request.subarray(5, end).toString('latin1') : [...request.subarray(4, 8)].join('.')
  return [host, request.readUInt16BE(end)]
}
