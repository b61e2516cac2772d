import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { TaxiiAccess } from '../../src/circle/taxii/access.ts'
import { TaxiiCollections } from '../../src/circle/taxii/collections.ts'
import { taxiiServer } from '../../src/circle/taxii/server.ts'
import { systemClock } from '../../src/core/clock.ts'
import { idMaker } from '../../src/core/ids.ts'
import { seededRandom } from '../../src/core/random.ts'
import { openStore } from '../../src/store/open.ts'

/** What the bench tells the server's process at its start. */
export interface Seat {
  readonly url: string | null
  readonly folder: string
  readonly org: string
  readonly collection: string
  readonly token: string
  readonly cursorKey: string
}

/** The server in a process of its own: its memory is its own, and it can be killed. */
async function run(seat: Seat): Promise<void> {
  const store = await openStore(seat.url === null ? { folder: seat.folder } : { databaseUrl: seat.url, connections: 8 })
  const collections = new TaxiiCollections(store, systemClock, seat.org)
  const access = new TaxiiAccess(store, systemClock, seat.org)
  await collections.create({ id: seat.collection, root: 'bench', title: 'bench' })
  await access.grant({ id: crypto.randomUUID(), peer: 'bench', clearance: 'AMBER', collections: { [seat.collection]: 'rw' }, token: seat.token })
  const app = taxiiServer({
    collections,
    access,
    clock: systemClock,
    newId: idMaker(systemClock, seededRandom(Date.now())),
    title: 'bench',
    cursorKey: Buffer.from(seat.cursorKey, 'base64'),
  })
  const server = createServer(getRequestListener(app.fetch))
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port, kind: store.kind }))
  process.on('message', (asked) => {
    if (asked === 'usage') {
      const { user, system } = process.cpuUsage()
      process.send?.({ rss: process.memoryUsage.rss(), cpu: (user + system) / 1e6 })
    }
    if (asked === 'stop') {
      server.closeAllConnections()
      server.close()
      void store.close().then(() => process.exit(0))
    }
  })
}

if (process.send !== undefined) process.once('message', (seat) => void run(seat as Seat))
