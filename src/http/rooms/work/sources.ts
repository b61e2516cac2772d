import { randomBytes } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Id } from '../../../core/ids.ts'
import { SallyportError } from '../../../core/errors.ts'
import { pollers } from '../../../doors/work/polling/index.ts'
import { rows, transact, type House } from '../../../jobs/house.ts'
import { spaces } from '../../../jobs/work/person.ts'
import { privacyOf, setPrivacy, startSource, stopSource } from '../../../jobs/work/privacy.ts'
import { enter as enterPerson, type Gap } from '../../../jobs/work/take.ts'
import { measureStale } from '../../../jobs/work/measure.ts'
import { pollDue } from '../../../jobs/work/poll.ts'
import { zoneClock } from '../../../measure/rhythm/zone-clock.ts'
import type { WorkSource } from '../../../store/repositories/work-sources.ts'
import { enter, guarded, house as inHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper } from '../room.ts'
import type { SourceKind, SourcesPage } from './contract.ts'
import { mutable } from './people.ts'
import { idParam, json, sourcesPage } from './schemas.ts'

/** Sources that come to us. Their secret is made here and shown once; Linear makes its own. */
const pushed: readonly SourceKind[] = [
  { kind: 'github-push', title: 'GitHub push webhook', fields: [], secret: null },
  { kind: 'gitlab-push', title: 'GitLab push webhook', fields: [], secret: null },
  { kind: 'linear-hook', title: 'Linear webhook', fields: [], secret: 'Signing secret of the webhook' },
  { kind: 'signed', title: 'Signed JSON lines of any source', fields: [], secret: null },
  { kind: 'folder', title: 'Folder on the server (SALLYPORT_WORK_FOLDER)', fields: [], secret: null },
  { kind: 'syslog', title: 'Syslog over TLS (SALLYPORT_SYSLOG_PORT)', fields: [], secret: null },
]
const kinds: readonly SourceKind[] = [...pollers.map(({ kind, title, fields, secret }) => ({ kind, title, fields, secret })), ...pushed]
const madeHere = new Set(['github-push', 'gitlab-push', 'signed'])

/** `/api/work/sources`, the notice, and who is entered: the operator's part. */
export function sourceRoutes({ house, desk, url }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })

  app.openapi(guarded({ method: 'get', path: '/api/work/sources', summary: 'Sources of presence facts, the notice and known gaps', action: 'settings.read', answer: sourcesPage }), async (context) => {
    const caller = await enter(context, desk, 'settings.read', inHouse)
    return context.json(mutable(await readSources(house, caller.actor.org, url)), 200)
  })

  const wanted = z.object({ kind: z.string().max(40), name: z.string().trim().min(1).max(80), config: z.record(z.string().max(40), z.string().max(500)).default({}), secret: z.string().max(4_000).optional() })
  app.openapi(guarded({ method: 'post', path: '/api/work/sources', summary: 'Add a source; it stands still until it is started', action: 'settings.write', status: 201, request: json(wanted), answer: z.object({ id: z.string(), secret: z.string().nullable(), deliverTo: z.string().nullable() }) }), async (context) => {
    const source = context.req.valid('json')
    const caller = await enter(context, desk, 'settings.write', inHouse)
    const kind = kinds.find((known) => known.kind === source.kind)
    if (kind === undefined) throw new SallyportError('SP_INPUT', `There is no kind of source called "${source.kind}".`, { field: 'kind' })
    const missing = kind.fields.find(({ name }) => (source.config[name] ?? '').trim() === '')
    if (missing !== undefined) throw new SallyportError('SP_INPUT', `"${missing.label}" is missing.`, { field: missing.name })
    if (kind.secret !== null && (source.secret ?? '') === '') throw new SallyportError('SP_INPUT', `"${kind.secret}" is missing.`, { field: 'secret' })
    const made = madeHere.has(kind.kind) ? randomBytes(32).toString('base64url') : null
    // Only what the kind asks for is kept: an address of another service would be sent the secret.
    const config = Object.fromEntries(kind.fields.map(({ name }) => [name, (source.config[name] ?? '').trim()]))
    const id = await rows(house).workSources.insert(caller.actor.org, { kind: kind.kind, name: source.name, config, secret: made ?? source.secret ?? null })
    return context.json({ id, secret: made, deliverTo: deliverTo({ id, kind: kind.kind }, url) }, 201)
  })

  const change = z.object({ state: z.enum(['running', 'stopped']), agreement: z.string().trim().max(200).nullable().default(null) })
  app.openapi(guarded({ method: 'post', path: '/api/work/sources/{id}/state', summary: 'Start or stop a source', action: 'settings.write', status: 204, request: { params: idParam, ...json(change) } }), async (context) => {
    const { state, agreement } = context.req.valid('json')
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'settings.write', inHouse, id)
    const source = await rows(house).workSources.find(caller.actor.org, id)
    if (source === null) throw new SallyportError('SP_NOT_FOUND', 'There is no such source.')
    if (state === 'running') await startSource(house, caller.actor.org, source, agreement === '' ? null : agreement, caller.actor.id)
    else await stopSource(house, caller.actor.org, source)
    await pollDue(house, caller.actor.org)
    return context.body(null, 204)
  })

  app.openapi(guarded({ method: 'delete', path: '/api/work/sources/{id}', summary: 'Remove a source and its secret', action: 'settings.write', status: 204, request: { params: idParam } }), async (context) => {
    const { id } = context.req.valid('param')
    const caller = await enter(context, desk, 'settings.write', inHouse, id)
    await rows(house).workSources.remove(caller.actor.org, id)
    return context.body(null, 204)
  })

  const rules = z.object({ council: z.boolean(), notice: z.string().trim().min(20).max(8_000) })
  app.openapi(guarded({ method: 'post', path: '/api/work/notice', summary: 'Publish the notice; works-council mode', action: 'settings.write', request: json(rules), answer: sourcesPage.shape.privacy }), async (context) => {
    const caller = await enter(context, desk, 'settings.write', inHouse)
    return context.json(await setPrivacy(house, caller.actor.org, context.req.valid('json'), caller.actor.id), 200)
  })

  const roster = z.object({ people: z.array(z.object({ names: z.array(z.string().trim().min(1).max(200)).min(1).max(20), zone: z.string().max(60).nullable().default(null) })).min(1).max(2_000) })
  app.openapi(guarded({ method: 'post', path: '/api/work/people', summary: 'Enter colleagues: the names sources know them by, and the zone they say to work in', action: 'settings.write', request: json(roster), answer: z.object({ entered: z.int(), conflicting: z.int() }) }), async (context) => {
    const { people } = context.req.valid('json')
    const caller = await enter(context, desk, 'settings.write', inHouse)
    const unknown = people.find(({ zone }) => zone !== null && zoneClock(zone) === null)
    if (unknown !== undefined) throw new SallyportError('SP_INPUT', `There is no time zone "${unknown.zone}". Use an IANA name such as Europe/Lisbon.`, { field: 'zone' })
    let conflicting = 0
    for (const { names, zone } of people) conflicting += (await transact(house, (tables) => enterPerson(tables, caller.actor.org, names, zone))) === null ? 1 : 0
    await measureStale(house, caller.actor.org)
    return context.json({ entered: people.length - conflicting, conflicting }, 200)
  })
  return app
}

async function readSources(house: House, org: Id, url: string): Promise<SourcesPage> {
  const tables = rows(house)
  const gaps = await tables.doorRows.list<Gap>(org, 'work', spaces.gap, { newestFirst: true, limit: 100 })
  return {
    sources: (await tables.workSources.list(org)).map((source) => {
      const { id, kind, name, state, agreement, receivedAt, failingSince, problem } = source
      return { id, kind, title: kinds.find((known) => known.kind === kind)?.title ?? kind, name, state, agreement, receivedAt, failingSince, problem, deliverTo: deliverTo(source, url) }
    }),
    kinds,
    privacy: await privacyOf(house, org),
    gaps: gaps.flatMap(({ value }) => (value === undefined ? [] : [value])),
  }
}

function deliverTo({ id, kind }: Pick<WorkSource, 'id' | 'kind'>, url: string): string | null {
  return madeHere.has(kind) || kind === 'linear-hook' ? `${url}/hooks/work/${id}` : null
}
