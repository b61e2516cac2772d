import { Hono, type Context } from 'hono'
import type { Clock } from '../../core/clock.ts'
import { messageOf } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { PeerAccess, TaxiiAccess } from './access.ts'
import { dated, json, refuse, TaxiiError } from './answer.ts'
import type { TaxiiCollections } from './collections.ts'
import { readEnvelope, type ReadEnvelope } from './envelope.ts'
import { readFilters, type Filters } from './filters.ts'
import { accepts, isTaxiiContent, taxiiType } from './media.ts'
import { Paging, questionOf } from './paging.ts'
import { showMicros } from './time.ts'

export interface TaxiiParts {
  readonly collections: TaxiiCollections
  readonly access: TaxiiAccess
  readonly clock: Clock
  readonly newId: () => Id
  readonly title: string
  readonly contact?: string
  readonly description?: string
  /** Bytes of an envelope. */
  readonly longest?: number
  /** Objects of a page, when the client asks for more or says nothing. */
  readonly pageMost?: number
  /** Where API roots lie; discovery stays at `/taxii2/`. Default `/taxii2/<root>/`. */
  readonly rootPath?: (root: string) => string
  /** What API roots are called, and roots without a collection. */
  readonly roots?: ReadonlyMap<string, { readonly title: string; readonly description?: string }>
  /** Signs cursors; the same after a restart and on every machine. */
  readonly cursorKey: Uint8Array
  /** Told after objects were added: retro-hunt, drafts. */
  readonly received?: (collection: Id, peer: string, envelope: ReadEnvelope) => void
  readonly report?: (error: Error) => void
}

interface Env {
  Variables: { peer: PeerAccess }
}

/** A TAXII 2.1 server. State is only in the tables: any number of processes may answer. */
export function taxiiServer(parts: TaxiiParts): Hono<Env> {
  const longest = parts.longest ?? 10 * 1024 * 1024
  const app = new Hono<Env>({ strict: false })

  const paging = new Paging(parts.cursorKey)

  app.onError((error, context) => refuse(context, error, parts.report))
  app.notFound((context) => refuse(context, new TaxiiError(404, 'There is nothing at this address.'), parts.report))

  const at = parts.rootPath ?? ((root: string) => `/taxii2/${root}/`)
  const under = at(':root').replace(/\/$/, '')
  app.use('/taxii2', guard)
  app.use(`${under}/*`, guard)
  app.use(under, guard)
  async function guard(context: Context<Env>, next: () => Promise<void>): Promise<void> {
    const peer = await parts.access.identify(context.req.header('authorization'))
    if (peer === null) throw new TaxiiError(401, 'Authentication is needed')
    if (
      !accepts(context.req.header('accept')) &&
      !(context.req.path.includes('/manifest') && /application\/stix\+json/.test(context.req.header('accept') ?? ''))
    )
      throw new TaxiiError(406, 'Only application/taxii+json;version=2.1 is spoken here')
    context.set('peer', peer)
    await next()
  }

  app.get('/taxii2', async (context) => {
    const names = new Set([...(parts.roots?.keys() ?? []), ...(await parts.collections.roots())])
    const roots = [...names].map((root) => new URL(at(root), context.req.url).href)
    return json(
      context,
      JSON.stringify({
        title: parts.title,
        ...(parts.description === undefined ? {} : { description: parts.description }),
        ...(parts.contact === undefined ? {} : { contact: parts.contact }),
        ...(roots.length === 0 ? {} : { default: roots[0], api_roots: roots }),
      }),
    )
  })

  app.get(`${under}`, async (context) => {
    await rootOf(context)
    const name = context.req.param('root') ?? ''
    return json(
      context,
      JSON.stringify({
        title: `${parts.title}: ${name}`,
        ...parts.roots?.get(name),
        versions: [taxiiType],
        max_content_length: longest,
      }),
    )
  })

  app.get(`${under}/status/:id`, async (context) => {
    const id = context.req.param('id')
    const body = /^[0-9a-f-]{36}$/.test(id)
      ? await parts.collections.status(id, context.req.param('root') ?? '', context.get('peer').peer)
      : null
    if (body === null) throw new TaxiiError(404, 'There is no such status')
    return json(context, body)
  })

  app.get(`${under}/collections`, async (context) => {
    const { list, rights } = await rootOf(context)
    const shown = list.filter((one) => rights[one.id] !== undefined).map((one) => shownCollection(one, rights))
    return json(context, shown.length === 0 ? '{}' : JSON.stringify({ collections: shown }))
  })

  app.get(`${under}/collections/:collection`, async (context) => {
    const { one, rights } = await collectionOf(context)
    return json(context, JSON.stringify(shownCollection(one, rights)))
  })

  app.get(`${under}/collections/:collection/manifest`, async (context) => {
    const { one, clearance } = await readable(context)
    const filters = filtersOf(context)
    const question = questionOf('manifest', one.id, filters)
    const { rows, more } = await parts.collections.manifest(one.id, filters, paging.from(filters, question), clearance)
    if (rows.length === 0) return json(context, '{}')
    dated(context, rows[0]?.added as number, rows.at(-1)?.added as number)
    const objects = rows.map((row) => ({
      id: row.id,
      date_added: showMicros(row.added),
      version: row.version,
      media_type: `application/stix+json;version=${row.specVersion}`,
    }))
    return json(
      context,
      JSON.stringify({
        more,
        ...(more ? { next: paging.sign(rows.at(-1)?.added as number, question) } : {}),
        objects,
      }),
    )
  })

  app.get(`${under}/collections/:collection/objects`, async (context) =>
    objects(context, filtersOf(context)),
  )

  app.post(`${under}/collections/:collection/objects`, async (context) => {
    const { one, rights } = await collectionOf(context)
    if (!rights[one.id]?.includes('w')) throw new TaxiiError(403, 'This collection cannot be written')
    if (!isTaxiiContent(context.req.header('content-type')))
      throw new TaxiiError(415, 'Only application/taxii+json;version=2.1 is read here')
    if (Number(context.req.header('content-length') ?? 0) > longest)
      throw new TaxiiError(413, 'The envelope is too large')
    const body = await context.req.text()
    if (Buffer.byteLength(body) > longest) throw new TaxiiError(413, 'The envelope is too large')
    let envelope: ReadEnvelope
    try {
      envelope = readEnvelope(body)
    } catch (error) {
      throw new TaxiiError(422, `While processing supplied content, an error occurred: ${messageOf(error)}`)
    }
    const peer = context.get('peer').peer
    const id = parts.newId()
    const status = statusOf(id, envelope, parts.clock.now())
    await parts.collections.add(one.id, envelope.objects, { id, root: context.req.param('root') ?? '', peer, body: status })
    parts.received?.(one.id, peer, envelope)
    return json(context, status, 202)
  })

  app.get(`${under}/collections/:collection/objects/:object`, async (context) => {
    const object = context.req.param('object') ?? ''
    const { one, clearance } = await readable(context)
    const filters = filtersOf(context)
    if (!(await parts.collections.has(one.id, object, clearance))) throw new TaxiiError(404, 'There is no such object')
    return objects(context, { ...filters, ids: [object] })
  })

  app.get(`${under}/collections/:collection/objects/:object/versions`, async (context) => {
    const { one, clearance } = await readable(context)
    const filters = filtersOf(context)
    const object = context.req.param('object')
    if (!(await parts.collections.has(one.id, object, clearance))) throw new TaxiiError(404, 'There is no such object')
    const all = { ...filters, ids: [object], versions: { last: false, first: false, all: true, at: [] } }
    const question = questionOf('versions', one.id, all)
    const { rows, more } = await parts.collections.manifest(one.id, all, paging.from(filters, question), clearance)
    if (rows.length === 0) return json(context, '{}')
    dated(context, rows[0]?.added as number, rows.at(-1)?.added as number)
    return json(
      context,
      JSON.stringify({
        more,
        ...(more ? { next: paging.sign(rows.at(-1)?.added as number, question) } : {}),
        versions: rows.map((row) => row.version),
      }),
    )
  })

  app.delete(`${under}/collections/:collection/objects/:object`, async (context) => {
    const { one, rights } = await collectionOf(context)
    if (rights[one.id] !== 'rw') throw new TaxiiError(403, 'Deleting needs the right to read and to write')
    const filters = filtersOf(context)
    const versions = new URL(context.req.url).searchParams.has('match[version]') ? filters.versions : { last: false, first: false, all: true, at: [] }
    const gone = await parts.collections.remove(one.id, context.req.param('object'), { ...filters, versions })
    if (gone === 0) throw new TaxiiError(404, 'There is no such object')
    return json(context, '{}')
  })

  async function objects(context: Context<Env>, filters: Filters): Promise<Response> {
    const { one, clearance } = await readable(context)
    const question = questionOf('objects', one.id, filters)
    const page = await parts.collections.page(one.id, filters, paging.from(filters, question), clearance)
    if (page.joined === null) return json(context, '{}')
    dated(context, page.first, page.last)
    const next = page.more ? `,"next":"${paging.sign(page.last, question)}"` : ''
    return json(context, `{"more":${page.more}${next},"objects":[${page.joined}]}`)
  }

  function filtersOf(context: Context<Env>): Filters {
    return readFilters(new URL(context.req.url).searchParams, parts.pageMost)
  }

  async function rootOf(context: Context<Env>) {
    const list = await parts.collections.list(context.req.param('root') ?? '')
    if (list.length === 0 && parts.roots?.has(context.req.param('root') ?? '') !== true)
      throw new TaxiiError(404, 'There is no such API root')
    return { list, rights: context.get('peer').collections }
  }

  async function collectionOf(context: Context<Env>) {
    const { list, rights } = await rootOf(context)
    const name = context.req.param('collection') ?? ''
    const one = list.find((entry) => entry.id === name || (entry.alias !== null && entry.alias === name))
    if (one === undefined || rights[one.id] === undefined) throw new TaxiiError(404, 'There is no such collection')
    return { one, rights }
  }

  async function readable(context: Context<Env>) {
    const { one, rights } = await collectionOf(context)
    if (!rights[one.id]?.includes('r')) throw new TaxiiError(403, 'This collection cannot be read')
    return { one, clearance: context.get('peer').clearance }
  }

  return app
}

function shownCollection(
  one: { id: string; alias: string | null; title: string; description: string | null },
  rights: PeerAccess['collections'],
): Record<string, unknown> {
  return {
    id: one.id,
    title: one.title,
    ...(one.description === null ? {} : { description: one.description }),
    ...(one.alias === null ? {} : { alias: one.alias }),
    can_read: rights[one.id]?.includes('r') === true,
    can_write: rights[one.id]?.includes('w') === true,
    media_types: ['application/stix+json;version=2.1'],
  }
}

function statusOf(id: string, envelope: ReadEnvelope, now: number): string {
  const successes = envelope.objects.map((object) => ({
    id: object.id,
    version: object.version === '' ? showMicros(1000 * now) : object.version,
  }))
  return JSON.stringify({
    id,
    status: 'complete',
    request_timestamp: showMicros(1000 * now),
    total_count: successes.length + envelope.failures.length,
    success_count: successes.length,
    ...(successes.length === 0 ? {} : { successes }),
    failure_count: envelope.failures.length,
    ...(envelope.failures.length === 0 ? {} : { failures: envelope.failures }),
    pending_count: 0,
  })
}
