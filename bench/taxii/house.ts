import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { request, Agent } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { taxiiType } from '../../src/circle/taxii/media.ts'
import type { Seat } from './serve.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly lastAdded: string
}

/** A server on loopback in a process of its own over a store, and a client on kept connections. */
export interface House {
  readonly kind: 'pglite' | 'postgres'
  readonly call: (path: string, body?: string) => Promise<Answer>
  /** Of the server's process: resident bytes, seconds of CPU since its start. */
  readonly usage: () => Promise<{ rss: number; cpu: number }>
  /** Ends it without a word, and starts it again over the same store. */
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

/** @param url a PostgreSQL server on which a database of its own is made; null: the embedded database, on disk in `folder` */
export async function openHouse(url: string | null, folder: string): Promise<House> {
  const own = url === null ? null : await ownDatabase(url)
  const seat: Seat = {
    url: own?.url ?? null,
    folder,
    org: crypto.randomUUID(),
    collection: crypto.randomUUID(),
    token: randomBytes(24).toString('base64url'),
    cursorKey: randomBytes(32).toString('base64'),
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  let running = await start(seat)
  const call = (path: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          port: running.port,
          host: '127.0.0.1',
          path: `/taxii2/bench/collections/${seat.collection}/${path}`,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            accept: taxiiType,
            authorization: `Bearer ${seat.token}`,
            ...(body === undefined ? {} : { 'content-type': taxiiType, 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(parts).toString('utf8'),
              lastAdded: String(response.headers['x-taxii-date-added-last'] ?? ''),
            }),
          )
          response.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    kind: running.kind,
    call,
    usage: () => asked(running.child, 'usage') as Promise<{ rss: number; cpu: number }>,
    async kill() {
      running.child.kill('SIGKILL')
      await gone(running.child)
      running = await start(seat)
    },
    async close() {
      agent.destroy()
      running.child.send('stop')
      await gone(running.child)
      await own?.drop()
    },
  }
}

async function start(seat: Seat): Promise<{ child: ChildProcess; port: number; kind: 'pglite' | 'postgres' }> {
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const { port, kind } = (await asked(child, seat)) as { port: number; kind: 'pglite' | 'postgres' }
  return { child, port, kind }
}

function asked(child: ChildProcess, what: object | string): Promise<unknown> {
  return new Promise((done, failed) => {
    child.once('message', done)
    child.once('exit', (code) => failed(new Error(`The server ended with ${code}.`)))
    child.send(what)
  })
}

function gone(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done()
    else child.once('exit', () => done())
  })
}

async function ownDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `sallyport_bench_${randomBytes(6).toString('hex')}`
  const asAdmin = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await asAdmin(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => asAdmin(`drop database if exists ${name} with (force)`) }
}
