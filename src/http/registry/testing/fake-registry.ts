import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writePackage } from '../../../../bench/packages/archive.ts'
import { integrityOf } from '../../../jobs/packages/registry.ts'

/** Files of a version, its manifest included. */
export type Files = Readonly<Record<string, string>>

export interface FakeRegistry {
  readonly url: string
  /** Requests met, in order. */
  readonly asked: string[]
  publish(name: string, version: string, files: Files): void
  /** Serves other bytes than the packument promises. */
  tamper(name: string, version: string, files: Files): void
  /** Answers every request with this status until it is null again. */
  fail(status: number | null): void
  stop(): Promise<void>
}

/** A registry on loopback with packuments, archives and a change feed. */
export async function fakeRegistry(): Promise<FakeRegistry> {
  const archives = new Map<string, Uint8Array>()
  const versions = new Map<string, Map<string, object>>()
  const changes: { seq: number; id: string }[] = []
  const asked: string[] = []
  let failing: number | null = null
  let url = ''
  const fileName = (name: string, version: string): string => `${name.replace(/^@[^/]*\//, '')}-${version}.tgz`
  const server = createServer((incoming, outgoing) => {
    const path = decodeURIComponent(incoming.url ?? '/')
    asked.push(path)
    const send = (status: number, body: unknown): void =>
      void outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (failing !== null) return send(failing, { error: 'down' })
    if (path.startsWith('/_changes')) {
      const query = new URL(path, 'http://x').searchParams
      const since = Number(query.get('since') ?? 0)
      const results = changes.filter(({ seq }) => seq > since).slice(0, Number(query.get('limit') ?? 100))
      return send(200, { results, last_seq: results.at(-1)?.seq ?? since })
    }
    const archive = archives.get(path)
    if (archive !== undefined) return void outgoing.writeHead(200, { 'content-length': archive.length }).end(archive)
    const found = versions.get(path.slice(1))
    if (found === undefined) return send(404, { error: 'not found' })
    send(200, {
      name: path.slice(1),
      'dist-tags': { latest: [...found.keys()].at(-1) },
      versions: Object.fromEntries(found),
    })
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const pack = (files: Files): Uint8Array =>
    writePackage(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const))
  return {
    url,
    asked,
    publish(name, version, files) {
      const bytes = pack(files)
      const path = `/${name}/-/${fileName(name, version)}`
      archives.set(path, bytes)
      const list = versions.get(name) ?? new Map<string, object>()
      list.set(version, { name, version, dist: { tarball: `${url}${path}`, integrity: integrityOf(bytes) } })
      versions.set(name, list)
      changes.push({ seq: changes.length + 1, id: name })
    },
    tamper: (name, version, files) => void archives.set(`/${name}/-/${fileName(name, version)}`, pack(files)),
    fail: (status) => void (failing = status),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
