import {
  createServer,
  request as plainRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { request as tlsRequest } from 'node:https'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { fileOf, versionOfFile, withoutHeld, type Packument } from '../../doors/packages/packument.ts'
import type { GuardVerdict, PackageGuard } from '../../jobs/packages/guard.ts'
import { packageName, type Registry } from '../../jobs/packages/registry.ts'

export interface ProxySettings {
  readonly registry: Registry
  readonly guard: PackageGuard
  /** Where npm reaches this guard; archives are addressed through it. */
  readonly url: () => string
  readonly say: (line: string) => void
}

interface Listed {
  readonly packument: Packument
  readonly at: number
}

/** A packument is asked for again after this many milliseconds: npm itself keeps one for five minutes. */
const fresh = 60_000

/**
 * A plain registry that npm is pointed at, in front of another one: packuments without the versions that are held,
 * archives only after they were judged. It ends no TLS of others and needs no certificate.
 */
export function registryProxy(settings: ProxySettings): Server {
  const listed = new Map<string, Listed>()
  const { registry, guard } = settings

  const packumentOf = async (name: string): Promise<Packument> => {
    const held = listed.get(name)
    if (held !== undefined && Date.now() - held.at < fresh) return held.packument
    const packument = await registry.packument(name)
    if (listed.size > 5_000) listed.clear()
    listed.set(name, { packument, at: Date.now() })
    return packument
  }

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = decoded((incoming.url ?? '/').split('?')[0] as string)
    const archive = /^\/((?:@[^/]+\/)?[^/@]+)\/-\/([^/]+\.tgz)$/.exec(path)
    const reading = incoming.method === 'GET' || incoming.method === 'HEAD'
    if (reading && archive !== null) {
      const [, name, file] = archive as unknown as [string, string, string]
      if (!packageName.test(name)) throw new SallyportError('SP_NOT_FOUND', 'No package is called that.')
      return serveArchive(name, file, incoming, outgoing)
    }
    const name = /^\/((?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1]
    if (reading && name !== undefined && packageName.test(name)) {
      const packument = await packumentOf(name)
      return json(outgoing, 200, withoutHeld(packument, name, guard.heldIn(name, packument), settings.url()))
    }
    const one = /^\/((?:@[^/]+\/)?[^/@]+)\/([^/@-][^/]*)$/.exec(path)
    if (reading && one !== null && packageName.test(one[1] as string))
      return serveRelease(one[1] as string, one[2] as string, outgoing)
    // Whatever else looks like an archive would pass unjudged.
    if (reading && /\.(?:tgz|tar\.gz)$/i.test(path))
      throw new SallyportError('SP_NOT_FOUND', 'Archives are served under /name/-/file.tgz only.')
    if (path === '/-/sallyport') return json(outgoing, 200, { registry: registry.url, packuments: listed.size })
    passOn(registry.url, incoming, outgoing)
  }

  const serveRelease = async (name: string, wanted: string, outgoing: ServerResponse): Promise<void> => {
    const packument = await packumentOf(name)
    const shown = withoutHeld(packument, name, guard.heldIn(name, packument), settings.url())
    const release = shown.versions?.[shown['dist-tags']?.[wanted] ?? wanted]
    if (release === undefined) throw new SallyportError('SP_NOT_FOUND', `There is no ${name}@${wanted}, or it is held.`)
    json(outgoing, 200, release)
  }

  const serveArchive = async (
    name: string,
    file: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const packument = await packumentOf(name)
    const version = versionOfFile(packument, name, file)
    if (version === null) throw new SallyportError('SP_NOT_FOUND', `The registry lists no archive ${file} of ${name}.`)
    const { bytes, ...said } = await guard.judge(name, version, packument)
    if (!said.pass) {
      settings.say(`held ${name}@${version}: ${said.reason}`)
      return refuse(outgoing, name, version, said)
    }
    if (said.verdict === null) outgoing.setHeader('x-sallyport', 'not assessed')
    if (bytes === null) {
      const upstream = fileOf(packument.versions?.[version] ?? {}) ?? file
      return passOn(registry.url, incoming, outgoing, `/${name}/-/${upstream}`)
    }
    outgoing.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
    outgoing.end(incoming.method === 'HEAD' ? undefined : bytes)
  }

  return createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      const status = error instanceof SallyportError ? error.status : 500
      settings.say(`${incoming.method ?? ''} ${incoming.url ?? ''}: ${messageOf(error)}`)
      if (outgoing.headersSent) outgoing.destroy()
      else
        json(outgoing, status, {
          error: messageOf(error),
          ...(error instanceof SallyportError ? { code: error.code } : {}),
        })
    })
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new SallyportError('SP_INPUT', 'The address is not well formed.')
  }
}

/** npm prints `error` of a refused archive. */
function refuse(outgoing: ServerResponse, name: string, version: string, said: GuardVerdict): void {
  json(outgoing, 403, {
    error: `Sallyport holds ${name}@${version}: ${said.reason}`,
    code: 'SP_PACKAGE_HELD',
    name,
    version,
    verdict: said.verdict?.verdict ?? null,
    findings:
      said.verdict?.findings.map(({ rule, title, places, innocent }) => ({ rule, title, places, innocent })) ?? [],
  })
}

function json(outgoing: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  outgoing.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  outgoing.end(text)
}

/** Headers that belong to one connection, or would name the wrong host. */
const ownHeaders = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
])

/** Hands a request through as it is: search, audit, sign-in, archives whose verdict is known. Nothing is buffered. */
function passOn(registry: string, incoming: IncomingMessage, outgoing: ServerResponse, path?: string): void {
  const target = new URL(registry)
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !ownHeaders.has(name)))
  const send = target.protocol === 'https:' ? tlsRequest : plainRequest
  const onward = send(
    {
      hostname: target.hostname,
      port: target.port,
      path: `${target.pathname.replace(/\/$/, '')}${path ?? incoming.url ?? '/'}`,
      method: incoming.method,
      headers,
      timeout: 120_000,
    },
    (reply) => {
      outgoing.writeHead(
        reply.statusCode ?? 502,
        Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !ownHeaders.has(name))),
      )
      reply.pipe(outgoing)
    },
  )
  onward.on('timeout', () => onward.destroy(new Error('the registry took too long')))
  onward.on('error', (error) => {
    if (outgoing.headersSent) outgoing.destroy()
    else json(outgoing, 502, { error: `The registry did not answer: ${error.message}`, code: 'SP_REGISTRY' })
  })
  incoming.pipe(onward)
}
