import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { stunAnswer } from './stun-message.ts'

export interface StunResponder {
  readonly port: number
  readonly stop: () => void
}

/** Answers one address at most so often a second: an answer is twice a request's size, no more. */
const mostASecond = 20

/**
 * Tells a browser which address it is seen from: a peer connection that goes around a relay or VPN shows a second one.
 * Answers binding requests only, keeps nothing, and forwards nothing.
 */
export async function startStun(host: string, port: number): Promise<StunResponder> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  const asked = new Map<string, number>()
  const clearing = setInterval(() => asked.clear(), 1_000)
  clearing.unref()
  socket.on('error', () => {})
  socket.on('message', (request, from) => {
    const times = (asked.get(from.address) ?? 0) + 1
    // Forged senders could fill the table: beyond this many a second nobody is answered.
    if (times > mostASecond || asked.size > 50_000) return
    asked.set(from.address, times)
    const answer = stunAnswer(request, from.address, from.port)
    if (answer !== null) socket.send(answer, from.port, from.address, () => {})
  })
  await bound(socket, port, host)
  return {
    port: socket.address().port,
    stop() {
      clearInterval(clearing)
      socket.close()
    },
  }
}

function bound(socket: Socket, port: number, host: string): Promise<void> {
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.bind(port, host, () => {
      socket.off('error', failed)
      done()
    })
  })
}
