/** What the first message of a TLS connection tells of the program that sent it. */
export interface ClientHello {
  /** Highest version offered: 0x0304 is TLS 1.3. */
  readonly version: number
  readonly suites: readonly number[]
  readonly extensions: readonly number[]
  readonly signatures: readonly number[]
  /** First protocol offered: `h2`. */
  readonly protocol: string | null
  readonly named: boolean
  /** Whether reserved values were mixed in (RFC 8701), as browsers do and libraries do not. */
  readonly greased: boolean
}

/** Which kind of program speaks, as far as the shape of its hello tells. */
export const tlsFamilies = ['chromium', 'firefox', 'webkit', 'program'] as const
export type TlsFamily = (typeof tlsFamilies)[number]

/** Longest hello that is read; with post-quantum keys one has about 1.8 KB. */
export const mostHelloBytes = 16_384

const extension = { name: 0, protocols: 16, signatures: 13, versions: 43, delegated: 34, recordSize: 28, settings: 17_613, settingsOld: 17_513 } as const

/**
 * Reads a ClientHello from the first bytes of a connection.
 *
 * @returns `more` when bytes are missing, null when this is no ClientHello
 * @see RFC 8446 §4.1.2
 */
export function readClientHello(bytes: Uint8Array): ClientHello | 'more' | null {
  const joined = handshakeBytes(bytes)
  if (joined === null || joined === 'more') return joined
  if (joined.length < 4) return 'more'
  const length = (joined[1] as number) * 65_536 + (joined[2] as number) * 256 + (joined[3] as number)
  if (joined[0] !== 1 || length > mostHelloBytes) return null
  if (joined.length < 4 + length) return 'more'
  try {
    return helloOf(reader(joined.subarray(4, 4 + length)))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The free TLS part of JA4: `t13d1517h2_8daaf6152771_…`; hashes are the first 12 digits of SHA-256. */
export function ja4Of(hello: ClientHello, sha256: (text: string) => string): string {
  const hex = (values: readonly number[]): string[] => values.map((value) => value.toString(16).padStart(4, '0'))
  const count = (values: readonly unknown[]): string => String(Math.min(99, values.length)).padStart(2, '0')
  const short = (text: string): string => (text === '' ? '000000000000' : sha256(text).slice(0, 12))
  const versions: Readonly<Record<number, string>> = { 0x0304: '13', 0x0303: '12', 0x0302: '11', 0x0301: '10' }
  const protocol = hello.protocol === null || hello.protocol === '' ? '00' : `${hello.protocol[0]}${hello.protocol.at(-1)}`
  const head = `t${versions[hello.version] ?? '00'}${hello.named ? 'd' : 'i'}${count(hello.suites)}${count(hello.extensions)}${protocol}`
  const extensions = hex(hello.extensions.filter((kind) => kind !== extension.name && kind !== extension.protocols)).sort().join(',')
  const tail = hello.signatures.length === 0 ? extensions : `${extensions}_${hex(hello.signatures).join(',')}`
  return `${head}_${short(hex(hello.suites).sort().join(','))}_${short(tail)}`
}

/**
 * Family by marks that only one engine sends: Chromium announces application settings, Firefox limits its records and
 * takes delegated credentials, WebKit mixes in reserved values without Chromium's extension. All else is a program.
 */
export function tlsFamily({ extensions, greased, protocol }: ClientHello): TlsFamily {
  if (extensions.includes(extension.settings) || extensions.includes(extension.settingsOld)) return 'chromium'
  if (extensions.includes(extension.recordSize) && extensions.includes(extension.delegated)) return 'firefox'
  return greased && protocol === 'h2' ? 'webkit' : 'program'
}

/** The handshake message, which may lie in several records. */
function handshakeBytes(bytes: Uint8Array): Uint8Array | 'more' | null {
  const parts: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== 22) return parts.length === 0 ? null : joinedOf(parts)
    if (at + 5 > bytes.length) break
    const size = (bytes[at + 3] as number) * 256 + (bytes[at + 4] as number)
    if (bytes[at + 1] !== 3 || size === 0 || size > 16_640) return null
    parts.push(bytes.subarray(at + 5, at + 5 + size))
    at += 5 + size
  }
  return parts.length === 0 ? 'more' : joinedOf(parts)
}

function joinedOf(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

interface Reader {
  readonly left: () => number
  readonly number: (bytes: number) => number
  readonly block: (lengthBytes: number) => Reader
  readonly skip: (bytes: number) => void
  readonly text: () => string
}

/** @throws RangeError past the end */
function reader(bytes: Uint8Array): Reader {
  let at = 0
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw new RangeError('the hello is cut off')
    at += count
    return bytes.subarray(at - count, at)
  }
  const number = (count: number): number => take(count).reduce((value, byte) => value * 256 + byte, 0)
  return { left: () => bytes.length - at, number, block: (size) => reader(take(number(size))), skip: (count) => void take(count), text: () => String.fromCharCode(...take(bytes.length - at)) }
}

function helloOf(body: Reader): ClientHello {
  let version = body.number(2)
  body.skip(32)
  body.block(1)
  const suites = numbers(body.block(2))
  body.block(1)
  const extensions: number[] = []
  let signatures: number[] = []
  let protocol: string | null = null
  const list = body.left() > 0 ? body.block(2) : body
  while (list.left() > 0) {
    const kind = list.number(2)
    const content = list.block(2)
    extensions.push(kind)
    if (kind === extension.versions) version = Math.max(...numbers(content.block(1)).filter((value) => !isGrease(value)), 0)
    if (kind === extension.signatures) signatures = numbers(content.block(2))
    if (kind === extension.protocols) {
      const names = content.block(2)
      if (names.left() > 0) protocol = names.block(1).text()
    }
  }
  const plain = (values: readonly number[]): number[] => values.filter((value) => !isGrease(value))
  return { version, suites: plain(suites), extensions: plain(extensions), signatures, protocol: protocol === null ? null : printable(protocol), named: extensions.includes(extension.name), greased: [...suites, ...extensions].some(isGrease) }
}

function numbers(list: Reader): number[] {
  const out: number[] = []
  while (list.left() >= 2) out.push(list.number(2))
  return out
}

/** Reserved values: 0x0a0a, 0x1a1a … 0xfafa. */
function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >>> 8 === (value & 0xff)
}

function printable(text: string): string {
  return /^[\x21-\x7e]{1,32}$/.test(text) ? text : '99'
}
