import { lookup } from 'node:dns/promises'
import { isIP, type BlockList } from 'node:net'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { isPublicAddress, networks } from './addresses.ts'
import { exchange, type Answer } from './exchange.ts'

export interface SafeFetchSettings {
  /** Default 80 and 443. */
  readonly ports?: readonly number[]
  /** Networks the operator lets in although they are not public: an intelligence server in the company's own network. */
  readonly allow?: readonly string[]
  /** `http://proxy:3128`: every request goes through it with CONNECT, and it looks names up. */
  readonly proxy?: string | null
  /** All addresses of a name. For tests; default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

export interface SafeFetchOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST'
  /** Sent to the first host only: a redirect to another one does not take them along. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** Largest body, after decompression. Default 5 MB. */
  readonly maxBytes?: number
  /** For everything, redirects included. Default 10 s. */
  readonly timeoutMs?: number
  /** Default 5; 0 for a POST. */
  readonly maxRedirects?: number
  readonly signal?: AbortSignal
}

export interface SafeResponse extends Answer {
  /** Where it came from in the end. */
  readonly url: string
  /** Addresses on the way, the first one first. */
  readonly via: readonly string[]
}

/** Fetches an address that somebody else chose. The only way out of the house for such addresses. */
export type SafeFetch = (url: string | URL, options?: SafeFetchOptions) => Promise<SafeResponse>

/**
 * @returns a fetch that goes to public addresses only, at the ports given; it checks the address a name resolves to and
 *   connects to exactly that one, so that a name which resolves differently the second time gains nothing; every
 *   redirect is checked again
 */
export function safeFetcher(settings: SafeFetchSettings = {}): SafeFetch {
  const allow = networks(settings.allow ?? [])
  const ports = settings.ports ?? [80, 443]
  const proxy = settings.proxy == null ? null : new URL(settings.proxy)
  const resolve = settings.resolve ?? systemResolver

  return async (url, options = {}) => {
    const method = options.method ?? 'GET'
    const maxRedirects = options.maxRedirects ?? (method === 'POST' ? 0 : 5)
    const limit = AbortSignal.timeout(options.timeoutMs ?? 10_000)
    const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal])
    const via: string[] = []
    let target = parseTarget(url)
    const origin = target.origin
    for (;;) {
      checkTarget(target, ports)
      via.push(target.href)
      const address = await within(signal, pin(target, allow, resolve, proxy !== null))
      const answer = await exchange(target, {
        address,
        proxy,
        method,
        signal,
        maxBytes: options.maxBytes ?? 5_000_000,
        headers: target.origin === origin ? (options.headers ?? {}) : {},
        body: options.body ?? null,
      })
      const next = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers['location'] : undefined
      if (next === undefined) return { ...answer, url: target.href, via }
      if (via.length > maxRedirects) throw refuse('too many redirects')
      target = parseTarget(next, target)
    }
  }
}

function parseTarget(url: string | URL, base?: URL): URL {
  const target = URL.parse(String(url), base)
  if (target === null) throw refuse('not an address')
  target.hash = ''
  return target
}

function checkTarget(target: URL, ports: readonly number[]): void {
  if (target.protocol !== 'http:' && target.protocol !== 'https:') throw refuse('not http or https')
  if (target.username !== '' || target.password !== '') throw refuse('credentials in the address')
  const port = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port)
  if (!ports.includes(port)) throw refuse(`port ${port}`)
}

/**
 * The address to connect to. A literal is checked here, before anything else: Node skips `lookup` for it, and `new URL`
 * has already turned `2130706433` and `0x7f.1` into `127.0.0.1`. With a proxy, names are left to it (null).
 */
async function pin(
  target: URL,
  allow: BlockList,
  resolve: (host: string) => Promise<readonly string[]>,
  proxied: boolean,
): Promise<string | null> {
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const literal = isIP(host) !== 0
  const open = (address: string): boolean =>
    isPublicAddress(address) || allow.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  if (!literal && !proxied) {
    const addresses = await resolve(host).catch((cause) => {
      throw new SallyportError('SP_FETCH_FAILED', 'The name does not resolve.', {}, { cause })
    })
    // One bad address spoils the name: which of several is used must not be the attacker's choice.
    if (addresses.length === 0 || !addresses.every(open)) throw refuse('not a public address')
    return addresses[0] as string
  }
  if (literal && !open(host)) throw refuse('not a public address')
  if (!literal && !/\.[^.]+\.?$/.test(host)) throw refuse('not a public name')
  return literal ? host : null
}

async function systemResolver(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, order: 'ipv4first' })).map((one) => one.address)
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void =>
      reject(new SallyportError('SP_FETCH_FAILED', `The request was given up: ${messageOf(signal.reason)}`))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function refuse(why: string): SallyportError {
  // The address itself stays out: it is somebody else's text.
  return new SallyportError('SP_FETCH_REFUSED', `The address was not fetched: ${why}.`, { why })
}
