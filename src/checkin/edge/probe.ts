import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import { leadSpread, type PathTrace, type Probe } from '../../measure/network/path.ts'
import { tcpInfo, type TcpInfo } from './tcp.ts'

export interface ProbeOrder {
  readonly session: ServerHttp2Session
  /** A response that stays open while the probes run; its body is padding. */
  readonly stream: ServerHttp2Stream
  /** The TCP connection below, as the `connection` event of the server gave it. */
  readonly socket: Socket
  /** Sent to everybody; a restless line gets more, up to `most`. */
  readonly probes?: number
  readonly most?: number
  /** Milliseconds between two probes. They do not wait for each other's answers. */
  readonly everyMs?: number
  /** An end that never answers costs no longer than this. */
  readonly probeMs?: number
}

/** A probe on its way. */
interface Flight {
  readonly sentAt: number
  /** TCP position at which its data ends; the PING comes behind. */
  readonly target: number
  ackedAt: number | null
  answeredAt: number | null
  /** An answer before this one was lost: this one waited for its repetition, which says nothing of a hidden leg. */
  held: boolean
  /** This process was busy when it should have looked: when things came in is not known well enough. */
  blurred: boolean
  /** It was busy just before the last look: an answer in the moment after may have lain there for some time. */
  doubtful: boolean
}

/** Enough, when the mean lead is known this well (standard error, ms): a twenty-fifth of the smallest leg worth finding. */
const enoughMs = 0.4
/** Longer between two looks, and what came in meanwhile is not timed. */
const longestBlinkMs = 4
/** Unanswered at a time: Node allows ten, and a fresh connection has room for about so many. */
const mostAloft = 8

/**
 * Sends data and an HTTP/2 PING together, many times, and takes when TCP had the data acknowledged and when the PING
 * was answered. Four segments go out at once, the last one short: every second one is acknowledged without delay, or a
 * delayed acknowledgement (40 ms and more) would hide a near relay; a direct end mostly sends the last acknowledgement
 * with its answer, in one packet that no jitter can part. The browser answers in its network service: no script, no consent-free storage, nothing to see.
 *
 * Sixteen probes settle a quiet line. On a restless one single leads tremble as much as a near relay's leg is long;
 * there more are sent until the mean is firm.
 *
 * @returns null when the kernel cannot be asked
 */
export async function probePath({ session, stream, socket, probes = 16, most = 112, everyMs = 40, probeMs = 2_000 }: ProbeOrder): Promise<PathTrace | null> {
  const first = tcpInfo(socket)
  if (first === null) return null
  const segment = Math.min(first.segmentBytes, 1460)
  const padding = Buffer.alloc(segment * 3 + 200, 0x20)
  const flights: Flight[] = []
  let outOfOrder = first.outOfOrder
  let lastSent = -Infinity
  let looked = performance.now()
  let wanted = probes
  while (!session.destroyed && !stream.destroyed && !socket.destroyed) {
    const info = tcpInfo(socket)
    if (info === null) break
    const now = performance.now()
    note(flights, info, now, info.outOfOrder > outOfOrder, now - looked > longestBlinkMs ? looked : null)
    outOfOrder = info.outOfOrder
    looked = now
    const aloft = flights.filter((flight) => isAloft(flight) && now - flight.sentAt < probeMs)
    if (flights.length >= wanted && aloft.length === 0) {
      if (wanted >= most || firm(flights)) break
      wanted = Math.min(most, wanted + 8)
    }
    // While the end of a batch is on its way, a restless line already gets the next.
    if (flights.length === wanted && wanted < most && restless(flights)) wanted = Math.min(most, wanted + 8)
    const silent = flights.length >= 3 && flights.every(({ answeredAt }) => answeredAt === null) && now - (flights[2] as Flight).sentAt > probeMs
    if (silent) break
    if (flights.length < wanted && now - lastSent >= everyMs && info.unsentBytes === 0 && aloft.length < mostAloft) {
      lastSent = performance.now()
      flights.push(await send(session, stream, padding, info.writtenBytes + padding.length, () => tcpInfo(socket)))
    } else await wait(1)
  }
  return { probes: flights.flatMap((flight) => asProbe(flight, flights[0]?.sentAt)), lostAnswers: flights.filter(({ held }) => held).length, handshakeMs: first.leastRoundTripMs, echoMs: [], tlsMs: null, terminated: false }
}

async function send(session: ServerHttp2Session, stream: ServerHttp2Stream, padding: Buffer, target: number, ask: () => TcpInfo | null): Promise<Flight> {
  const flight: Flight = { sentAt: performance.now(), target, ackedAt: null, answeredAt: null, held: false, blurred: false, doubtful: false }
  stream.write(padding)
  // Node would put the PING in front of the data; it must come behind, or its answer could overtake the last segment.
  await turn()
  if (session.destroyed) return flight
  session.ping((error) => {
    if (error !== null) return
    flight.answeredAt = performance.now()
    // Both may have come in since the kernel was last asked.
    if (flight.ackedAt === null && (ask()?.ackedBytes ?? 0) >= target) flight.ackedAt = flight.answeredAt
  })
  return flight
}

function note(flights: readonly Flight[], info: TcpInfo, now: number, anotherLost: boolean, blindSince: number | null): void {
  for (const flight of flights) {
    const { answeredAt } = flight
    if (answeredAt === null && anotherLost) flight.held = true
    if (answeredAt !== null && (flight.doubtful || (blindSince !== null && answeredAt >= blindSince))) flight.blurred = true
    flight.doubtful = answeredAt === null && blindSince !== null
    if (flight.ackedAt !== null || info.ackedBytes < flight.target) continue
    flight.ackedAt = now
    if (blindSince !== null) flight.blurred = true
  }
}

function isAloft(flight: Flight): boolean {
  return flight.ackedAt === null || flight.answeredAt === null
}

function asProbe({ sentAt, ackedAt, answeredAt, held, blurred }: Flight, start = 0): Probe[] {
  return ackedAt === null || answeredAt === null || held || blurred ? [] : [{ sentMs: sentAt - start, ackMs: ackedAt - sentAt, answerMs: answeredAt - sentAt }]
}

function firm(flights: readonly Flight[]): boolean {
  const spread = leadSpread(flights.flatMap((flight) => asProbe(flight)))
  return spread !== null && spread <= enoughMs
}

function restless(flights: readonly Flight[]): boolean {
  const answered = flights.flatMap((flight) => asProbe(flight))
  return answered.length >= 8 && (leadSpread(answered) ?? 0) > enoughMs
}
