import type { Server, Socket } from 'node:net'
import { createRequire } from 'node:module'

/** What the kernel knows of one connection. Milliseconds, bytes. */
export interface TcpInfo {
  readonly unacked: number
  readonly unsentBytes: number
  readonly ackedBytes: number
  readonly roundTripMs: number
  readonly leastRoundTripMs: number
  readonly segmentBytes: number
  readonly retransmitted: number
  /** Position up to which bytes were ever handed to the kernel: acknowledged, on their way, or waiting. */
  readonly writtenBytes: number
  /** Packets that arrived ahead of a lost one: until that is sent again, answers behind it wait in the kernel. */
  readonly outOfOrder: number
}

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: Uint32Array) => number
type SetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: number) => number

const TCP = 6
const TCP_MAXSEG = 2
const TCP_INFO = 11
const TCP_SAVE_SYN = 27
const TCP_SAVED_SYN = 28
// Offsets in `struct tcp_info` of the Linux UAPI: fields are only ever added at its end.
const at = { sndMss: 16, unacked: 24, rtt: 68, totalRetrans: 100, acked: 120, unsent: 144, minRtt: 148, sent: 200, resent: 208, outOfOrder: 224 } as const

let calls: { get: GetSockOpt; set: SetSockOpt } | null | undefined

/** The two calls of libc, or null where there is no Linux or foreign functions are not allowed. */
function libc(): { get: GetSockOpt; set: SetSockOpt } | null {
  if (calls !== undefined) return calls
  try {
    if (process.platform !== 'linux') throw new Error('TCP_INFO has this form on Linux only')
    const koffi = createRequire(import.meta.url)('koffi') as { load: (name: string | null) => { func: (declaration: string) => unknown } }
    const library = koffi.load(null)
    calls = {
      get: library.func('int getsockopt(int fd, int level, int name, _Out_ uint8_t *value, _Inout_ uint32_t *length)') as GetSockOpt,
      set: library.func('int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)') as SetSockOpt,
    }
  } catch {
    calls = null
  }
  return calls
}

/** The only place that reads Node's private `_handle.fd`; its contract is held by a test on each Node major. */
export function descriptorOf(socket: Socket | Server): number | null {
  const fd = (socket as unknown as { _handle?: { fd?: number } })._handle?.fd
  return typeof fd === 'number' && fd >= 0 ? fd : null
}

/** @returns null when the connection is closed or the kernel cannot be asked: unknown, not zero */
export function tcpInfo(socket: Socket): TcpInfo | null {
  const bytes = option(socket, TCP_INFO, 256)
  if (bytes === null || bytes.length < at.outOfOrder + 4) return null
  const unsentBytes = bytes.readUInt32LE(at.unsent)
  return {
    unacked: bytes.readUInt32LE(at.unacked),
    unsentBytes,
    ackedBytes: Number(bytes.readBigUInt64LE(at.acked)),
    roundTripMs: bytes.readUInt32LE(at.rtt) / 1000,
    leastRoundTripMs: bytes.readUInt32LE(at.minRtt) / 1000,
    segmentBytes: bytes.readUInt32LE(at.sndMss),
    retransmitted: bytes.readUInt32LE(at.totalRetrans),
    writtenBytes: Number(bytes.readBigUInt64LE(at.sent) - bytes.readBigUInt64LE(at.resent)) + unsentBytes,
    outOfOrder: bytes.readUInt32LE(at.outOfOrder),
  }
}

/** Asks the kernel to keep the first packet of every connection of a listener. @returns whether it will */
export function keepSyn(server: Server): boolean {
  return setOption(server, TCP_SAVE_SYN, 1)
}

/** Sends in segments of an ordinary line, on loopback too (which would send 64 KB at once). @returns whether it will */
export function limitSegments(server: Server, bytes = 1460): boolean {
  return setOption(server, TCP_MAXSEG, bytes)
}

/** IP and TCP header of the first packet; readable once. @returns null when it was not kept */
export function savedSyn(socket: Socket): Uint8Array | null {
  const bytes = option(socket, TCP_SAVED_SYN, 512)
  return bytes === null || bytes.length === 0 ? null : bytes
}

function setOption(server: Server, name: number, value: number): boolean {
  const fd = descriptorOf(server)
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return fd !== null && libc()?.set(fd, TCP, name, bytes, 4) === 0
}

function option(socket: Socket, name: number, most: number): Buffer | null {
  const fd = descriptorOf(socket)
  const functions = libc()
  if (fd === null || functions === null) return null
  const bytes = Buffer.alloc(most)
  const length = Uint32Array.of(most)
  return functions.get(fd, TCP, name, bytes, length) === 0 ? bytes.subarray(0, length[0]) : null
}
