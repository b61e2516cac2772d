import { OpenAPIHono, z } from '@hono/zod-openapi'
import { dpiaDocument } from '../../../cases/dpia.ts'
import { daysOf, retentionClasses, retentionSettings } from '../../../cases/retention.ts'
import { rows, transact } from '../../../jobs/house.ts'
import { accessExport } from '../../../jobs/rights/access-export.ts'
import { dpiaInput } from '../../../jobs/rights/dpia.ts'
import { eraseSubject, type ErasureProof } from '../../../jobs/rights/erase.ts'
import { holds, liftHold, placeHold } from '../../../jobs/rights/hold.ts'
import { retentionRuns } from '../../../jobs/rights/retention.ts'
import { packKey } from '../../../store/pack-key.ts'
import { findCase } from '../../desk/case-file.ts'
import { enter, guarded, house as theHouse } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Environment } from '../../session.ts'
import type { Keeper, OpenRoom } from '../room.ts'
import type { RetentionAnswer } from './contract.ts'

const id = z.object({ id: z.uuid() })
const reason = z.object({ reason: z.string().trim().min(3).max(2_000) })
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } })

/** People's rights over what is held about them, and the clocks that end it. */
export const rights: OpenRoom = async (keeper) => ({ routes: [personRoutes(keeper), clockRoutes(keeper)] })

function personRoutes({ house, desk, folder }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const resource = (me: { actor: { org: string; id: string } }, wanted: string) => desk.caseResource(me.actor.org, wanted, me.actor.id)

  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/access-export', summary: 'Everything held about the person of a case, for that person', action: 'retention.export', request: { params: id }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'retention.export', (me) => resource(me, wanted), wanted)
    const { subject } = await findCase(house, actor.org, wanted)
    return context.json(await accessExport(house, actor.org, subject), 200, { 'content-disposition': `attachment; filename="data-${subject}.json"` })
  })
  app.openapi(guarded({ method: 'post', path: '/api/cases/{id}/erasure', summary: 'Erase the person of a case; answers with the proof', action: 'retention.erase', request: { params: id, ...body(reason) }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'retention.erase', (me) => resource(me, wanted), wanted)
    const { subject } = await findCase(house, actor.org, wanted)
    return context.json(await eraseSubject(house, actor.org, subject, actor.id, context.req.valid('json').reason, packKey(folder)), 200)
  })
  app.openapi(guarded({ method: 'put', path: '/api/cases/{id}/hold', summary: 'Place a legal hold', action: 'retention.erase', status: 204, request: { params: id, ...body(reason) } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'retention.erase', (me) => resource(me, wanted), wanted)
    const { subject } = await findCase(house, actor.org, wanted)
    await transact(house, async (tables) => {
      await placeHold(tables, actor.org, subject, actor.id, context.req.valid('json').reason, house.clock.now())
      await tables.caseEvents.add(actor.org, { case: wanted, subject }, { actor: actor.id, type: 'hold', data: { placed: true }, text: context.req.valid('json').reason })
    })
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'delete', path: '/api/cases/{id}/hold', summary: 'Lift a legal hold', action: 'retention.erase', status: 204, request: { params: id } }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'retention.erase', (me) => resource(me, wanted), wanted)
    const { subject } = await findCase(house, actor.org, wanted)
    await transact(house, async (tables) => {
      await liftHold(tables, actor.org, subject)
      await tables.caseEvents.add(actor.org, { case: wanted, subject }, { actor: actor.id, type: 'hold', data: { placed: false } })
    })
    return context.body(null, 204)
  })
  return app
}

function clockRoutes({ house, desk, name, environment }: Keeper): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  app.openapi(guarded({ method: 'get', path: '/api/retention', summary: 'Clocks, the newest preview, runs, holds and erasures', action: 'settings.read', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.read', theHouse)
    const tables = rows(house)
    const [stored, { preview, runs }, held, proofs, people] = await Promise.all([tables.settings.get(actor.org, 'retention'), retentionRuns(house, actor.org), holds(tables, actor.org), tables.doorRows.list<ErasureProof>(actor.org, 'cases', 'erasure-proof', { newestFirst: true, limit: 100 }), tables.users.list(actor.org)])
    const nameOf = (wanted: string): string => people.find((one) => one.id === wanted)?.name ?? wanted
    const cases = await tables.cases.ofSubjects(actor.org, held.map(({ subject }) => subject))
    const answer: RetentionAnswer = {
      classes: retentionClasses.map((item) => ({ id: item.id, title: item.title, days: daysOf(item, stored), usual: item.days, why: item.why, takes: item.takes, from: item.from })),
      preview,
      runs: runs.slice(0, 10),
      holds: held.map((hold) => ({ case: cases.find(({ subject }) => subject === hold.subject)?.id ?? null, by: nameOf(hold.by), reason: hold.reason, at: hold.at })),
      erasures: proofs.flatMap(({ value }) => (value === undefined ? [] : [{ subject: value.subject, at: value.at, by: nameOf(value.by), reason: value.reason }])),
      running: runs.length > 0,
    }
    return context.json(answer, 200)
  })
  app.openapi(guarded({ method: 'put', path: '/api/retention', summary: 'Set the days of the clocks', action: 'settings.write', status: 204, request: body(retentionSettings) }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.write', theHouse)
    await rows(house).settings.set(actor.org, 'retention', context.req.valid('json'), actor.id)
    return context.body(null, 204)
  })
  app.openapi(guarded({ method: 'post', path: '/api/retention/runs', summary: 'Run the clocks, or see what a run would take', action: 'settings.write', status: 202, request: body(z.object({ dryRun: z.boolean() })), answer: z.object({ queued: z.boolean() }) }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.write', theHouse)
    await house.queue.add(null, 'retention', { org: actor.org, dryRun: context.req.valid('json').dryRun, by: actor.id }, actor.org)
    return context.json({ queued: true }, 202)
  })
  app.openapi(guarded({ method: 'get', path: '/api/dpia', summary: 'The data protection impact assessment, from the configuration in force', action: 'settings.read', answer: z.object({ markdown: z.string() }) }), async (context) => {
    const { actor } = await enter(context, desk, 'settings.read', theHouse)
    const { version } = await desk.health(actor.org)
    const input = await dpiaInput(house, actor.org, { organisation: name, version, singleSignOn: (environment['SALLYPORT_OIDC_ISSUER'] ?? '') !== '' })
    return context.json({ markdown: dpiaDocument(input) }, 200)
  })
  return app
}
