/** What the first packet of a connection tells: the saved IP and TCP header of the SYN. */
export interface Syn {
  readonly ttl: number
  readonly window: number
  readonly mss: number | null
  readonly options: readonly string[]
  /** Family of the kernel that opened the connection, or null when the marks disagree. */
  readonly system: 'windows' | 'unix' | null
}

const optionNames: Readonly<Record<number, string>> = { 0: 'end', 1: 'nop', 2: 'mss', 3: 'scale', 4: 'sack', 8: 'time' }

/**
 * Reads the header that `TCP_SAVED_SYN` returns. Our own small reading, no fingerprint format: Windows starts at TTL
 * 128 and sends no timestamp; Linux, macOS and the telephones start at 64 and send one.
 *
 * @returns null when the bytes are no IPv4 or IPv6 header with a TCP SYN in it
 */
export function readSyn(bytes: Uint8Array): Syn | null {
  const version = (bytes[0] ?? 0) >> 4
  const tcp = version === 4 ? ((bytes[0] as number) & 15) * 4 : version === 6 ? 40 : 0
  if (tcp < 20 || bytes.length < tcp + 20) return null
  const ttl = bytes[version === 4 ? 8 : 7] as number
  const end = Math.min(bytes.length, tcp + ((bytes[tcp + 12] as number) >> 4) * 4)
  const options: string[] = []
  let mss: number | null = null
  for (let at = tcp + 20; at < end; ) {
    const kind = bytes[at] as number
    options.push(optionNames[kind] ?? String(kind))
    if (kind === 0) break
    if (kind === 1) {
      at++
      continue
    }
    const size = bytes[at + 1] ?? 0
    if (size < 2 || at + size > end) break
    if (kind === 2 && size === 4) mss = (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number)
    at += size
  }
  const stamped = options.includes('time')
  const system = ttl > 64 && ttl <= 128 && !stamped ? 'windows' : ttl <= 64 && stamped ? 'unix' : null
  return { ttl, window: (bytes[tcp + 14] as number) * 256 + (bytes[tcp + 15] as number), mss, options, system }
}
