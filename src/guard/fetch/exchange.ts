import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { messageOf, SallyportError } from '../../core/errors.ts'

/** What came back. Names of headers are in lower case; of repeated ones the first counts. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface ExchangeOptions {
  /** IP address to connect to; null: the proxy decides. */
  readonly address: string | null
  readonly proxy: URL | null
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | null
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** One request to one address: no redirects, no cookies, no kept connection. @throws SP_FETCH_FAILED */
export async function exchange(target: URL, options: ExchangeOptions): Promise<Answer> {
  try {
    const tunnel = options.proxy === null ? null : await openTunnel(target, options.proxy, options)
    const response = await send(target, options, tunnel)
    const body = await readBody(response, options.maxBytes)
    const headers = Object.fromEntries(
      // A link header may come in several lines that are one list (RFC 8288).
      Object.entries(response.headersDistinct).map(([name, values]) => [name, (name === 'link' ? values?.join(', ') : values?.[0]) ?? '']),
    )
    return { status: response.statusCode ?? 0, headers, body }
  } catch (cause) {
    if (cause instanceof SallyportError) throw cause
    throw new SallyportError(
      'SP_FETCH_FAILED',
      `The request failed: ${messageOf(options.signal.aborted ? options.signal.reason : cause)}`,
      {},
      { cause },
    )
  }
}

function send(target: URL, options: ExchangeOptions, tunnel: Duplex | null): Promise<IncomingMessage> {
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const secure = target.protocol === 'https:'
  const settings: RequestOptions & { servername?: string } = {
    // The checked address, not the name: it must not be looked up a second time.
    host: options.address ?? host,
    port: portOf(target),
    path: target.pathname + target.search,
    method: options.method,
    headers: {
      'user-agent': 'Sallyport',
      accept: '*/*',
      'accept-encoding': 'gzip, br',
      ...options.headers,
      host: target.host,
      connection: 'close',
    },
    signal: options.signal,
    maxHeaderSize: 32_768,
  }
  // The certificate must be the name's, whatever the address.
  if (isIP(host) === 0) settings.servername = host
  // One connection for one request. Node asks `createConnection` only when no agent is named at all.
  if (tunnel === null) settings.agent = false
  else {
    settings.createConnection = () =>
      secure ? tlsConnect({ socket: tunnel, ...(isIP(host) === 0 ? { servername: host } : { host }) }) : tunnel
  }
  return new Promise((resolve, reject) => {
    const request = (secure && tunnel === null ? httpsRequest : httpRequest)(settings, resolve)
    request.on('error', reject)
    // A switch of protocols would leave the socket open beyond the limits.
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      reject(new Error('the server wanted to switch protocols'))
    })
    request.end(options.body ?? undefined)
  })
}

/** A connection through the proxy to the target (HTTP CONNECT). */
function openTunnel(target: URL, proxy: URL, options: ExchangeOptions): Promise<Duplex> {
  const host = options.address ?? target.hostname
  const path = `${isIP(host) === 6 ? `[${host}]` : host}:${portOf(target)}`
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: proxy.hostname,
      port: proxy.port || 3128,
      method: 'CONNECT',
      path,
      headers: { host: path },
      agent: false,
      signal: options.signal,
    })
    request.on('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      return reject(new Error(`the proxy answered ${response.statusCode}`))
    })
    request.on('response', (response) => {
      response.destroy()
      reject(new Error(`the proxy answered ${response.statusCode}`))
    })
    request.on('error', reject)
    request.end()
  })
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of decoded(response) as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > maxBytes)
        throw new SallyportError('SP_FETCH_FAILED', `The answer is larger than ${maxBytes} bytes.`, {
          limitBytes: maxBytes,
        })
      pieces.push(piece)
    }
  } finally {
    response.destroy()
  }
  return Buffer.concat(pieces)
}

function decoded(response: IncomingMessage): Readable {
  const coding = response.headers['content-encoding'] ?? 'identity'
  if (coding === 'identity' || coding === '') return response
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }
  const decoder = Object.hasOwn(decoders, coding) ? decoders[coding as keyof typeof decoders]() : null
  if (decoder === null) throw new SallyportError('SP_FETCH_FAILED', 'The answer is coded in an unknown way.')
  response.on('error', (error) => decoder.destroy(error))
  return response.pipe(decoder)
}

function portOf(target: URL): number {
  return target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port)
}
