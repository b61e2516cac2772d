import net from 'node:net'

/** A port on which nothing listens: a machine that answers at all refuses it. */
const closedPort = 9
const exitMs = 3_000
const tries = 3

/**
 * Round trip to the address that a visitor comes from, by a connection that it refuses. Behind a VPN this is the exit,
 * and what the visitor's own round trip is longer by lies beyond it. Off unless the operator turns it on and the notice
 * says so.
 *
 * @returns the least of three, ms; null when it does not answer, as most household routers do not
 */
export async function exitRoundTrip(address: string, port = closedPort): Promise<number | null> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const time = await once(address, port)
    if (time === null) break
    times.push(time)
  }
  return times.length === 0 ? null : Math.min(...times)
}

function once(address: string, port: number): Promise<number | null> {
  return new Promise((done) => {
    const started = performance.now()
    const socket = net.connect({ host: address, port, timeout: exitMs })
    const end = (answered: boolean): void => {
      socket.destroy()
      done(answered ? performance.now() - started : null)
    }
    socket.once('connect', () => end(true)).once('timeout', () => end(false))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET'))
  })
}
