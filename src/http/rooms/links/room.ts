import { OpenAPIHono, z } from '@hono/zod-openapi'
import { SallyportError } from '../../../core/errors.ts'
import { transact } from '../../../jobs/house.ts'
import { findCase } from '../../desk/case-file.ts'
import { enter, guarded } from '../../guarded.ts'
import { refuseInput } from '../../problem.ts'
import type { Caller, Environment } from '../../session.ts'
import type { OpenRoom } from '../room.ts'
import { listClusters, readGraph } from './graph.ts'

/** The link graph: clusters, one case's neighbourhood, and taking a removal back. */
export const links: OpenRoom = async ({ house, desk }) => {
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInput })
  const id = z.object({ id: z.uuid() })
  // The graph spans the doors: who may read ties at the first of them may read the list.
  const everywhere = (caller: Caller) => ({ org: caller.actor.org, place: 'apply' as const, compartment: null })

  app.openapi(guarded({ method: 'get', path: '/api/clusters', summary: 'Clusters of records that rare things tie together', action: 'link.read', answer: z.any() }), async (context) => {
    const { actor } = await enter(context, desk, 'link.read', everywhere)
    return context.json(await listClusters(house, actor.org), 200)
  })
  app.openapi(guarded({ method: 'get', path: '/api/cases/{id}/graph', summary: 'What ties a case to others, and why', action: 'link.read', request: { params: id }, answer: z.any() }), async (context) => {
    const { id: wanted } = context.req.valid('param')
    const { actor } = await enter(context, desk, 'link.read', (me) => desk.caseResource(me.actor.org, wanted, me.actor.id), wanted)
    return context.json(await readGraph(house, actor.org, wanted), 200)
  })
  const restoration = z.object({ case: z.uuid(), other: z.uuid(), type: z.string().max(60) })
  app.openapi(guarded({ method: 'post', path: '/api/links/restorations', summary: 'Take back that a tie means nothing', action: 'link.remove', status: 204, request: { body: { required: true, content: { 'application/json': { schema: restoration } } } } }), async (context) => {
    const { case: wanted, other, type } = context.req.valid('json')
    const { actor } = await enter(context, desk, 'link.remove', (me) => desk.caseResource(me.actor.org, wanted, me.actor.id), wanted)
    const [item, far] = [await findCase(house, actor.org, wanted), await findCase(house, actor.org, other)]
    await transact(house, async (tables, trx) => {
      const removed = (await tables.links.removals(actor.org, item.subject)).filter((one) => one.other === far.subject && one.type === type)
      if (removed.length === 0) throw new SallyportError('SP_NOT_FOUND', 'No such tie was removed.')
      for (const { hash } of removed) await tables.links.restore(actor.org, { a: { subject: item.subject, evidence: item.subject }, b: { subject: far.subject, evidence: far.subject }, type, hash, rarity: 0 })
      await tables.caseEvents.add(actor.org, { case: wanted, subject: item.subject }, { actor: actor.id, type: 'link', data: { other, type, restored: true } })
      for (const subject of [item.subject, far.subject]) await house.queue.add(trx, 'judge', { org: actor.org, subject }, `${actor.org}/${subject}`)
    })
    return context.body(null, 204)
  })
  return { routes: [app] }
}
