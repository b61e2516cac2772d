import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a fake applicant-tracking system was asked, in order. */
export interface Asked {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: unknown
}

export interface AtsServer {
  readonly url: string
  readonly port: number
  readonly asked: Asked[]
  /** From now on it is broken. */
  breakDown(broken: boolean): void
  close(): void
}

/**
 * Answers as the four systems document it, with one made-up candidate each; the résumé is `resume`. Ashby speaks
 * `POST /ashby/resource.method`, the others REST.
 */
export async function atsServer(resume: Uint8Array): Promise<AtsServer> {
  const asked: Asked[] = []
  let broken = false
  let url = ''
  const answers: Readonly<Record<string, () => unknown>> = {
    '/ashby/candidate.info': () => ({ success: true, results: { id: 'cand-a', name: 'Ines Varga', resumeFileHandle: { id: 'f1', name: 'Ines Varga.txt', handle: 'handle-1' } } }),
    '/ashby/file.info': () => ({ success: true, results: { url: `${url}/files/ines.txt?signature=x`, name: 'Ines Varga.txt' } }),
    '/ashby/candidate.listClientInfo': () => ({ success: true, results: [{ id: 'c1', ipAddress: '192.0.2.44', userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', createdAt: '2026-11-23T08:30:00.000Z' }] }),
    '/ashby/candidate.setFraudStatus': () => ({ success: true, results: { id: 'cand-a' } }),
    '/greenhouse/candidates/57683957': () => ({ id: 57683957, first_name: 'Ines', last_name: 'Varga', attachments: [{ filename: 'Ines Varga.txt', url: `${url}/files/ines.txt`, type: 'resume' }] }),
    '/lever/opportunities/opp-1': () => ({ data: { id: 'opp-1', name: 'Ines Varga' } }),
    '/lever/opportunities/opp-1/resumes': () => ({ data: [{ id: 'r1', file: { name: 'Ines Varga.txt', downloadUrl: `${url}/lever/opportunities/opp-1/resumes/r1/download` } }] }),
    '/workable/candidates/3f2a': () => ({ candidate: { id: '3f2a', name: 'Ines Varga', resume_url: `${url}/files/ines.txt` } }),
  }
  const server: Server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const piece of request) parts.push(piece as Buffer)
    const { pathname } = new URL(request.url ?? '/', 'http://ats.example')
    const text = Buffer.concat(parts).toString('utf8')
    asked.push({ path: pathname, authorization: request.headers.authorization, body: text === '' ? null : JSON.parse(text) })
    if (broken) return void response.writeHead(503).end('down for maintenance')
    if (pathname.startsWith('/files/') || pathname.endsWith('/download')) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(resume)
    const known = answers[pathname]
    if (known === undefined) return void response.writeHead(404).end('{}')
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(known()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    asked,
    breakDown: (now) => (broken = now),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
