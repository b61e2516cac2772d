import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import type { PathTrace, Probe } from '../../measure/network/path.ts'
import { tcpInfo } from './tcp.ts'

export interface ProbeOrder {
  readonly session: ServerHttp2Session
  /** A response that stays open while the probes run; its body is padding. */
  readonly stream: ServerHttp2Stream
  /** The TCP connection below, as the `connection` event of the server gave it. */
  readonly socket: Socket
  readonly probes?: number
  /** An end that never answers costs no longer than this. */
  readonly probeMs?: number
}

/**
 * Sends data and an HTTP/2 PING together, sixteen times, and takes when TCP had all bytes acknowledged and when the
 * PING was answered. At least two full segments go out, or a delayed acknowledgement (40 ms and more) would hide a near
 * relay. The browser answers in its network service: no script, no consent-free storage, nothing to see.
 *
 * @returns null when the kernel cannot be asked
 */
export async function probePath({ session, stream, socket, probes = 16, probeMs = 2_000 }: ProbeOrder): Promise<PathTrace | null> {
  const first = tcpInfo(socket)
  if (first === null) return null
  // Three segments and a bit: more than one unacknowledged segment at the end makes Linux acknowledge at once. But never more than the stream's window lets out at once (loopback announces 64 KB segments).
  const padding = Buffer.alloc(Math.min(first.segmentBytes, 1460) * 3 + 200, 0x20)
  const out: Probe[] = []
  for (let i = 0; i < probes && !session.destroyed && !stream.destroyed; i++) {
    const probe = await once(session, stream, socket, padding, probeMs)
    if (probe !== null) out.push(probe)
    // An end that is silent three times over will stay so.
    else if (i - out.length >= 3) break
  }
  return { probes: out, handshakeMs: first.leastRoundTripMs, echoMs: [], tlsMs: null, terminated: false }
}

async function once(session: ServerHttp2Session, stream: ServerHttp2Stream, socket: Socket, padding: Buffer, limit: number): Promise<Probe | null> {
  const started = performance.now()
  let before = tcpInfo(socket)
  // The PING before may still wait for its (delayed) acknowledgement: count from a quiet line.
  while (before !== null && before.unacked + before.unsentBytes > 0 && performance.now() - started < 200) {
    await wait(1)
    before = tcpInfo(socket)
  }
  if (before === null) return null
  const target = before.ackedBytes + padding.length
  const sentAt = performance.now()
  let answeredAt: number | null = null
  let ackedAt: number | null = null
  stream.write(padding)
  // Node would put the PING in front of the data; it must come behind, or its answer could overtake the last segment.
  await turn()
  session.ping((error) => {
    if (error === null) answeredAt = performance.now()
  })
  while (performance.now() - sentAt < limit) {
    if (ackedAt === null) {
      const info = tcpInfo(socket)
      if (info === null) return null
      if (info.ackedBytes >= target) ackedAt = performance.now()
    }
    if (ackedAt !== null && answeredAt !== null) return { ackMs: ackedAt - sentAt, answerMs: answeredAt - sentAt }
    if (socket.destroyed) return null
    await wait(1)
  }
  return null
}
