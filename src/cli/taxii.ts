import { serve } from '@hono/node-server'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TaxiiAccess } from '../circle/taxii/access.ts'
import { TaxiiCollections } from '../circle/taxii/collections.ts'
import { readDump, restoreDump } from '../circle/taxii/dump.ts'
import { taxiiServer } from '../circle/taxii/server.ts'
import { systemClock } from '../core/clock.ts'
import { messageOf, SallyportError } from '../core/errors.ts'
import { newId } from '../store/new-id.ts'
import { openStore } from '../store/open.ts'
import { readArguments } from './arguments.ts'

const usage = `Usage: sallyport taxii FILE [--user NAME] [--password WORD] [--port N] [--page N] [--roots /]

Serves the TAXII server alone, over a store of its own that is gone when it stops (or DATABASE_URL, which must be empty),
filled from FILE: a whole server as JSON, in the layout of OASIS's reference server. Every object keeps its date added.

  --user NAME      who may ask (default admin)
  --password WORD  with what (default: a new one, printed)
  --port N         default 6100; 0 takes a free one
  --page N         objects a page at most (default 1000)
  --roots /        API roots at /NAME/ instead of /taxii2/NAME/; discovery stays at /taxii2/`

/** `sallyport taxii`: for trying clients against it, and for looking at another server's content. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    user: { type: 'string' },
    password: { type: 'string' },
    port: { type: 'string' },
    page: { type: 'string' },
    roots: { type: 'string' },
  })
  const [file] = positionals
  if (values.help === true || file === undefined) {
    process.stdout.write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const dump = readDump(text(file))
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-taxii-'))
  const url = process.env['DATABASE_URL']
  const store = await openStore(url === undefined ? { folder } : { databaseUrl: url })
  const org = newId()
  const collections = new TaxiiCollections(store, systemClock, org)
  const access = new TaxiiAccess(store, systemClock, org)
  const user = { name: values.user ?? 'admin', password: values.password ?? randomBytes(12).toString('base64url') }
  const objects = await restoreDump(dump, collections, access, user)
  const app = taxiiServer({
    collections,
    access,
    clock: systemClock,
    newId,
    title: dump.discovery.title ?? 'Sallyport',
    ...(dump.discovery.description === undefined ? {} : { description: dump.discovery.description }),
    ...(dump.discovery.contact === undefined ? {} : { contact: dump.discovery.contact }),
    cursorKey: randomBytes(32),
    pageMost: Number(values.page ?? 1000),
    roots: new Map([...dump.roots].map(([name, { information }]) => [name, { title: information?.title ?? name, ...(information?.description === undefined ? {} : { description: information.description }) }])),
    ...(values.roots === '/' ? { rootPath: (root) => `/${root}/` } : {}),
    report: (error) => void process.stderr.write(`${messageOf(error)}\n`),
  })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(values.port ?? 6100) })
  await new Promise<void>((done, failed) => {
    server.once('listening', done)
    server.once('error', failed)
  })
  const { port } = server.address() as AddressInfo
  process.stdout.write(`TAXII 2.1 at http://127.0.0.1:${port}/taxii2/ as ${user.name}:${user.password}, ${objects} objects\n`)
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  server.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  return 0
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new SallyportError('SP_NOT_FOUND', `There is no file ${file}.`)
  }
}
