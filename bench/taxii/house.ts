import { randomBytes } from 'node:crypto'
import { createServer, request, Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Client } from 'pg'
import { TaxiiAccess } from '../../src/circle/taxii/access.ts'
import { TaxiiCollections } from '../../src/circle/taxii/collections.ts'
import { taxiiType } from '../../src/circle/taxii/media.ts'
import { taxiiServer } from '../../src/circle/taxii/server.ts'
import { systemClock } from '../../src/core/clock.ts'
import { idMaker } from '../../src/core/ids.ts'
import { seededRandom } from '../../src/core/random.ts'
import { openStore, type Store } from '../../src/store/open.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly lastAdded: string
}

/** A server on loopback over a store, and a client on one kept connection. */
export interface House {
  readonly kind: Store['kind']
  readonly collection: string
  readonly call: (path: string, body?: string) => Promise<Answer>
  readonly close: () => Promise<void>
}

/** @param url a PostgreSQL server on which a database of its own is made; null: the embedded database, on disk in `folder` */
export async function openHouse(url: string | null, folder: string): Promise<House> {
  const own = url === null ? null : await ownDatabase(url)
  const store = await openStore(own === null ? { folder } : { databaseUrl: own.url, connections: 8 })
  const org = crypto.randomUUID()
  const collection = crypto.randomUUID()
  const collections = new TaxiiCollections(store, systemClock, org)
  const access = new TaxiiAccess(store, systemClock, org)
  await collections.create({ id: collection, root: 'bench', title: 'bench' })
  const token = await access.grant({
    id: crypto.randomUUID(),
    peer: 'bench',
    clearance: 'AMBER',
    collections: { [collection]: 'rw' },
  })
  const app = taxiiServer({
    collections,
    access,
    clock: systemClock,
    newId: idMaker(systemClock, seededRandom(Date.now())),
    title: 'bench',
    cursorKey: randomBytes(32),
  })
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = (server.address() as AddressInfo).port
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const call = (path: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          path: `/taxii2/bench/collections/${collection}/${path}`,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            accept: taxiiType,
            authorization: `Bearer ${token}`,
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
  const close = async (): Promise<void> => {
    agent.destroy()
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    await store.close()
    await own?.drop()
  }
  return { kind: store.kind, collection, call, close }
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
